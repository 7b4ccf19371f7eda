"""The walk of one run file: through the rooms in the order of the story, in sight."""

import sys

from recording import NOW
from uncramp.actions.explain_episode import explain_episode
from uncramp.actions.told import told
from uncramp.history.episode import Episode
from uncramp.store.given import GivenFile
from uncramp.store.library import MemoryLibrary

HOPS = [
    "actions.explain_episode.explain_episode",
    "triage.rules.triage",
    "activity.fit.read",
    "exposure.summary.summarise",
    "exposure.catalogue.exposures",
    "model.posterior.after",
    "answer.why.why",
]


def test_one_run_walks_through_every_room_in_order(run_file):
    entered = []

    def watch(frame, event, _):
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("uncramp."):
            name = f"{module.removeprefix('uncramp.')}.{frame.f_code.co_name}"
            entered.append(name.replace("activity.fit.reading.read", "activity.fit.read"))

    given = GivenFile("run.fit", run_file.read_bytes())
    asked = told(["red_flags=none"])
    import threading

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        explain_episode(given, Episode(muscle="calf"), library=MemoryLibrary(), told=asked, now=NOW)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    firsts = [entered.index(hop) for hop in HOPS]
    assert firsts == sorted(firsts)
    assert all(entered.count(hop) == 1 for hop in HOPS[2:])
