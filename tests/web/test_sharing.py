"""Sharing, page by page: nothing before both agree, only what was granted, nothing afterwards."""

import datetime as dt
import re

import numpy as np
import pytest

from recording import NOW
from sharing import keep_runs, key_of, offered, person, shared, standing, step

DAYS, CRAMPED = (2, 5, 9, 12, 40), (5, 12)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The pages' clock stands at NOW until a test moves it."""
    moved = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moved["now"])
    return moved


@pytest.fixture(scope="module")
def people(sample):
    """A runner with runs and cramps, two who help, and somebody else."""
    found = {name: person(f"{name}@example.org") for name in ("anna", "moser", "coach", "other")}
    keep_runs(found["anna"], DAYS, cramped=CRAMPED)
    yield found
    from uncramp.web.account.models import Account

    Account.objects.all().delete()


@pytest.fixture
def anna(people):
    """The runner, who shares with nobody yet."""
    from uncramp.web.rows.sharing import SharingRow

    SharingRow.objects.for_actor(people["anna"].actor).delete()
    return people["anna"]


@pytest.fixture
def moser(people):
    return people["moser"]


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page_of(anna):
    return f"/people/{anna.actor.runner}"


def channels(anna):
    """Every way to something of the runner's: the address, and what is posted there."""
    run = f"{page_of(anna)}/runs/{key_of(anna, 5)}"
    set_run = {"template": "easy", "day": NOW.date().isoformat()}
    return {
        page_of(anna): None,
        run: None,
        f"{run}/say": {"text": "Well done"},
        f"{page_of(anna)}/set": set_run,
    }


def seen(helper, anna):
    """The status of each channel, and whether the list names the runner."""
    found = {
        path: (helper.get(path) if sent is None else helper.post(path, sent)).status_code
        for path, sent in channels(anna).items()
    }
    return {*found.values()}, "Anna" in text(helper.get("/people"))


OPEN, SHUT = ({200, 302}, True), ({404}, False)


def brought_to(stage, anna, moser, clock):
    """Bring a sharing to a stage through its pages."""
    if stage == "none":
        return
    link = offered(
        anna,
        what=("runs", "cramps", "plan"),
        until=(NOW + dt.timedelta(days=20)).date().isoformat(),
    )
    if stage == "invited":
        return
    if stage == "declined by the helper":
        moser.post(link, {"step": "decline"})
        return
    if stage == "invited, and ran out":
        clock["now"] = NOW + dt.timedelta(days=15)
        assert moser.post(link, {"step": "accept"}).status_code == 404
        return
    if stage == "taken back":
        step(anna, "end")
        assert moser.post(link, {"step": "accept"}).status_code == 404
        return
    moser.post(link, {"step": "accept"})
    for name in {
        "accepted": (),
        "declined by the runner": ("decline",),
        "confirmed": ("confirm",),
        "ended by the runner": ("confirm", "end"),
        "ran out": ("confirm",),
        "left": ("confirm",),
    }[stage]:
        step(anna, name)
    if stage == "left":
        moser.post(f"/people/stop/{standing(anna).pk}")
    if stage == "ran out":
        assert seen(moser, anna) == OPEN
        clock["now"] = NOW + dt.timedelta(days=21)


@pytest.mark.parametrize(
    "stage",
    [
        *("none", "invited", "invited, and ran out", "taken back", "declined by the helper"),
        *("accepted", "declined by the runner", "confirmed", "ended by the runner", "left"),
        "ran out",
    ],
)
def test_every_channel_is_open_while_it_is_confirmed_and_else_leads_nowhere(
    stage, anna, moser, people, clock
):
    brought_to(stage, anna, moser, clock)
    assert seen(moser, anna) == (OPEN if stage == "confirmed" else SHUT)
    for nobody in ("coach", "other"):
        assert seen(people[nobody], anna) == SHUT


def test_ending_it_counts_from_the_next_request_on(anna, moser):
    shared(anna, moser, what=("runs", "plan"))
    assert seen(moser, anna) == OPEN
    step(anna, "end")
    assert seen(moser, anna) == SHUT
    assert step(anna, "confirm").status_code == 409
    assert seen(moser, anna) == SHUT


