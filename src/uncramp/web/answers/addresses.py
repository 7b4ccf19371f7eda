"""Which address leads to which answer."""

from __future__ import annotations

from django.urls import path

from uncramp.web.answers.ask import ask
from uncramp.web.answers.ask import keep as keep_answer
from uncramp.web.answers.experiments import begin, experiments, tell, trial
from uncramp.web.answers.next_run import keep, next_run, risk
from uncramp.web.answers.plans import card, drop_plan, plan, plan_file
from uncramp.web.answers.triggers import my_triggers
from uncramp.web.answers.views import last_cramp, red_flags, tell_unknown, why

urlpatterns = [
    path("", last_cramp, name="last-cramp"),
    path("runs/<int:key>/why", why, name="why"),
    path("runs/<int:key>/why/told", tell_unknown, name="tell-unknown"),
    path("runs/<int:key>/red-flags", red_flags, name="red-flags-of"),
    path("red-flags", red_flags, name="red-flags"),
    path("ask", ask, name="ask"),
    path("ask/keep", keep_answer, name="keep-answer"),
    path("next", next_run, name="next-run"),
    path("next/risk", risk, name="next-risk"),
    path("next/keep", keep, name="keep-plan"),
    path("plans/<int:key>", plan, name="plan"),
    path("plans/<int:key>/card", card, name="card"),
    path("plans/<int:key>/drop", drop_plan, name="drop-plan"),
    path("plans/<int:key>/<slug:kind>", plan_file, name="plan-file"),
    path("triggers", my_triggers, name="triggers"),
    path("experiments", experiments, name="experiments"),
    path("experiments/begin", begin, name="begin-trial"),
    path("experiments/<int:key>", trial, name="trial"),
    path("experiments/<int:key>/tell", tell, name="tell-trial"),
]
