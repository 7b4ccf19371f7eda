"""Who may do what, in which state: the whole table, and every door asks it."""

import ast
import importlib
import itertools
import pkgutil
import re
from pathlib import Path

import pytest

from addresses import doors
from attacks import good_run
from databases import new_runner
from recording import NOW
from uncramp.web.policies.rules import (
    FLAGGED,
    LAST_OWNER,
    NO_CRAMP,
    NOT_YOURS,
    OPEN,
    RULES,
    Action,
    Relation,
    State,
    refusal,
    relations,
)
from uncramp.web.rows.actor import VISITOR, Actor

WEB = Path(__file__).resolve().parents[2] / "src" / "uncramp" / "web"
HERE, ELSEWHERE = "127.0.0.1", "203.0.113.5"
LETTERS = dict(zip("shtox", Relation, strict=True))  # self, helper, staff, owner, stranger
EVERYBODY = "shtox"
A_CRAMP = {State.NO_CRAMP: NO_CRAMP}

# For each action: who may, and what even they are told in a state in which nobody may.
MATRIX = {
    "ask":              (EVERYBODY, {}),
    "see_health":       (EVERYBODY, {}),
    "read_guide":       (EVERYBODY, {}),
    "show_interest":    (EVERYBODY, {}),
    "see_last_cramp":   ("s", {}),
    "tell_red_flag":    ("s", A_CRAMP),
    "tell_no_red_flag": ("s", {**A_CRAMP, State.FLAGGED: FLAGGED}),
    "tell_seen":        ("s", A_CRAMP),
    "import":           ("s", {}),
    "refresh":          ("s", {}),
    "see_runs":         ("s", {}),
    "see_duplicates":   ("s", {}),
    "part_duplicates":  ("s", {}),
    "edit_run":         ("s", {}),
    "log_cramp":        ("s", {}),
    "check_in":         ("s", {}),
    "see_shoes":        ("s", {}),
    "keep_shoes":       ("s", {}),
    "see_why":          ("s", {}),
    "plan_run":         ("s", {}),
    "see_triggers":     ("s", {}),
    "run_experiment":   ("s", {}),
    "share":            ("s", {}),
    "hand_over":        ("s", {}),
    "join_club":        ("s", {}),
    "run_club":         ("s", {}),
    "take_along":       ("s", {}),
    "leave":            ("s", {State.LAST_OWNER: LAST_OWNER}),
    "sign_in":          (EVERYBODY, {}),
    "keep_settings":    ("s", {}),
    "see_shared":       ("h", {}),
    "help":             ("sh", {}),
    "answer_requests":  ("t", {}),
    "invite":           ("o", {}),
    "watch_folder":     ("o", {}),
    "keep_mail":        ("o", {}),
    "forget_who_left":  ("o", {}),
}  # fmt: skip


def test_the_table_has_a_row_for_everything_that_can_be_done():
    assert set(MATRIX) == {action.value for action in Action} == {x.value for x in RULES}


@pytest.mark.parametrize(
    ("action", "stands", "state"), [*itertools.product(MATRIX, "shtox", State)], ids=str
)
def test_a_cell_of_the_table_holds(action, stands, state):
    who, refused_in = MATRIX[action]
    expected = refused_in.get(state) if stands in who else NOT_YOURS
    assert refusal({LETTERS[stands]}, Action(action), state) == expected


def test_who_stands_in_two_ways_may_what_either_may():
    assert refusal({Relation.STAFF, Relation.SELF}, Action.SEE_RUNS) is None
    assert refusal({Relation.STAFF, Relation.SELF}, Action.ANSWER_REQUESTS) is None
    assert refusal({Relation.STAFF, Relation.SELF}, Action.INVITE) == NOT_YOURS
    assert refusal((), Action.ASK) == NOT_YOURS


def test_two_who_are_nobody_are_not_the_same_person():
    assert relations(VISITOR, None) == {Relation.STRANGER}
    assert relations(VISITOR, 1) == {Relation.STRANGER}
    assert relations(Actor(2), 1) == {Relation.STRANGER}
    assert relations(Actor(1), 1) == {Relation.SELF}