def test_two_who_help_see_each_what_they_were_granted(anna, moser, people):
    coach = people["coach"]
    shared(anna, moser, what=("cramps",))
    shared(anna, coach, what=("runs",), to="Coach Kim", profession="coach")
    assert "The last four weeks" not in text(moser.get(page_of(anna)))
    assert "What the latest one is linked with, as the runner reads it" in text(
        moser.get(page_of(anna))
    )
    assert "The last four weeks" in text(coach.get(page_of(anna)))
    assert "calf" not in text(coach.get(page_of(anna))).lower()
    step(anna, "end")  # the coach's, who came last
    assert seen(coach, anna) == SHUT
    assert moser.get(page_of(anna)).status_code == 200


def test_what_two_say_of_a_run_the_one_does_not_read_of_the_other(anna, moser, people):
    coach = people["coach"]
    shared(anna, moser)
    shared(anna, coach, to="Coach Kim")
    run = f"{page_of(anna)}/runs/{key_of(anna, 5)}"
    moser.post(f"{run}/say", {"text": "Only between us"})
    assert "Only between us" in text(moser.get(run))
    assert "Only between us" not in text(coach.get(run))


def test_runs_alone_tell_of_no_cramp_no_note_and_no_place(anna, moser):
    shared(anna, moser, what=("runs",))
    for path in (page_of(anna), f"{page_of(anna)}/runs/{key_of(anna, 5)}"):
        page = moser.get(path).content.decode()
        assert "secret hill" not in page
        assert "Loop" not in page
        assert 'class="badge"' not in page
        assert 'class="cramp"' not in page
        assert 'class="route"' not in page
    assert 'class="route"' in with_map(anna, moser)


def with_map(anna, moser):
    """The run's page once maps and notes are shared as well."""
    sent = {"what": ["runs", "map", "notes"]}
    assert anna.post(f"/sharing/{standing(anna).pk}/change", sent).status_code == 302
    page = moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").content.decode()
    assert "secret hill" in page
    return page


def test_cramps_alone_open_only_the_runs_that_had_one(anna, moser):
    shared(anna, moser, what=("cramps",))
    assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").status_code == 200
    assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 2)}").status_code == 404
    assert (
        'class="series"'
        not in moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").content.decode()
    )


def test_what_was_before_the_first_shared_day_is_not_there(anna, moser):
    since = (NOW - dt.timedelta(days=7)).date().isoformat()
    shared(anna, moser, since=since)
    assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").status_code == 200
    assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 12)}").status_code == 404
    page = text(moser.get(page_of(anna)))
    assert f"{NOW - dt.timedelta(days=12):%-d %B}" not in page


def test_a_link_works_once_and_not_for_its_own_runner(anna, moser, people):
    link = offered(anna)
    assert "somebody else" in text(anna.get(link))
    assert anna.post(link, {"step": "accept"}).status_code == 404
    assert "Anna would like to share with you" in text(moser.get(link))
    assert moser.post(link, {"step": "accept"}).status_code == 302
    for who in (moser, people["other"]):
        assert who.get(link).status_code == 404
        assert who.post(link, {"step": "accept"}).status_code == 404
    assert people["other"].get("/sharing/invitation/guessed").status_code == 404


def test_the_secret_of_a_link_is_kept_nowhere(anna):
    link = offered(anna)
    row = standing(anna)
    assert link.rpartition("/")[2] not in f"{row.digest} {row.value}"


def test_who_helps_needs_a_second_factor(anna, moser):
    link = offered(anna)
    plain = person("plain@example.org", second_factor=False)
    for answer in (plain.get("/people"), plain.get(link), plain.post(link, {"step": "accept"})):
        assert answer.status_code == 302
        assert answer["Location"] != "/people"
    assert standing(anna).stage == "invited"


