"""The shoe shelf: keep a pair, say which one a run was run in, and count how far each has come.

What a run's check-in says of its shoes follows from the shelf, so that the drop and the
distance are told once and not after every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncramp.history.shoe import Shoe
from uncramp.store.kept import KeptRun
from uncramp.store.library import Library
from uncramp.terms.errors import InputError

FARTHEST = 1000.0  # km, of what a check-in takes


def keep_shoe(shoe: Shoe, *, library: Library) -> None:
    """Keep a pair, or what is now known of it, and tell the runs that were run in it."""
    with library.together():
        library.keep_shoe(shoe)
        tell_runs(shoe.token, library=library)


def shoe_of(token: str, library: Library) -> Shoe:
    """The pair of that token; InputError where it is not on the shelf."""
    found = next((shoe for shoe in library.shoes() if shoe.token == token), None)
    if found is None:
        raise InputError.of("These shoes are not on the shelf.")
    return found


def wear(kept: KeptRun, token: str, *, library: Library) -> None:
    """Say which pair a run was run in; an empty token takes back what was said."""
    if token:
        shoe_of(token, library)
    with library.together():
        for recording in library.recordings_of(kept.place):
            check_in = recording.run.check_in
            if kept.shoe and not token:
                check_in = check_in.model_copy(update={"shoe_drop": None, "shoe_distance": None})
            run = replace(recording.run, check_in=check_in)
            library.replace_run(replace(recording, run=run, shoe=token))
        for changed in {token, kept.shoe} - {""}:
            tell_runs(changed, library=library)


def tell_runs(token: str, *, library: Library) -> None:
    """Bring drop and distance of every run in these shoes up to the shelf."""
    shoe = shoe_of(token, library)
    for kept, before in worn(shoe, library.kept_runs()):
        said = {"shoe_drop": shoe.drop, "shoe_distance": round(min(before, FARTHEST), 1)}
        for recording in library.recordings_of(kept.place):
            run = recording.run
            check_in = run.check_in.model_copy(update=said)
            if check_in != run.check_in:
                library.replace_run(replace(recording, run=replace(run, check_in=check_in)))


def worn(shoe: Shoe, runs: Sequence[KeptRun]) -> list[tuple[KeptRun, float]]:
    """The runs in these shoes, in time order, each with the km the pair had come before it."""
    found, km = [], shoe.worn_before
    for kept in runs:
        if kept.shoe == shoe.token:
            found.append((kept, km))
            km += (kept.run.summary.distance or 0.0) / 1000
    return found
