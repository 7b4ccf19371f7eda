"""Whether the shelf holds what it should, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError
from uncramp.terms.sentences import Sentence, sentence


@dataclass(slots=True)
class Verified:
    """What was compared, what is wrong, and what is merely left over."""

    runs: int = 0
    files: int = 0
    problems: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def __iadd__(self, other: Verified) -> Verified:
        """What was found of another runner, added."""
        self.runs += other.runs
        self.files += other.files
        self.problems += other.problems
        self.notes += other.notes
        return self

    @property
    def sound(self) -> bool:
        return not self.problems


def shelf_problems(shelf: FolderShelf, digests: Collection[str]) -> Iterator[Sentence]:
    """Every file that is missing or not what it was."""
    for digest in digests:
        try:
            data = shelf.get(digest)
        except InputError as error:
            yield error.said
            continue
        except OSError as error:
            yield sentence("The file {digest} cannot be read: {why}.", digest=digest, why=error)
            continue
        if hashlib.sha256(data).hexdigest() != digest:
            yield sentence(
                "The file {digest} on the shelf is not what it was: its bytes have changed. "
                "Delete {place} and import the original again, or restore a backup.",
                digest=digest[:12],
                place=str(shelf.place(digest)),
            )


def shelf_notes(shelf: FolderShelf, digests: Collection[str]) -> Iterator[Sentence]:
    """What lies on the shelf and belongs to nothing."""
    left = sum(digest not in digests for digest in shelf.digests())
    if left:
        yield sentence(
            "{count} files on the shelf belong to no run: an import was cut off before it told "
            "of them. The next import of the same files takes them up; they do no harm.",
            count=left,
        )
    if parts := list(shelf.parts()):
        yield sentence(
            "{count} files on the shelf were cut off while they were written. They do no harm "
            "and may be deleted: {folder}/*/*.part",
            count=len(parts),
            folder=str(parts[0].parents[1]),
        )
