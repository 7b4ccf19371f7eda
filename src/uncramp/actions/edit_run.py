"""Say of a run what its recording cannot: its name, a note, whether it was a race or indoors."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from pydantic import StringConstraints

from uncramp.history.answers import Value
from uncramp.store.kept import KeptRun, Place
from uncramp.store.library import Library
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

LONGEST_NAME: Final = 120  # characters
LONGEST_NOTE: Final = 4000
GONE: Final[Sentence] = sentence("This run is not in the library any more.")

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE)]


class RunEdit(Value):
    """What is said of one run; None is "not told"."""

    name: Name = ""
    note: Note = ""
    race: bool | None = None
    indoor: bool | None = None


def edit_run(place: Place, said: RunEdit, *, library: Library) -> None:
    """Keep it with every recording of the run, so that parting them loses nothing of it.

    Raises
    ------
    InputError
        Where the run is not there.
    """
    recordings = library.recordings_of(place)
    if not recordings:
        raise InputError(GONE)
    with library.together():
        for recording in recordings:
            library.replace_run(_edited(recording, said))


def _edited(recording: KeptRun, said: RunEdit) -> KeptRun:
    check_in = recording.run.check_in.model_copy(update={"race": said.race})
    return replace(
        recording,
        run=replace(recording.run, check_in=check_in),
        name=said.name,
        note=said.note,
        indoor=said.indoor,
    )
