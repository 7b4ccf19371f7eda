"""The recordings of an archive, one after the other, each read by the sandbox."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from uncramp.actions.import_keeping import Known
from uncramp.actions.import_reading import Outcome, Reading, refused
from uncramp.actions.import_report import Imported, Remark, Watcher
from uncramp.actions.import_work import contents_of, reading_of
from uncramp.store.archive import Contents, Member
from uncramp.store.archive_limits import (
    GIB,
    LARGEST_ARCHIVE,
    MOST_NESTED,
    MOST_OWN_ENTRIES,
    MOST_UNPACKED,
)
from uncramp.store.kept import Origin
from uncramp.store.sandbox import Sandbox
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence

OWN: Final[Mapping[str, int]] = {"largest": LARGEST_ARCHIVE, "most": MOST_OWN_ENTRIES}


@dataclass(slots=True)
class ArchiveImport:
    """Reads archives; ``limits`` are tighter for one that came over the network."""

    sandbox: Sandbox
    scratch: Path
    known: Known
    watcher: Watcher
    report: Imported
    limits: Mapping[str, int]

    def readings(self, path: Path) -> Iterator[Reading]:
        """Every recording in the archive, and in the archives directly within it.

        Raises InputError where the archive as a whole cannot be used.
        """
        contents = self._contents(path)
        if not contents.activities and not contents.archives:
            raise InputError.of(
                "There is no FIT, TCX or GPX file in this archive. Choose the one that the "
                "watch's app or the account's export gave."
            )
        self._note(path.name, contents)
        self.watcher.expect(len(contents.archives[:MOST_NESTED]) - 1)  # it was but one of them
        left = MOST_UNPACKED
        for reading in self._all(path, contents):
            left -= reading.size
            if left < 0:
                raise InputError.of(
                    "its recordings are larger than {most} GB together; those before that are "
                    "kept. Unpack it and import the folders in it one by one.",
                    most=MOST_UNPACKED // GIB,
                )
            yield reading

    def _all(self, path: Path, contents: Contents) -> Iterator[Reading]:
        yield from self._members(path, contents, archive=path.name)
        self._not_opened(path.name, contents.archives[MOST_NESTED:])
        for member in contents.archives[:MOST_NESTED]:
            try:
                yield from self._within(path, member)
            except InputError as error:
                yield refused(error.said).from_(Origin(member.name, path.name))

    def _within(self, path: Path, nested: Member) -> Iterator[Reading]:
        """The recordings of an archive that lies in another."""
        inner = self.scratch / f"{secrets.token_hex(8)}.zip"
        try:
            self._ask(path, do="extract", index=nested.index, to=str(inner))
            contents = self._contents(inner)
            if contents.archives and not contents.activities:
                raise InputError.of(
                    "It holds nothing but more archives. Unpack it and import the folder."
                )
            self._not_opened(f"{path.name}/{nested.name}", contents.archives)
            self.watcher.expect(-1)
            yield from self._members(inner, contents, archive=path.name, prefix=f"{nested.name}/")
        finally:
            inner.unlink(missing_ok=True)

    def _members(
        self, path: Path, contents: Contents, *, archive: str, prefix: str = ""
    ) -> Iterator[Reading]:
        self.report.others += contents.others
        self.watcher.expect(len(contents.activities))
        for member in contents.activities:
            title = contents.titles.get(member.name, "")
            origin = Origin(prefix + member.name, archive, title, prefix + member.key)
            yield self._member(path, member, origin).from_(origin)

    def _member(self, path: Path, member: Member, origin: Origin) -> Reading:
        digest = self.known.by_key(origin.key)
        if digest is not None:
            return Reading(Outcome.KNOWN, digest, member.size)
        try:
            return reading_of(*self._ask(path, do="read", index=member.index))
        except InputError as error:
            return refused(error.said)

    def _contents(self, path: Path) -> Contents:
        return contents_of(self._ask(path, do="list")[0])

    def _ask(self, path: Path, **task: Any) -> tuple[dict[str, Any], bytes]:
        return self.sandbox.ask({"path": str(path), **self.limits, **task})

    def _not_opened(self, name: str, archives: Sequence[Member]) -> None:
        if archives:
            said = sentence(
                "Archives in it that were not opened: {count}, {first} first. Unpack it, and "
                "import the folder.",
                count=len(archives),
                first=archives[0].name,
            )
            self.report.notes.append(Remark(name, (said,)))

    def _note(self, name: str, contents: Contents) -> None:
        """What an export says of itself that a runner would miss."""
        for said in _notes(contents):
            self.report.notes.append(Remark(name, (said,)))


def _notes(contents: Contents) -> Iterator[Sentence]:
    if contents.by_hand:
        yield sentence(
            "Activities in it that were entered by hand, without a recording: {count}.",
            count=contents.by_hand,
        )
    if contents.missing:
        yield sentence(
            "Recordings that its table names and that are not in it: {count}, {first} first. The "
            "download is not whole; ask for the export again.",
            count=len(contents.missing),
            first=contents.missing[0],
        )
