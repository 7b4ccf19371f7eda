"""``uncramp plan`` as a person meets it: numbers within limits, on paper and on the watch."""

import datetime as dt
import io
import json

import fitdecode
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from commands import uncramp
from histories import DAY_ZERO, run
from recording import NOW
from uncramp.actions.assess_case import assess_case
from uncramp.actions.forecast_run import PlannedRun, forecast_run
from uncramp.actions.plan_next_run import plan_next_run
from uncramp.actions.told import told
from uncramp.history.episode import Episode
from uncramp.history.run import Label
from uncramp.history.runner import Runner
from uncramp.store.kept import KeptRun
from uncramp.store.library import MemoryLibrary
from uncramp.terms.errors import InputError
from uncramp.terms.muscles import Muscle, Onset

MARATHON = ("--distance", "42.2km", "--time", "3:30:00", "--temperature", 26, "--humidity", 50)
WELL = tuple(
    x for key in ("conditions", "medicines", "red_flags") for x in ("--set", f"{key}=none")
)
EAGER = ("--set", "mass=70", "--set", "recent_bests=10km/50:00")
YES, NO = Label.YES, Label.NO
NEVER_TOLD = {"drink", "salt", "carbohydrate"}


def planned(*args):
    return uncramp("plan", *args, "--json").document


def of_kind(plan, kind):
    return [line for line in plan["lines"] if line["kind"] == kind]


def test_a_plan_has_every_part_of_the_contract():
    plan = planned(*MARATHON, *WELL, *EAGER)
    for part in ("edition", "triage", "risk_now", "risk_with_plan", "lines", "limits"):
        assert part in plan
    assert set(plan["risk_now"]) == {"probability", "interval", "usual", "usual_from"}
    for line in plan["lines"]:
        assert set(line) == {
            "kind", "do", "amount", "unit", "when", "because", "buys", "certainty", "claims",
        }  # fmt: skip
        assert line["do"]
        assert line["because"]
        assert line["certainty"]
    assert plan["lines"][1]["kind"] == "pace"
    low, high = plan["lines"][1]["buys"]["interval"]
    assert low < plan["lines"][1]["buys"]["change"] < min(high, 0)
    assert plan["risk_with_plan"]["probability"] < plan["risk_now"]["probability"]
    (drink,) = [line for line in of_kind(plan, "drink") if line["unit"] == "ml/h"]
    assert drink["amount"][1] <= 800
    assert {"strength", "recovery", "build_up"} <= {line["kind"] for line in plan["lines"]}


def test_untold_conditions_mean_no_amounts_and_a_doctors_matter_means_the_doctor():
    silent = planned(*MARATHON)
    assert not [x for x in silent["lines"] if x["kind"] in NEVER_TOLD and x["amount"]]
    assert any("have not told" in said for said in silent["limits"])
    ill = planned(*MARATHON, "--set", "conditions=kidney", "--set", "medicines=none")
    assert not [x for x in ill["lines"] if x["kind"] in NEVER_TOLD]
    assert "doctor" in of_kind(ill, "refer")[0]["do"]


def test_great_heat_is_the_first_line():
    plan = planned("--distance", "10km", "--time", "50:00", "--temperature", 36, "--humidity", 60)
    assert plan["lines"][0]["do"] == "Do not race this: move, shorten or skip."


def test_a_red_flag_replaces_the_plan(tmp_path):
    page = tmp_path / "p.pdf"
    done = uncramp("plan", *MARATHON, "--set", "dark_urine=yes", "--pdf", page, "--json")
    plan = done.document
    assert done.status == 0
    assert [line["kind"] for line in plan["lines"]] == ["refer"]
    assert plan["lines"][0]["do"] == plan["triage"]["message"]
    assert plan["risk_with_plan"] == plan["risk_now"]
    assert not page.exists()
    assert "no plan" in done.err


def test_on_a_terminal_a_red_flag_stands_alone():
    done = uncramp("plan", *MARATHON, "--set", "dark_urine=yes")
    assert done.status == 0
    assert "ml/h" not in done.out
    assert "/km" not in done.out


def test_nobody_under_sixteen_gets_a_plan():
    done = uncramp("plan", *MARATHON, "--set", "age=15")
    assert done.status == 2
    assert "triage" in done.err


