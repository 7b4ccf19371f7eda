"""The cramp log, the check-in and the shoes as pages."""

import datetime as dt
import re
from uuid import UUID

import pytest

from databases import new_runner
from histories import run
from uncramp.exposure.catalogue import exposures
from uncramp.history.run import Label
from uncramp.store.library import KeptRun, history_of

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
TOKEN = str(UUID(int=1))
LOCAL = {"host": "localhost"}


@pytest.fixture
def library(sample, monkeypatch):
    """A runner of their own, whose latest run ended two hours ago."""
    from django.utils import timezone

    from uncramp.web.policies import doors
    from uncramp.web.rows.library import RowLibrary

    actor = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: actor)
    made = RowLibrary(actor)
    for ago, digest in ((40 * DAY, "a"), (3 * DAY, "b"), (3 * HOUR, "c")):
        began = timezone.now() - ago
        made.keep_run(KeptRun(digest * 64, 0, run(0, 10, 2.8, started_at=began)))
    return made


@pytest.fixture
def client(library):
    from django.test import Client

    return Client(headers=LOCAL)


def text(answer):
    words = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def key_of(library, letter):
    from uncramp.web.rows.models import RunRow

    return RunRow.objects.for_actor(library.actor).get(digest=letter * 64).pk


def log(client, **told):
    return client.post("/cramp", {"token": TOKEN, "muscle": "calf", **told})


def latest(library):
    return library.kept_runs()[-1]


def test_a_tap_sent_by_a_script_is_kept_and_says_so(client, library):
    answer = client.post(
        "/cramp",
        {"token": TOKEN, "muscle": "calf", "run": "none"},
        headers={"accept": "application/json"},
    )
    assert answer.json() == {"token": TOKEN}
    assert latest(library).episode.muscle == "calf"


def test_without_a_muscle_the_page_comes_back_with_what_was_told(client, library):
    answer = client.post("/cramp", {"token": TOKEN, "onset": "after", "grade": "twinge"})
    assert answer.status_code == 422
    assert "Which muscle was it?" in text(answer)
    assert re.search(r'value="after" checked', answer.content.decode())
    assert library.cramps() == []


@pytest.mark.parametrize(
    "told",
    [{"token": "x"}, {"muscle": "brain"}, {"onset": "never"}, {"minute": "-4"}, {"at": "soon"}],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, library, told):
    answer = client.post("/cramp", {"token": TOKEN, "muscle": "calf", **told})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert library.cramps() == []


def test_red_flags_come_before_anything_else(client, library):
    page = client.get(log(client, grade="had to stop").url)
    assert "Is any of these true right now?" in text(page)
    assert "What helped?" not in text(page)
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "none"})
    assert "What helped?" in text(client.get(f"/cramp/{TOKEN}"))


def test_a_red_flag_replaces_the_page_until_seen(client, library):
    log(client)
    flags = f"/cramp/{TOKEN}/red-flags"
    client.post(flags, {"answer": "dark_or_little_urine"})
    for _ in range(2):
        page = text(client.get(f"/cramp/{TOKEN}"))
        assert "Before anything else" in page
        assert "What helped?" not in page
        refused = client.post(flags, {"answer": "none"})
        assert refused.status_code == 409
    assert client.post(f"/cramp/{TOKEN}/delete").status_code == 409
    assert library.cramp(TOKEN).removed_at is None
    client.post(flags, {"answer": "seen"})
    assert "Is any of these true right now?" in text(client.get(f"/cramp/{TOKEN}"))


def test_the_red_flag_stands_on_the_why_page_too(client, library):
    log(client, run=key_of(library, "c"), onset="after")
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "dark_or_little_urine"})
    for page in ("/", f"/runs/{key_of(library, 'c')}/why"):
        assert "Before anything else" in text(client.get(page)), page


def test_the_first_page_explains_the_newest_cramp(client, library):
    log(client, run=key_of(library, "c"), onset="during", minute="30", side="left")
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "none"})
    assert "Calf" in text(client.get("/"))
    client.post(
        "/cramp",
        {
            "token": str(UUID(int=2)),
            "muscle": "foot",
            "run": key_of(library, "b"),
            "onset": "during",
        },
    )
    assert "Calf" in text(client.get("/"))
    client.post(f"/cramp/{TOKEN}/delete")
    assert "Foot or arch" in text(client.get("/"))