def test_the_runner_sees_who_looked_at_what_and_when(anna, moser):
    shared(anna, moser, what=("runs", "cramps"))
    assert "Who looked" not in text(anna.get("/sharing"))
    moser.get(page_of(anna))
    looked = text(anna.get("/sharing")).partition("Who looked")[2]
    assert "Dr Moser" in looked
    assert f"{NOW:%-d %B %Y, %H:%M}" in looked
    assert "Cramps, and what they are linked with" in looked
    assert "Maps" not in looked


def test_an_invitation_ticks_everything_but_the_red_flags(anna):
    page = anna.get("/sharing").content.decode()
    ticked = set(re.findall(r'name="what" value="(\w+)" checked', page))
    assert ticked == {"runs", "cramps", "plan", "map", "notes"}


def test_answers_about_red_flags_are_shown_only_where_they_are_shared(anna, moser):
    from dataclasses import replace

    from uncramp.web.rows.library import RowLibrary

    library = RowLibrary(anna.actor)
    latest = next(k for k in reversed(library.kept_runs()) if k.episode)
    library.replace_run(replace(latest, answers={"dark_urine": "yes"}))
    try:
        shared(anna, moser, what=("runs", "cramps"))
        page, listed = text(moser.get(page_of(anna))), text(moser.get("/people"))
        assert "Dark" not in page
        assert "red flag" not in (page + listed).lower()
        assert "Nothing is shown before it is clear" in page  # nor is anything explained
        anna.post(f"/sharing/{standing(anna).pk}/change", {"what": ["cramps", "triage"]})
        assert "Dark, cola-coloured urine" in text(moser.get(page_of(anna)))
        assert "A red flag is open" in text(moser.get("/people"))
        assert moser.post("/red-flags", {"answer": "seen"}).status_code in (404, 409)
        assert library.kept_runs()[-2].answers == {"dark_urine": "yes"}
    finally:
        library.replace_run(latest)


def test_who_helps_may_look_and_never_act(anna, moser):
    from uncramp.web.policies.doors import NotAllowedError, require
    from uncramp.web.policies.rules import Action, Relation, relations
    from uncramp.web.policies.sharing import EVERYTHING, reach

    shared(anna, moser)
    seen_as = reach(moser.actor, anna.actor.runner, EVERYTHING, NOW).actor
    assert relations(seen_as, anna.actor.runner) == {Relation.HELPER}
    for action in set(Action) - {Action.SEE_SHARED, Action.HELP}:
        if action in {Action.ASK, Action.SEE_HEALTH, Action.READ_GUIDE, Action.SHOW_INTEREST}:
            continue
        if action is not Action.SIGN_IN:
            with pytest.raises(NotAllowedError):
                require(seen_as, action)


def test_a_shared_map_is_cut_at_home_and_nothing_is_drawn_across_the_cut(anna, moser):
    from django.conf import settings

    from uncramp.actions.see_shared_run import see_shared_run
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    shelf = shelf_of(settings.DATA, anna.actor)
    kept = RowLibrary(anna.actor).kept_runs()[-1]
    drawn = see_shared_run(kept, shelf=shelf, now=NOW, places=True)
    assert drawn.route.size
    east = drawn.route[:, 0]
    far = east[np.isfinite(east)]
    turn = 1800.0  # m from home, where the run turns; home is as far the other way
    from_home = far - far.max() + turn
    assert 196 <= from_home.min() <= 215  # the points of the drawing are some 12 m apart
    assert np.isnan(east[[0, -1]]).all()
    hidden = see_shared_run(kept, shelf=shelf, now=NOW, places=False)
    assert not hidden.route.size


def test_runs_from_a_service_that_forbids_it_are_never_shared(anna, moser):
    from uncramp.store.kept import KeptFile, Origin, Verdict
    from uncramp.store.origin_terms import may_be_shared
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.models import OriginRow

    theirs, own = Origin("strava-api:123"), Origin("2026-11-17.fit", archive="export_123.zip")
    assert may_be_shared([])
    assert may_be_shared([own])
    assert may_be_shared([theirs, own])
    assert not may_be_shared([theirs])
    shared(anna, moser)
    library = RowLibrary(anna.actor)
    digest = library.kept_runs()[-2].digest
    rows = OriginRow.objects.for_actor(anna.actor).filter(file__digest=digest)
    before = list(rows)
    rows.delete()
    library.keep_file(KeptFile(digest, 1, Verdict.RUN, "1"), theirs)
    try:
        assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").status_code == 404
    finally:
        rows.all().delete()
        OriginRow.objects.for_actor(anna.actor).bulk_create(before)
    assert moser.get(f"{page_of(anna)}/runs/{key_of(anna, 5)}").status_code == 200


