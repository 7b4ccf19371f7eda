"""What is kept comes back equal, whatever was told."""

from hypothesis import given
from hypothesis import strategies as st

from histories import run
from uncramp.history.check_in import CheckIn
from uncramp.history.episode import Episode
from uncramp.history.run import Label, Run
from uncramp.store import codec
from uncramp.store.library import KeptRun
from uncramp.terms.muscles import Muscle, Onset, Side

check_ins = st.builds(
    CheckIn,
    race=st.none() | st.booleans(),
    fluid=st.none() | st.floats(0, 30),
    temperature=st.none() | st.floats(-40, 55),
    symptoms=st.none() | st.lists(st.sampled_from(["flicker", "twitch"]), unique=True),
)
episodes = st.builds(
    Episode,
    muscle=st.sampled_from(Muscle),
    side=st.none() | st.sampled_from(Side),
    onset=st.none() | st.sampled_from(Onset),
    minute=st.none() | st.floats(0, 1440),
    severity=st.none() | st.floats(0, 10),
)


@given(check_ins, st.none() | episodes, st.sampled_from(Label), st.integers(0, 300))
def test_a_kept_run_comes_back_equal(check_in, episode, label, day):
    kept = KeptRun("ab" * 32, 0, Run(run(day, 10).summary, check_in, label), episode)
    assert codec.read(KeptRun, codec.write(kept)) == kept


FIRST_ROW = {  # as the first version wrote it: no shape, no answers, fewer numbers
    "digest": "ab" * 32,
    "part": 0,
    "run": {
        "summary": {
            "edition": "1",
            "started_at": "2026-01-08T08:00:00Z",
            "sport": "running",
            "sub_sport": "",
            "device": "Garmin fenix",
            "duration": 3600.0,
            "moving_time": 3590.0,
            "distance": 10000.0,
            "graded_distance": 10050.0,
            "ascent": None,
            "descent": None,
            "late_fade": 1.5,
            "late_fade_sd": 1.0,
            "heart_rate": 150.0,
            "temperature": None,
            "best_efforts": [{"distance": 1000.0, "time": 300.0}],
        },
        "check_in": {"fluid": 0.5},
        "label": "yes",
    },
    "episode": {"muscle": "calf"},
}


def test_a_row_of_the_first_version_is_still_read():
    kept = codec.read(KeptRun, FIRST_ROW)
    assert kept.run.summary.heart_rate == 150.0
    assert kept.run.check_in.fluid == 0.5
    assert kept.run.label is Label.YES
    assert kept.episode == Episode(muscle="calf")
    assert (kept.shape, dict(kept.answers)) == ((), {})
    assert codec.read(KeptRun, codec.write(kept)) == kept