def test_more_is_told_later_and_taken_back(client, library):
    log(client, grade="had to stop")
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "none"})
    asked = ["duration", "felt", "helped", "sudden_movement", "hard_then_let_go"]
    told = {
        "asked": asked,
        "duration": "2",
        "felt": ["flicker", "tightness"],
        "helped": ["stretching"],
    }
    kept = client.post(
        f"/cramp/{TOKEN}/more", {**told, "sudden_movement": "yes", "hard_then_let_go": ""}
    )
    page = text(client.get(kept.url))
    assert "Undo" in page
    cramp = library.cramp(TOKEN).cramp
    assert (cramp.duration, cramp.felt, cramp.helped) == (
        2,
        ("flicker", "tightness"),
        ("stretching",),
    )
    assert latest(library).as_told.check_in.sudden_movement is True
    client.post(f"/cramp/{TOKEN}/undo")
    assert library.cramp(TOKEN).cramp.felt is None
    assert library.cramp(TOKEN).cramp.episode.grade == "had to stop"


def test_a_cramp_is_changed_deleted_and_brought_back(client, library):
    log(
        client,
        run=key_of(library, "c"),
        onset="during",
        minute="30",
        side="left",
        grade="had to stop",
    )
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "none"})
    form = client.get(f"/cramp/{TOKEN}/edit").content.decode()
    for chosen in (
        'value="calf" checked',
        'value="left" checked',
        'value="during" checked',
        'value="30"',
    ):
        assert chosen in form
    changed = log(client, muscle="hamstring", known="1", run=key_of(library, "c"))
    assert "Undo" in text(client.get(changed.url))
    assert latest(library).episode.muscle == "hamstring"
    client.post(f"/cramp/{TOKEN}/delete")
    assert "Deleted" in text(client.get(f"/cramp/{TOKEN}"))
    assert latest(library).episode is None
    client.post(f"/cramp/{TOKEN}/bring-back")
    assert latest(library).episode.muscle == "hamstring"


def test_a_cramp_without_its_run_says_that_it_waits(client, library):
    began = (dt.datetime.now(dt.UTC) - 20 * DAY).strftime("%Y-%m-%dT%H:%M")
    log(client, began_at=began)
    assert "waits for its run" in text(client.get("/cramps"))


def test_an_import_ties_the_cramp_that_waited(client, library):
    from attacks import good_run
    from recording import NOW
    from uncramp.actions.import_runs import import_runs
    from uncramp.store.given import GivenFile
    from uncramp.store.library import MemoryLibrary

    aside = MemoryLibrary()
    import_runs([GivenFile("a.fit", good_run(1))], library=aside, shelf=None, now=NOW)
    summary = aside.kept_runs()[0].run.summary
    ended = summary.started_at + dt.timedelta(seconds=summary.duration)
    log(client, began_at=f"{ended + HOUR:%Y-%m-%dT%H:%M}")
    import_runs([GivenFile("a.fit", good_run(1))], library=library, shelf=None, now=NOW)
    (found,) = [kept for kept in library.kept_runs() if kept.episode]
    assert found.run.summary.started_at == summary.started_at


def test_anothers_cramp_is_not_there(client, library, monkeypatch):
    log(client)
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    assert client.get(f"/cramp/{TOKEN}").status_code == 404
    for verb in ("more", "undo", "delete", "bring-back", "red-flags"):
        assert client.post(f"/cramp/{TOKEN}/{verb}", {"answer": "none"}).status_code == 404, verb


def test_no_is_one_tap(client, library):
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"cramped": "no"})
    kept = latest(library)
    assert kept.as_told.label is Label.NO
    assert kept.answered_at is not None
    assert kept.run.check_in.model_dump(exclude_none=True) == {}


def test_a_twinge_is_kept_and_is_no_cramp(client, library):
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"cramped": "twinge"})
    told = latest(library).as_told
    assert (told.label, told.grade) == (Label.NO, "twinge")


