"""Take runs into a library: files, folders, and exports as they were downloaded.

A runner's own files are read here; what lies in an archive is read by a child process with
little memory and time, since nobody knows who packed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from uncramp.actions.import_archive import OWN, ArchiveImport
from uncramp.actions.import_keeping import Keeper, Known
from uncramp.actions.import_reading import Reading, read_file, refused
from uncramp.actions.import_report import Imported, Nobody, Watcher
from uncramp.actions.import_work import WORK
from uncramp.actions.tie_cramps import tie_cramps
from uncramp.store.archive import looks_like_archive
from uncramp.store.given import GivenFile, given_file, given_head, given_paths
from uncramp.store.kept import Origin
from uncramp.store.library import Library
from uncramp.store.sandbox import Sandbox
from uncramp.store.shelf import Shelf
from uncramp.terms.errors import InputError


def import_runs(
    files: Iterable[GivenFile], *, library: Library, shelf: Shelf | None, now: datetime
) -> Imported:
    """Keep every run of the files; one that cannot be read is told of and passed over.

    Without a shelf nothing but the summaries is kept, which is enough for one command.
    """
    known = Known(library, shelf)
    readings = (
        read_file(file.data, now=now, knows=known.__contains__).from_(Origin(file.name))
        for file in files
    )
    report = Keeper(library, shelf, known, Nobody(), Imported()).keep(readings)
    tie_cramps(library=library)
    return report


def import_paths(
    paths: Iterable[Path],
    *,
    library: Library,
    shelf: Shelf,
    scratch: Path,
    now: datetime,
    watcher: Watcher | None = None,
    limits: Mapping[str, int] = OWN,
) -> Imported:
    """Keep every run of files, folders and archives; see `Imported` for what is counted.

    Stopped at any moment, the same call goes on where it stopped.

    Parameters
    ----------
    scratch : folder
        On the same disk, for archives within archives.
    limits : ``largest`` and ``most``
        Bytes and entries of an archive; tighter for one that came over the network.

    Raises
    ------
    InputError
        Where a path does not exist; nothing is imported then.
    """
    found = given_paths(paths)
    known, report, watching = Known(library, shelf), Imported(), watcher or Nobody()
    watching.expect(len(found))
    setting = {"now": now.isoformat(), "known": list(known.verdicts)}
    with Sandbox(WORK, setting) as sandbox:
        archives = ArchiveImport(sandbox, scratch, known, watching, report, limits)
        readings = _readings(found, archives, known, now)
        done = Keeper(library, shelf, known, watching, report).keep(readings)
    tie_cramps(library=library)
    return done


def _readings(
    found: Iterable[Path], archives: ArchiveImport, known: Known, now: datetime
) -> Iterator[Reading]:
    for at, path in enumerate(found):
        try:
            if looks_like_archive(given_head(path)):
                yield from (replace(reading, given=at) for reading in archives.readings(path))
            else:
                reading = read_file(given_file(path).data, now=now, knows=known.__contains__)
                yield replace(reading, origin=Origin(path.name), given=at)
        except InputError as error:
            yield replace(refused(error.said), origin=Origin(path.name), given=at)
