"""Runs are found by their columns as a slow look through their values would find them."""

import datetime as dt
import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from databases import new_runner, switched_to
from histories import DAY_ZERO, run
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.store.finding import folded, sought
from uncramp.store.glance import glance, glance_at
from uncramp.store.kept import KeptFile, KeptRun, Merge, Origin, Verdict
from uncramp.store.library import MemoryLibrary

NAMES = ("", "Långlopp in März", "Park run", "100% hills", "under_score", "2025 again")
TITLES = ("", "Morning Run", "Lunch_Run", "Évian")
INDOORS = ("treadmill", "indoor_running", "virtual_activity")
LABELS = (Label.UNKNOWN, Label.NO, Label.YES)
NOW = DAY_ZERO + dt.timedelta(days=3650)
FAST = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def made(at, chance):
    """A run out of everything that can be asked for."""
    race, indoor = chance.choice((None, True, False)), chance.choice((None, True, False))
    day = None if at % 17 == 0 else chance.uniform(0, 1500)
    one = run(
        day,
        chance.choice((3, 5, 10, 21.1, 42.2)),
        label=chance.choice(LABELS),
        check_in={"race": race},
        sub_sport=chance.choice(("", "trail", "treadmill")),
    )
    if chance.random() < 0.1:
        one = replace(one, summary=one.summary.model_copy(update={"distance": None}))
    cramp = Episode(muscle="calf", onset=chance.choice(("during", "after", "night")))
    return KeptRun(
        f"{at:064x}",
        0,
        one,
        episode=cramp if chance.random() < 0.2 else None,
        name=chance.choice(NAMES),
        indoor=indoor,
        set_aside_at=NOW if chance.random() < 0.1 else None,
    )


def fill(library):
    """Sixty runs, some recorded twice."""
    chance = random.Random(8)
    for at in range(60):
        kept = made(at, chance)
        origin = Origin(f"{at}.fit", title=chance.choice(TITLES))
        library.keep_file(KeptFile(kept.digest, 1, Verdict.RUN, "1"), origin)
        library.keep_run(kept)
    for at in range(0, 20, 4):
        library.merge(Merge((f"{at:064x}", 0), (f"{at + 1:064x}", 0), 0.9))


@pytest.fixture(params=["sqlite", "postgresql"])
def library(request):
    """A new runner's library in rows of either database."""
    request.getfixturevalue("sample")
    from uncramp.web.rows.library import RowLibrary

    if request.param == "sqlite":
        yield RowLibrary(new_runner())
        return
    with switched_to(request.getfixturevalue("postgresql_tables")):
        yield RowLibrary(new_runner())


def plain(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def said_of(kept, library):
    files = [one.digest for one in library.recordings_of(kept.place)]
    origins = [origin for digest in files for origin in library.origins(digest)]
    return plain(" ".join([kept.name, *(f"{o.title} {o.name} {o.archive}" for o in origins)]))


def wanted(kept, said, asked):
    """The slow twin: one run, looked at as a whole."""
    told, summary = kept.as_told, kept.run.summary
    began = summary.started_at
    cramped = Label.YES in (told.label, told.night)
    indoors = summary.sub_sport in INDOORS if kept.indoor is None else kept.indoor
    for word in plain(asked.get("search", "")).split():
        in_year = began is not None and word == str(began.year)
        if word not in said and not in_year:
            return False
    checks = {
        "year": lambda year: began is not None and began.year == int(year),
        "month": lambda month: began is not None and began.month == int(month),
        "ending": {
            "cramped": cramped,
            "clean": not cramped and told.label is not Label.UNKNOWN,
            "unanswered": told.label is Label.UNKNOWN,
        }.get,
        "where": lambda where: indoors == (where == "indoors"),
        "raced": lambda raced: told.check_in.race is True,
        "least": lambda km: summary.distance is not None and summary.distance >= 1000 * float(km),
        "most": lambda km: summary.distance is not None and summary.distance <= 1000 * float(km),
    }
    return all(checks[name](asked[name]) for name in asked if name != "search")


SEARCHES = ("", "run", "MARZ", "hills 100%", "_", "12.fit", "2025", "2025 run", "evian", "nowhere")
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "search": st.sampled_from(SEARCHES),
        "year": st.sampled_from(["2026", "2027", "2029", "2031"]),
        "month": st.integers(1, 12).map(str),
        "ending": st.sampled_from(["cramped", "clean", "unanswered"]),
        "where": st.sampled_from(["indoors", "outdoors"]),
        "raced": st.just("true"),
        "least": st.sampled_from(["0", "5", "9.9", "21.1"]),
        "most": st.sampled_from(["3", "10", "42.2"]),
    },
)