def test_yes_leads_on_to_the_log_of_that_run(client, library):
    key = key_of(library, "b")
    answer = client.post(f"/runs/{key}/check-in", {"cramped": "yes", "fluid": "0.5"})
    assert answer.url == f"/cramp?run={key}"
    told = library.kept_runs()[1].as_told
    assert told.label is Label.YES
    assert told.check_in_after_cramp
    assert f'name="run" value="{key}"' in client.get(answer.url).content.decode()


def test_what_is_told_after_a_clean_run_is_no_memory_of_a_cramp(client, library):
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"cramped": "no", "fluid": "0.5"})
    assert not latest(library).as_told.check_in_after_cramp
    log(client, run=key_of(library, "c"), onset="night")
    assert not latest(library).as_told.check_in_after_cramp


def test_as_usual_is_what_this_runner_usually_tells(client, library):
    usual = {"cramped": "no", "fluid": "0.5", "sleep": "7"}
    client.post(f"/runs/{key_of(library, 'b')}/check-in", usual)
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"usual": "yes", "sleep": "5"})
    told = latest(library).as_told
    assert told.label is Label.NO
    assert (told.check_in.fluid, told.check_in.sleep) == (0.5, 5)


def test_an_answer_that_cannot_be_keeps_what_was_typed(client, library):
    answer = client.post(
        f"/runs/{key_of(library, 'c')}/check-in", {"cramped": "no", "fluid": "99", "sleep": "6"}
    )
    assert answer.status_code == 422
    assert "fluid" in text(answer)
    assert 'name="sleep"' in (page := answer.content.decode())
    assert 'value="6"' in page
    assert latest(library).as_told.label is Label.UNKNOWN


def test_runs_of_the_last_week_wait_for_a_word_until_answered_or_left_alone(client, library):
    assert "1 other run waits for a word" in text(client.get("/check-in"))
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"cramped": "no"})
    page = text(client.get("/check-in"))
    assert "waits for a word" not in page  # the one that is left is the one that is asked about
    assert "1 of your 1 runs answered" in page
    client.post("/check-in/not-now")
    from uncramp.actions.runs_waiting import runs_waiting

    assert runs_waiting(library=library, now=dt.datetime.now(dt.UTC)) == []
    assert library.kept_runs()[1].as_told.label is Label.UNKNOWN


def test_the_first_page_says_what_waits_until_it_is_dismissed(client, library):
    assert "2 runs wait for a word" in text(client.get("/"))
    assert client.post("/check-in/not-now").url == "/"
    assert "for a word" not in text(client.get("/"))


def test_the_first_page_says_how_true_the_forecasts_were(sample):
    from django.test import Client

    assert "Your forecast said " in text(Client(headers=LOCAL).get("/"))


def test_a_red_flag_of_a_cramp_without_a_run_stands_on_the_first_page(client, library):
    log(client, onset="apart")
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "dark_or_little_urine"})
    assert "Before anything else" in text(client.get("/"))
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "seen"})
    assert "Before anything else" not in text(client.get("/"))


def test_a_red_flag_stands_on_the_page_of_its_run(client, library):
    key = key_of(library, "c")
    log(client, run=key, onset="after")
    client.post(f"/cramp/{TOKEN}/red-flags", {"answer": "dark_or_little_urine"})
    page = text(client.get(f"/runs/{key}"))
    assert "Before anything else" in page
    assert "What your muscles went through" not in page
    assert client.get(f"/runs/{key}/check-in").url == f"/runs/{key}"
    assert client.get(f"/cramp/{TOKEN}/edit").url == f"/cramp/{TOKEN}"
    client.post(f"/runs/{key}/red-flags", {"answer": "seen"})
    assert library.cramp(TOKEN).answers == {}


def test_an_empty_library_says_what_to_do(client, monkeypatch):
    from uncramp.web.policies import doors

    other = new_runner()
    monkeypatch.setattr(doors, "owner", lambda: other)
    assert 'href="/import"' in client.get("/check-in").content.decode()
    assert client.get("/cramp").status_code == 200
    assert "Put your pairs here once" in text(client.get("/shoes"))


def put_on_the_shelf(client, token, **told):
    return client.post("/shoes/new", {"token": token, "name": "Old faithful", **told})


