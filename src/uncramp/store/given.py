"""Files a person names: read from disk, in the words of the person who named them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uncramp.store.archive_names import is_activity, is_archive
from uncramp.terms.errors import InputError

RUN_FILES = frozenset({".fit", ".tcx", ".gpx", ".gz"})
HEAD = 512  # bytes
LARGEST = 256 * 2**20  # bytes; a day of running at one sample a second is under 10 MB


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file's bytes and the name to call it by."""

    name: str
    data: bytes


def given_file(path: Path) -> GivenFile:
    """Read one file."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError.of(
                "{name} is {size} MB; a run file is smaller. Archives go to `uncramp import`.",
                name=path.name,
                size=path.stat().st_size // 2**20,
            )
        return GivenFile(path.name, path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError.of("{path} cannot be read: {reason}.", path=str(path), reason=error.strerror)


def given_files(path: Path) -> Iterator[GivenFile]:
    """The run files of a folder and the folders in it, by name; or the one file."""
    if not path.is_dir():
        yield given_file(path)
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in RUN_FILES and file.is_file():
            yield given_file(file)


def given_paths(paths: Iterable[Path]) -> list[Path]:
    """The files meant by paths: each file, and in a folder the recordings and archives.

    Raises InputError where one of the paths leads nowhere.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (f for f in sorted(path.rglob("*")) if _is_wanted(f) and f.is_file())
            found.extend(inside)
        else:
            given_head(path)
            found.append(path)
    return found


def _is_wanted(file: Path) -> bool:
    return is_activity(file.name) or is_archive(file.name)


def given_head(path: Path) -> bytes:
    """The first bytes of a file, by which archives are told."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise _unreadable(path, error) from None


def given_table(path: Path) -> dict[str, Any]:
    """The keys and values of a TOML file."""
    try:
        return tomllib.loads(given_file(path).data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError.of(
            "{name} is not TOML: {problem}", name=path.name, problem=str(error)
        ) from None
