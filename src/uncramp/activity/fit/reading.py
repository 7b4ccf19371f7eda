"""Bytes in, activities out: the reader's steps in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from uncramp.activity.activity import Activity
from uncramp.activity.fit import profile
from uncramp.activity.fit.clock import on_one_clock
from uncramp.activity.fit.compressed import full_times, has_compressed
from uncramp.activity.fit.developer import developer_fields
from uncramp.activity.fit.device import device_name
from uncramp.activity.fit.effort import Told, efforts
from uncramp.activity.fit.frames import Section, sections
from uncramp.activity.fit.heart import strap_beats
from uncramp.activity.fit.messages import Table, table
from uncramp.activity.fit.samples import Samples, samples
from uncramp.activity.fit.sessions import pauses
from uncramp.activity.fit.walk import Layout
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

MOST_RECORDS: Final = 500_000  # of any kind of message; six days of samples at one a second
FEWER: Final = {profile.SESSION: 200, profile.LAP: 20_000}
APPLE_DOUBLE: Final = b"\x00\x05\x16\x07"


def read(data: bytes) -> tuple[Activity, ...]:
    """The activities in a FIT file, one a session, in the order of the file.

    Raises InputError with a sentence where `data` is no FIT file, is empty, or holds no
    recorded activity. Damage is survived: what is good is kept and each activity's
    ``dropped`` tells the rest. Files of more than 500,000 samples are refused.
    """
    found = sections(data)
    if not found:
        raise InputError(_no_fit(data))
    with np.errstate(all="ignore"):  # damaged floats overflow; they are cut or missing
        read_ = [effort for x in recordings(found) for effort in _activities(data, x)]
    if not read_:
        raise InputError(_no_activity(data, found))
    return tuple(read_)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """The section that holds the samples, and those that only add to it."""

    main: Section
    sections: tuple[Section, ...]

    def of(self, message: int) -> list[Layout]:
        return [layout for x in self.sections for layout in x.of(message)]

    @property
    def problems(self) -> list[Sentence]:
        return [said for x in self.sections for said in x.problems]


def recordings(found: list[Section]) -> Iterator[Recording]:
    """One for each chained file with samples; those without add to the one before."""
    mains = [i for i, x in enumerate(found) if x.of(profile.RECORD)]
    for at, after in pairwise([*mains, len(found)]):
        yield Recording(found[at], tuple(found[at:after]))


def _activities(data: bytes, recording: Recording) -> tuple[Activity, ...]:
    for kind in profile.WANTED:
        count = sum(len(x) for x in recording.of(kind))
        if count > FEWER.get(kind, MOST_RECORDS):
            raise InputError(_too_many(count))
    told = _told(data, recording)
    if told.file_type == profile.FILE_COURSE:
        return ()
    read_ = _samples(data, recording)
    read_.dropped[:0] = recording.problems
    on_one_clock(read_, told.pauses)
    return efforts(read_, told)


def _samples(data: bytes, recording: Recording) -> Samples:
    described = developer_fields(data, recording.of(profile.FIELD_DESCRIPTION))
    records = table(data, recording.of(profile.RECORD), profile.RECORD_FIELDS, described)
    if has_compressed(data, records.places):
        records.columns["clock"] = full_times(data, recording.main, records)
    return samples(records)


def _told(data: bytes, recording: Recording) -> Told:
    """Everything the file says beside its samples."""

    def of(message: int, fields: profile.Fields) -> Table:
        return table(data, recording.of(message), fields)

    files = of(profile.FILE_ID, profile.FILE_ID_FIELDS)
    return Told(
        file_type=float(files.column("type")[0]) if len(files) else np.nan,
        sessions=of(profile.SESSION, profile.SESSION_FIELDS),
        sports=of(profile.SPORT, profile.SPORT_FIELDS),
        laps=of(profile.LAP, profile.LAP_FIELDS),
        pauses=pauses(of(profile.EVENT, profile.EVENT_FIELDS)),
        activity=of(profile.ACTIVITY, profile.ACTIVITY_FIELDS),
        beats=strap_beats(of(profile.HR, profile.HR_FIELDS)),
        device=device_name(data, recording.of(profile.FILE_ID), recording.of(profile.DEVICE_INFO)),
    )


def _no_fit(data: bytes) -> Sentence:
    if not data:
        return sentence("The file is empty. Export the run again from the watch or its app.")
    if data.startswith(APPLE_DOUBLE):
        return sentence(
            "This is a note macOS keeps beside a file, not the recording. Use the file whose "
            "name does not begin with “._”."
        )
    return sentence(
        "This is not a FIT file: it does not begin with a FIT header. Export the run again as "
        "FIT, TCX or GPX from the watch or its app."
    )


def _no_activity(data: bytes, found: list[Section]) -> Sentence:
    files = [x for section in found for x in section.of(profile.FILE_ID)]
    types = table(data, files, profile.FILE_ID_FIELDS).column("type")
    kind = next((profile.FILE_TYPES[t] for t in types.tolist() if t in profile.FILE_TYPES), None)
    if kind is not None:
        return sentence(
            "This FIT file is of the kind “{kind}”, not a recorded activity. Choose the file "
            "of the run itself.",
            kind=kind,
        )
    if any(section.of(profile.RECORD) for section in found):
        return sentence(
            "This FIT file holds a single sample: too little for an activity. Choose the file "
            "of a longer run."
        )
    return sentence(
        "This FIT file holds no samples of an activity, at most its totals. Export the whole "
        "recording again from the watch or its app."
    )


def _too_many(count: int) -> Sentence:
    return sentence(
        "This FIT file holds {count} messages of one kind (samples, laps or sessions), far more "
        "than a recording can have. Split it into shorter ones.",
        count=count,
    )
