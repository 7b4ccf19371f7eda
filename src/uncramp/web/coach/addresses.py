"""Which address leads to which page of this room."""

from __future__ import annotations

from django.urls import path

from uncramp.web.coach.duty_pages import calendar
from uncramp.web.coach.hand_over_page import hand_over_page
from uncramp.web.coach.inbox_pages import forget, inbox, kept_apart, one_request
from uncramp.web.coach.interest_form import interest, kept_promise
from uncramp.web.coach.people_assigning import assign, assigned_file, drop, take_back
from uncramp.web.coach.people_comments import answer, comments_page
from uncramp.web.coach.people_pages import people, person, persons_run, say
from uncramp.web.coach.sharing_invitations import (
    answer_offer,
    sharing_invitation,
    stop_helping,
)
from uncramp.web.coach.sharing_pages import sharing_change, sharing_page, sharing_step

urlpatterns = [
    path("interest", interest, name="interest"),
    path("interest/promise", kept_promise, name="kept-promise"),
    path("inbox", inbox, name="inbox"),
    path("inbox/apart", kept_apart, name="kept-apart"),
    path("inbox/forget", forget, name="forget"),
    path("inbox/<int:key>", one_request, name="request"),
    path("duty", calendar, name="duty"),
    path("hand-over", hand_over_page, name="hand-over"),
    path("sharing", sharing_page, name="sharing"),
    path("sharing/<int:key>/step", sharing_step, name="sharing-step"),
    path("sharing/<int:key>/change", sharing_change, name="sharing-change"),
    path("sharing/invitation/<str:secret>", sharing_invitation, name="sharing-invitation"),
    path("comments", comments_page, name="comments"),
    path("comments/<int:key>/<int:run>", answer, name="answer-comment"),
    path("people", people, name="people"),
    path("people/offers/<int:key>", answer_offer, name="answer-offer"),
    path("people/stop/<int:key>", stop_helping, name="stop-helping"),
    path("people/<int:runner>", person, name="person"),
    path("people/<int:runner>/set", assign, name="assign"),
    path("people/<int:runner>/set/<int:key>/back", take_back, name="take-back"),
    path("sharing/set/<int:key>/drop", drop, name="drop-assigned"),
    path("sharing/set/<int:key>/<str:kind>", assigned_file, name="assigned-file"),
    path("people/<int:runner>/runs/<int:key>", persons_run, name="persons-run"),
    path("people/<int:runner>/runs/<int:key>/say", say, name="say"),
]