def test_an_invitation_goes_by_mail_where_an_address_is_given(anna):
    from uncramp.web.mail.models import MailRow

    link = offered(anna, mail="moser@example.org")
    mail = MailRow.objects.get(key=f"sharing-{standing(anna).pk}")
    assert mail.to == "moser@example.org"
    assert link in mail.body
    offered(anna)
    assert not MailRow.objects.filter(key=f"sharing-{standing(anna).pk}").exists()


def test_no_more_than_ten_invitations_wait_at_a_time(anna):
    for _ in range(10):
        offered(anna)
    sent = {"helper": "Dr Moser", "runner": "Anna", "profession": "doctor", "what": ["runs"]}
    refused = anna.post("/sharing", sent)
    assert refused.status_code == 422
    assert "Take one back" in text(refused)
    step(anna, "end")
    offered(anna)


def test_who_deletes_their_account_sees_and_keeps_nothing(anna, moser, people):
    from uncramp.web.policies.sharing import forget_helper

    shared(anna, moser)
    shared(anna, people["coach"], to="Coach Kim")
    assert forget_helper(moser.actor.account, NOW) >= 1
    assert seen(moser, anna) == SHUT
    assert people["coach"].get(page_of(anna)).status_code == 200
    assert "Dr Moser: Ended" in text(anna.get("/sharing"))
    assert forget_helper(moser.actor.account, NOW) == 0


def test_sharing_survives_a_backup(anna, moser, tmp_path):
    import json

    from uncramp.web.rows.sharing import LookRow, SharingRow
    from uncramp.web.rows.snapshot import take_snapshot

    key = shared(anna, moser)
    moser.get(page_of(anna))
    tables = {path.stem: path for path in take_snapshot(tmp_path).tables}
    rows = [json.loads(line) for line in tables["rows.sharingrow"].read_text().splitlines()]
    (kept,) = [row for row in rows if row["id"] == key]
    again = SharingRow(**{field: kept[field] for field in kept})
    assert again.value == standing(anna).value
    assert kept["helper"] == moser.actor.account
    looks = [json.loads(line) for line in tables["rows.lookrow"].read_text().splitlines()]
    assert any(look["sharing_id"] == key for look in looks)
    assert LookRow.objects.for_actor(anna.actor).filter(sharing=key).count() == 1


@pytest.mark.parametrize(
    "wrong", [{"helper": " "}, {"what": ["everything"]}, {"until": "soon"}, {"profession": "x"}]
)
def test_an_invitation_that_cannot_be_used_is_told_and_not_made(anna, wrong):
    sent = {"helper": "Dr Moser", "runner": "Anna", "profession": "doctor", "what": ["runs"]}
    answer = anna.post("/sharing", sent | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert standing(anna) is None


def test_nobody_steps_on_another_runners_sharing(anna, moser, people):
    shared(anna, moser)
    key = standing(anna).pk
    for who in (moser, people["other"]):
        assert who.post(f"/sharing/{key}/step", {"step": "end"}).status_code == 404
        assert who.post(f"/sharing/{key}/change", {"what": ["triage"]}).status_code == 404
    assert people["other"].post(f"/people/stop/{key}").status_code == 404
    assert moser.get(page_of(anna)).status_code == 200


def test_a_visitor_is_led_to_the_sign_in(anna):
    from django.test import Client

    stranger = Client(headers={"host": "localhost"}, REMOTE_ADDR="203.0.113.5")
    for path in ("/people", "/sharing", "/comments", page_of(anna), offered(anna)):
        answer = stranger.get(path)
        assert answer.status_code == 302
        assert "/sign-in" in answer["Location"]
