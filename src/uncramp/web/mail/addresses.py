"""Which address leads to which page of the mail."""

from __future__ import annotations

from django.urls import path

from uncramp.web.mail.pages import again, mails, one_mail

urlpatterns = [
    path("mail", mails, name="mails"),
    path("mail/<int:key>", one_mail, name="mail"),
    path("mail/<int:key>/again", again, name="mail-again"),
]