def test_what_goes_wrong_while_planning_is_the_cautious_text(caplog):
    def broken(*_):
        raise ZeroDivisionError("weight 70 kg")

    made = plan_next_run(
        PlannedRun(distance=42.2, time=12_600),
        library=MemoryLibrary(),
        told=told(),
        now=NOW,
        planner=broken,
    )
    assert [line.kind for line in made.lines] == ["safety"]
    assert "There is no plan" in str(made.lines[0].do)
    assert made.risk_with_plan == made.risk_now
    assert "ZeroDivisionError" in caplog.text
    assert "70 kg" not in caplog.text


def test_the_risk_now_is_what_risk_answers():
    run = PlannedRun(distance=42.2, time=12_600)
    given = {"library": MemoryLibrary(), "told": told(("mass=70",)), "now": NOW}
    assert plan_next_run(run, **given).risk_now == forecast_run(run, **given).why.risk


def test_a_terminal_shows_what_leads_and_folds_the_rest():
    folded = uncramp("plan", *MARATHON, *WELL, *EAGER).out
    unfolded = uncramp("plan", *MARATHON, *WELL, *EAGER, "--all").out
    assert "more: --all" in folded
    assert folded.count("Certainty:") <= 5
    assert "foam roller" not in folded
    assert "foam roller" in unfolded
    assert "The sweat test, step by step" in unfolded
    assert "more: --all" not in unfolded


def test_the_plan_goes_into_the_calendar(tmp_path):
    file = tmp_path / "p.ics"
    uncramp("plan", *MARATHON, *WELL, *EAGER, "--start", "2030-09-29T09:15", "--ics", file)
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    meal = next(e for e in events if "meal" in str(e["summary"]))
    run = next(e for e in events if str(e["summary"]) == "Run: 42.2 km")
    assert (run["dtstart"].dt - meal["dtstart"].dt).total_seconds() == 90 * 60


def test_the_weeks_before_are_in_the_calendar_and_end_before_the_run(tmp_path):
    file = tmp_path / "p.ics"
    shoes = ("--set", "shoe_drop=4", "--set", "habitual_drop=10", "--set", "race=no")
    uncramp("plan", *MARATHON, *WELL, *shoes, "--start", "2030-09-29T09:15", "--ics", file)
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    strength = [e for e in events if str(e["summary"]).startswith("Strength, week")]
    pair = [e for e in events if str(e["summary"]).startswith("New shoes")]
    assert len(strength) >= 10
    assert "×" in str(strength[0]["description"])
    assert len(pair) == 8


def test_nothing_that_tires_is_planned_for_the_last_two_days(tmp_path):
    file = tmp_path / "p.ics"
    in_four_days = f"{dt.datetime.now().astimezone() + dt.timedelta(days=4):%Y-%m-%dT09:00}"
    uncramp("plan", *MARATHON, *WELL, "--start", in_four_days, "--ics", file)
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    (run,) = [e["dtstart"].dt for e in events if str(e["summary"]).startswith("Run:")]
    training = [e["dtstart"].dt for e in events if str(e["summary"]).startswith("Strength")]
    assert len(training) <= 1
    assert all(run - at >= dt.timedelta(days=2) for at in training)


def test_without_a_start_the_calendar_says_which_day_it_took(tmp_path):
    done = uncramp("plan", *MARATHON, "--ics", tmp_path / "p.ics")
    assert "Tell it with --start" in done.err


def test_the_plan_goes_onto_the_watch(tmp_path):
    file = tmp_path / "p.fit"
    uncramp("plan", *MARATHON, *WELL, *EAGER, "--fit", file)
    with fitdecode.FitReader(io.BytesIO(file.read_bytes())) as reader:
        steps = [
            {field.name: field.value for field in frame.fields}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "workout_step"
        ]
    names = [step["wkt_step_name"] for step in steps if step.get("wkt_step_name")]
    assert any(name.startswith("Drink ") for name in names)
    assert "To the finish" in names
    fastest = {
        step["custom_target_speed_high"] for step in steps if step.get("target_type") == "speed"
    }
    assert all(2.0 < speed < 42_200 / 12_600 for speed in fastest)


def test_a_watch_is_told_no_drink_that_the_plan_may_not_say(tmp_path):
    file = tmp_path / "p.fit"
    uncramp("plan", *MARATHON, "--fit", file)
    assert b" ml" not in file.read_bytes()


