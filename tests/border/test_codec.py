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