def test_shoes_count_the_runs_they_were_worn_in(client, library):
    for _ in range(2):  # sent twice it is one pair
        put_on_the_shelf(client, TOKEN, drop="10", worn_before="90")
    for letter in "cb":
        client.post(f"/runs/{key_of(library, letter)}/check-in", {"cramped": "no", "shoe": TOKEN})
    _, second, third = (kept.run.check_in for kept in library.kept_runs())
    assert (second.shoe_drop, second.shoe_distance) == (10, 90)
    assert (third.shoe_drop, third.shoe_distance) == (10, 100)
    page = text(client.get("/shoes"))
    assert "110 km · 2 runs · 10 mm drop" in page
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"shoe": ""})
    assert latest(library).run.check_in.shoe_drop is None
    assert "100 km · 1 run " in text(client.get("/shoes"))


def test_a_lower_pair_is_broken_in_and_moves_the_exposures(client, library):
    other = str(UUID(int=2))
    put_on_the_shelf(client, TOKEN, drop="10", worn_before="300")
    put_on_the_shelf(client, other, drop="6", first_worn=f"{dt.datetime.now(dt.UTC):%Y-%m-%d}")
    client.post(f"/runs/{key_of(library, 'b')}/check-in", {"shoe": TOKEN})
    client.post(f"/runs/{key_of(library, 'c')}/check-in", {"shoe": other})
    assert "Week 1 of 8: at most 10 % of the week in them" in text(client.get("/shoes"))
    found = exposures(history_of(library))
    names = [exposure.name for exposure in found.catalogue]
    assert found.value[-1, names.index("drop_change")] == 4
    assert found.value[-1, names.index("new_shoes")] == 1


def test_a_pair_is_retired_and_taken_back(client, library):
    put_on_the_shelf(client, TOKEN)
    client.post(f"/shoes/{TOKEN}/retire", {"retired": "yes"})
    assert "Old faithful" not in text(client.get("/check-in"))
    client.post(f"/shoes/{TOKEN}/retire", {"retired": "no"})
    assert "Old faithful" in text(client.get("/check-in"))


def test_a_pair_without_a_name_is_refused(client, library):
    answer = client.post("/shoes/new", {"token": TOKEN, "name": " "})
    assert answer.status_code == 422
    assert library.shoes() == []


def test_taps_on_their_way_at_once_end_as_the_last_one_told_it(library):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from uncramp.actions.log_cramp import Tap, log_cramp
    from uncramp.web.rows.library import RowLibrary

    now = dt.datetime.now(dt.UTC)
    muscles = ["calf", "foot", "hip", "shin"] * 5

    def send(number):
        at = now - DAY + dt.timedelta(seconds=number)
        try:
            tap = Tap(token=TOKEN, muscle=muscles[number], minute=number, onset="during", at=at)
            log_cramp(tap, library=RowLibrary(library.actor), now=now)
        finally:
            connection.close()

    order = [7, 3, 19, 0, 12, 18, 5, 1, 16, 2, 9, 17, 4, 11, 6, 15, 8, 14, 10, 13]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, order))
    assert library.cramp(TOKEN).cramp.episode.muscle == muscles[19]
    assert library.cramp(TOKEN).cramp.episode.minute == 19


def test_an_older_check_in_that_comes_late_changes_nothing(sample):
    from datetime import timedelta

    from django.utils import timezone

    from uncramp.actions.check_in import Said, check_in

    library, _ = sample
    now = timezone.now()
    kept = next(run for run in reversed(library.kept_runs()) if run.episode is None)
    try:
        newer = Said(answers={"sleep": 8.0}, at=now - timedelta(hours=1))
        older = Said(answers={"sleep": 5.0}, at=now - timedelta(hours=3))
        check_in(kept.place, newer, library=library, now=now)
        assert check_in(kept.place, older, library=library, now=now).run.check_in.sleep == 8.0
        later = Said(answers={"sleep": 7.0})
        assert check_in(kept.place, later, library=library, now=now).run.check_in.sleep == 7.0
    finally:
        for recording in library.recordings_of(kept.place):
            library.replace_run(kept if recording.place == kept.place else recording)