def found(library, asked):
    """The digests of every page of the list."""
    from django.http import QueryDict
    from django.utils.http import urlencode

    from uncramp.web.diary import runs
    from uncramp.web.diary.filters import filter_of
    from uncramp.web.rows.models import RunRow

    query, years, number = filter_of(QueryDict(urlencode(asked))), runs.years(library.actor), 1
    keys = []
    while number:
        page = runs.page(library.actor, number, query, years)
        keys += [listed.key for listed in page.runs]
        number = page.older
    assert len(keys) == page.count
    rows = RunRow.objects.for_actor(library.actor)
    return set(rows.filter(pk__in=keys).values_list("digest", flat=True))


@pytest.mark.database
def test_what_is_found_is_what_a_slow_look_would_find(library):
    fill(library)
    kept = [(one, said_of(one, library)) for one in library.kept_runs()]

    @FAST
    @given(QUERIES)
    def holds(asked):
        assert found(library, asked) == {x.digest for x, said in kept if wanted(x, said, asked)}

    holds()
    assert list(library.problems()) == []


@pytest.mark.database
def test_a_date_is_found_however_it_is_written(library):
    day = dt.datetime(2027, 3, 4, 9, tzinfo=dt.UTC)
    one = run(None, 10)
    for at, began in enumerate((day, day.replace(day=14), day.replace(year=2028))):
        summary = one.summary.model_copy(update={"started_at": began})
        library.keep_run(KeptRun(f"{at:064x}", 0, replace(one, summary=summary)))
    for search, count in (
        ("4 March 2027", 1),
        ("4. march", 2),
        ("2027-03-04", 1),
        ("2027-3", 2),
        ("march 2027", 2),
        ("2027", 2),
        ("2027-02-30", 0),
        ("31 june 2027", 0),
        ("0000-01", 0),
        ("march", 0),
    ):
        assert len(found(library, {"search": search})) == count, search


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "undo", "aside", "back", "edit", "cramp", "forget", "origin"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=12,
)


def do(library, name, one, other):
    """One thing that can happen to a library."""
    place, second = (f"{one:064x}", 0), (f"{other:064x}", 0)
    recordings = library.recordings_of(place)
    led = {merge.behind for merge in library.merges()}
    if name == "merge" and one != other and recordings and library.recordings_of(second):
        if not {place, second} & led and not any(r.set_aside_at for r in recordings):
            library.merge(Merge(place, second, 0.9))
    elif name == "undo":
        library.undo_merge(place)
    elif name == "forget" and place not in led:
        library.forget(place)
    elif name == "origin" and recordings:
        library.keep_file(KeptFile(place[0], 1, Verdict.RUN, "1"), Origin(f"{other}.fit"))
    elif place not in led:
        said = {
            "aside": {"set_aside_at": NOW},
            "back": {"set_aside_at": None},
            "edit": {"name": NAMES[other], "indoor": bool(other % 2)},
            "cramp": {"episode": Episode(muscle="foot")},
        }.get(name, {})
        for recording in recordings:
            library.replace_run(replace(recording, **said))


@pytest.mark.database
def test_whatever_happens_the_columns_say_what_the_values_say(library):
    from uncramp.web.rows.library import RowLibrary

    @settings(FAST, max_examples=15)
    @given(OPERATIONS)
    def holds(operations):
        rows, memory = RowLibrary(new_runner()), MemoryLibrary()
        for one in (rows, memory):
            for at in range(6):
                kept = made(at + 1, random.Random(at))
                one.keep_run(replace(kept, digest=f"{at:064x}", set_aside_at=None))
            for operation in operations:
                do(one, *operation)
        assert by_digest(rows.kept_runs()) == by_digest(memory.kept_runs())
        assert by_digest(rows.set_aside()) == by_digest(memory.set_aside())
        assert sorted(rows.merges(), key=str) == sorted(memory.merges(), key=str)
        assert list(rows.problems()) == []

    holds()


def by_digest(runs):
    return sorted(runs, key=lambda kept: kept.digest)


@pytest.mark.database
def test_runs_that_were_kept_before_are_found_after_the_migration(library):
    from importlib import import_module

    from django.apps import apps

    from uncramp.web.rows.models import RunRow

    fill(library)
    rows = RunRow.objects.for_actor(library.actor)
    rows.update(words="", distance=None, cramped=False, answered=False, raced=False, indoor=False)
    assert list(library.problems()) != []
    migration = import_module("uncramp.web.rows.migrations.0004_finding_runs")
    migration.find_them(Historical(apps), None)
    assert list(library.problems()) == []


class Historical:
    """Tables as a migration sees them: with no manager of ours before them."""

    def __init__(self, apps):
        self._apps = apps

    def get_model(self, app, name):
        from types import SimpleNamespace

        from django.db.models import QuerySet

        return SimpleNamespace(objects=QuerySet(self._apps.get_model(app, name)))


def test_a_search_knows_no_case_and_no_accents():
    assert sought("  ÉVIAN  Straße ") == ["evian", "strasse"]
    assert " evian strasse " in folded("Evian\0 STRASSE")


def test_a_glance_at_a_document_sees_what_the_run_says(sample):
    from uncramp.store import codec

    library, _ = sample
    for kept in library.kept_runs():
        assert glance_at(codec.write(kept)) == glance(kept)
