"""Which address leads to which page of an account; allauth's pages under names of our own."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from uncramp.web.account.club_pages import (
    club_join,
    club_leave,
    club_page,
    club_runners,
    clubs_page,
    new_club,
)
from uncramp.web.account.club_running import club_run
from uncramp.web.account.doors import Page, behind
from uncramp.web.account.facts_pages import about_you, facts_later, first_facts
from uncramp.web.account.leaving import leave, take_along
from uncramp.web.account.pages import (
    invitations,
    join,
    language,
    settings,
    welcome,
)
from uncramp.web.account.session_pages import sessions
from uncramp.web.policies.rules import Action


def _open(page: Page) -> Page:
    return behind(Action.SIGN_IN, page)


def _own(page: Page) -> Page:
    return behind(Action.KEEP_SETTINGS, page)


urlpatterns = [
    path("welcome", welcome, name="welcome"),
    path("language", language, name="set_language"),
    path("join/<str:token>", join, name="join"),
    path("account", settings, name="settings"),
    path("account/start", first_facts, name="first-facts"),
    path("account/start/later", facts_later, name="facts-later"),
    path("account/you", about_you, name="about-you"),
    path("account/invitations", invitations, name="invitations"),
    path("account/leave", leave, name="leave"),
    path("account/leave/everything.zip", take_along, name="take-along"),
    path("clubs", clubs_page, name="clubs"),
    path("clubs/new", new_club, name="club-new"),
    path("clubs/join/<str:secret>", club_join, name="club-join"),
    path("clubs/<int:key>", club_page, name="club"),
    path("clubs/<int:key>/run", club_run, name="club-run"),
    path("clubs/<int:key>/runners", club_runners, name="club-runners"),
    path("clubs/<int:key>/leave", club_leave, name="club-leave"),
    path("sign-in", _open(account.login), name="account_login"),
    path("sign-out", _open(account.logout), name="account_logout"),
    path("sign-up", _open(account.signup), name="account_signup"),
    path("sign-in/inactive", _open(account.account_inactive), name="account_inactive"),
    path("sign-in/reset", _open(account.password_reset), name="account_reset_password"),
    path(
        "sign-in/reset/sent",
        _open(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(  # allauth writes the two with a dash between them into its mails
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        _open(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/reset/done",
        _open(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("sign-in/confirm/<str:key>", _open(account.confirm_email), name="account_confirm_email"),
    path(
        "sign-in/confirm",
        _open(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("sign-in/second", _open(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey", _open(keys.login_webauthn), name="mfa_login_webauthn"),
    path("account/again", _own(account.reauthenticate), name="account_reauthenticate"),
    path("account/again/second", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/again/passkey",
        _own(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/mail", _own(account.email), name="account_email"),
    path("account/password", _own(account.password_change), name="account_change_password"),
    path("account/password/set", _own(account.password_set), name="account_set_password"),
    path("account/sessions", sessions, name="usersessions_list"),
    path("account/second", _own(mfa.index), name="mfa_index"),
    path("account/second/app", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second/app/end", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second/codes", _own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/second/codes/new",
        _own(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second/codes/file",
        _own(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/passkeys", _own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/add", _own(keys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove", _own(keys.remove_webauthn), name="mfa_remove_webauthn"
    ),
    path("account/passkeys/<int:pk>/edit", _own(keys.edit_webauthn), name="mfa_edit_webauthn"),
]