def test_the_plan_goes_onto_paper(tmp_path):
    file = tmp_path / "p.pdf"
    uncramp("plan", *MARATHON, *WELL, *EAGER, "--pdf", file)
    (page,) = PdfReader(file).pages
    text = " ".join(page.extract_text().split())
    for wanted in ("A cramp right now", "/km", "ml/h", "certainty", "not for diagnosing"):
        assert wanted in text


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path):
    done = uncramp("plan", *MARATHON, "--pdf", tmp_path / "nowhere" / "p.pdf")
    assert done.status == 2
    assert "cannot be written" in done.err


def test_the_next_plan_learns_from_what_was_kept(tmp_path):
    earlier, did = tmp_path / "plan.json", tmp_path / "did.toml"
    first = planned(*MARATHON, *WELL, *EAGER)
    earlier.write_text(json.dumps(first), "utf-8")
    did.write_text('fluid = "0.7 L"\ncarbohydrate = 240\n', "utf-8")
    plan = planned(*MARATHON, *WELL, *EAGER, "--after", earlier, "--check-in", did)
    verdicts = {(one["kind"], one["unit"]): one["verdict"] for one in plan["kept"]}
    assert verdicts["drink", "ml/h"] == "less"
    assert verdicts["carbohydrate", "g/h"] == "kept"
    assert verdicts["pace", "min/km"] == "unknown"
    asked = [x["amount"] for x in of_kind(plan, "drink") if x["unit"] == "ml/h"]
    assert max(asked[0]) == 350  # 200 and a step of 150


def test_a_file_that_is_no_plan_is_named(tmp_path):
    other = tmp_path / "other.json"
    other.write_text("[]", "utf-8")
    done = uncramp("plan", *MARATHON, "--after", other)
    assert done.status == 2
    assert "other.json is no plan" in done.err


@pytest.mark.parametrize("option", ["--distance", "--time"])
def test_what_cannot_be_is_refused(option):
    args = ["--distance", "42.2km", "--time", "3:30:00"]
    args[args.index(option) + 1] = "a lot"
    assert uncramp("plan", *args).status == 2


def test_age_is_checked_before_anything_is_planned():
    with pytest.raises(InputError):
        plan_next_run(
            PlannedRun(distance=5, time=1800),
            library=MemoryLibrary(),
            told=told(("age=12",)),
            now=NOW,
        )


def diary(*labels, episode=None):
    library = MemoryLibrary(Runner())
    for day, label in enumerate(labels):
        kept = run(7 * day, 25, 2.9, label=label)
        with_cramp = episode if label is Label.YES else None
        library.keep_run(KeptRun(str(day), 0, kept, with_cramp))
    return library


def after(library, **more):
    return plan_next_run(
        PlannedRun(distance=30, time=9000),
        library=library,
        told=told(("conditions=none", "medicines=none", "recent_bests=10km/45:00")),
        now=DAY_ZERO + dt.timedelta(days=60),
        **more,
    )


def test_cramps_that_come_back_lead_to_somebody_who_can_help():
    often, once = (diary(*labels) for labels in ((YES, NO, YES, NO, YES), (NO, NO, NO)))
    assert [line.kind for line in after(often).lines[:2]] == ["safety", "refer"]
    assert "refer" not in [line.kind for line in after(once).lines]


def test_the_minute_at_which_a_library_says_it_cramps_slows_the_last_stretch():
    cramp = Episode(muscle=Muscle.CALF, onset=Onset.DURING, minute=110)
    (pace,) = [x for x in after(diary(NO, YES, episode=cramp)).lines if x.kind == "pace"]
    assert "usually begin near kilometre 22" in str(pace.because)
    (without,) = [x for x in after(diary(NO, YES)).lines if x.kind == "pace"]
    assert "usually begin" not in str(without.because)


def test_a_table_of_cramps_says_the_same(tmp_path):
    table = tmp_path / "cramps.csv"
    table.write_text(
        "started_at,muscle,side,onset,minute,severity\n2026-01-05,calf,left,during,110,5\n"
        "nonsense,calf,left,during,110,5\n",
        "utf-8",
    )
    done = uncramp("plan", *MARATHON, "--episodes", table, "--json")
    (pace,) = of_kind(done.document, "pace")
    assert "usually begin near kilometre 22" in pace["because"]
    assert "Row 3" in done.err


def test_triage_travels_with_a_plan():
    assert planned(*MARATHON)["triage"]["level"] == assess_case(told().facts).level