def test_to_run_the_installation_opens_nobodys_library():
    chief = Actor(2, account=1, staff=True, owner=True)
    assert relations(chief, 1) == {Relation.STAFF, Relation.OWNER}
    assert relations(chief, 2) == {Relation.SELF, Relation.STAFF, Relation.OWNER}
    assert refusal(relations(chief, 1), Action.SEE_RUNS) == NOT_YOURS


def test_every_address_asks_the_rules_or_is_named_as_open(sample):
    found = doors()
    unguarded = {route for route, page in found.items() if not hasattr(page, "action")}
    assert unguarded - {"api/"} == OPEN.keys()  # "api/" leads nowhere: it names the others
    assert all(refusal({Relation.STRANGER}, action) is None for action in OPEN.values())
    assert {page.action for page in found.values() if hasattr(page, "action")} <= set(Action)


def test_every_job_asks_the_rules(sample):
    from django_tasks.base import Task

    import uncramp.web

    jobs = {}
    for module in pkgutil.walk_packages(uncramp.web.__path__, "uncramp.web."):
        if "migrations" in module.name or module.name.endswith("wsgi"):
            continue
        found = vars(importlib.import_module(module.name)).items()
        jobs |= {name: x.func for name, x in found if isinstance(x, Task)}
    assert {"import_batch", "refresh"} <= jobs.keys()
    assert [name for name, job in jobs.items() if not hasattr(job, "action")] == []


def test_a_job_of_nobody_is_refused(sample):
    from uncramp.web.diary.importing import import_batch
    from uncramp.web.policies.doors import NotAllowedError

    with pytest.raises(NotAllowedError, match="belongs to somebody else"):
        import_batch.func(None, "ab" * 16)


def client(address=HERE, **more):
    from django.test import Client

    return Client(REMOTE_ADDR=address, headers={"host": "localhost", **more})


EXAMPLES = {"<slug:page>": "first-aid", "<slug:exercise>": "banded-crab-walk"}


def filled(route):
    """A route as an address, its places filled with something that is there."""
    for place, example in EXAMPLES.items():
        route = route.replace(place, example)
    return route


def test_a_visitor_sees_what_is_open_and_no_runners_row_is_read_for_it(sample):
    from django.db import connection

    def guarded(execute, sql, *rest):
        read = re.findall(r'"rows_\w+"\."(\w+)"', sql)
        # Whether somebody on duty has closed their account is all that is looked at.
        assert set(read) <= {"id", "closed_at"}, sql
        assert ("rows_" in sql) == bool(read), sql
        return execute(sql, *rest)

    with connection.execute_wrapper(guarded):
        for route in OPEN:
            answer = client(ELSEWHERE).get(f"/{filled(route)}")
            assert answer.status_code in (200, 405), route
        assert client(ELSEWHERE).post("/api/v1/assess", b"{}", "application/json").status_code < 500


@pytest.mark.parametrize("address", [ELSEWHERE, "10.0.0.7", "2001:db8::1", "nonsense"])
def test_a_visitor_reaches_no_page_of_the_owner(address, sample):
    visitor = client(address, **{"x-forwarded-for": HERE, "forwarded": f"for={HERE}"})
    for page, leads_to in (("/", "/welcome"), ("/runs", "/sign-in?next=/runs")):
        answer = visitor.get(page)
        assert (answer.status_code, answer["Location"]) == (302, leads_to)
    refused = visitor.post("/red-flags", {"answer": "seen"})
    assert refused.status_code == 403
    assert refused.content.decode().strip() == str(NOT_YOURS)
    assert "Content-Security-Policy" in refused.headers


@pytest.mark.parametrize("address", [HERE, "127.8.8.8", "::1", "::ffff:127.0.0.1", ""])
def test_in_the_demo_the_sample_runner_sits_at_the_machine(address, sample):
    assert client(address).get("/").status_code == 200


def test_the_owner_may_name_other_addresses(sample, settings_of_owners):
    settings_of_owners(" 10.0.0.1/24, 2001:db8::/32,")
    assert client("10.0.0.7").get("/").status_code == 200
    assert client("2001:db8::9%eth0").get("/").status_code == 200
    assert client("10.0.1.7").get("/").status_code == 302


def test_outside_the_demo_no_address_is_anybodys(sample, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "DEMO", False)
    assert client(HERE).get("/")["Location"] == "/welcome"


@pytest.fixture
def settings_of_owners(monkeypatch):
    from django.conf import settings

    from uncramp.web.config.owners import owners

    return lambda text: monkeypatch.setattr(settings, "OWNERS", owners(text))


def test_no_owner_named_is_this_machine_and_nonsense_is_told():
    from django.core.exceptions import ImproperlyConfigured

    from uncramp.web.config.owners import HERE as OURS
    from uncramp.web.config.owners import owners

    assert owners("") == owners(" , ") == owners(OURS)
    with pytest.raises(ImproperlyConfigured, match=r"UNCRAMP_OWNERS must be .*'home'"):
        owners("192.168.1.0/24,home")


def test_a_red_flag_is_not_taken_back_by_a_later_tap(sample):
    owner = client()
    try:
        assert owner.post("/red-flags", {"answer": "collapsed_or_confused"}).status_code == 302
        refused = owner.post("/red-flags", {"answer": "none"})
        assert refused.status_code == 409
        assert refused.content.decode().strip() == str(FLAGGED)
    finally:
        assert owner.post("/red-flags", {"answer": "seen"}).status_code == 302


def test_the_state_of_a_cramp_is_told_from_what_was_answered(sample):
    from uncramp.actions.answer_red_flags import answer_red_flags
    from uncramp.store.library import MemoryLibrary
    from uncramp.web.policies.cramp import cramp_state

    library, _ = sample
    assert cramp_state(MemoryLibrary()) is State.NO_CRAMP
    try:
        for answer, state in (
            ("seen", State.NOT_ASKED),
            ("none", State.ANSWERED),
            ("collapsed_or_confused", State.FLAGGED),
            ("none", State.FLAGGED),
            ("seen", State.NOT_ASKED),
        ):
            answer_red_flags(answer, library=library)
            assert cramp_state(library) is state
    finally:
        answer_red_flags("seen", library=library)


def test_there_is_no_query_without_an_actor(sample):
    from uncramp.web.rows import models

    for table in (models.RunnerRow, models.FileRow, models.OriginRow, models.RunRow):
        for ask in ("all", "count", "first", "exists"):
            with pytest.raises(TypeError, match="through an actor"):
                getattr(table.objects, ask)()
        with pytest.raises(TypeError, match="through an actor"):
            table.objects.get(pk=1)
        assert list(table.objects.for_actor(VISITOR)) == []


def test_what_hangs_on_a_row_is_reached_from_it(sample):
    from uncramp.web.rows.models import RunRow

    library, _ = sample
    rows = RunRow.objects.for_actor(library.actor).prefetch_related("led")
    assert [list(row.led.all()) for row in rows[:3]] == [[], [], []]
    assert rows[0].led.count() == 0


def test_one_runner_reaches_nothing_of_another(sample, tmp_path):
    from django.core.exceptions import ObjectDoesNotExist

    from uncramp.actions.import_runs import import_runs
    from uncramp.store.given import GivenFile
    from uncramp.store.kept import Merge
    from uncramp.web.rows import models
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import shelf_of

    one, other = new_runner(), new_runner()
    library = RowLibrary(one)
    files = [GivenFile(f"{day}.fit", good_run(day)) for day in (70, 71)]
    import_runs(files, library=library, shelf=shelf_of(tmp_path, one), now=NOW)
    before = library.recordings()
    foreign = RowLibrary(other)
    foreign.replace_run(before[0])
    assert not foreign.undo_merge(before[0].place)
    with pytest.raises(ObjectDoesNotExist):
        foreign.merge(Merge(before[0].place, before[1].place, 1.0))
    for table in (models.FileRow, models.OriginRow, models.RunRow):
        assert table.objects.for_actor(one).count() == 2
        assert table.objects.for_actor(other).count() == 0
    assert library.recordings() == before
    assert library.merges() == []


AROUND = {"reaching.py", "snapshot.py", "loading.py"}  # the manager itself; whole tables


def test_nobody_goes_around_the_manager():
    found = []
    for path in [*WEB.rglob("*.py"), *(WEB.parent / "cli").rglob("*.py")]:
        if path.name in AROUND or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in (
                "_base_manager",
                "_default_manager",
            ):
                found.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("QuerySet"):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []
