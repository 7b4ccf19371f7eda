"""Files a person names: read from disk, in the words of the person who named them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uncramp.terms.errors import InputError

RUN_FILES = frozenset({".fit", ".tcx", ".gpx", ".gz"})
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
        raise InputError.of(
            "{path} cannot be read: {reason}.", path=str(path), reason=error.strerror
        ) from None


def given_files(path: Path) -> Iterator[GivenFile]:
    """The run files of a folder and the folders in it, by name; or the one file."""
    if not path.is_dir():
        yield given_file(path)
        return
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in RUN_FILES and file.is_file():
            yield given_file(file)


def given_table(path: Path) -> dict[str, Any]:
    """The keys and values of a TOML file."""
    try:
        return tomllib.loads(given_file(path).data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError.of(
            "{name} is not TOML: {problem}", name=path.name, problem=str(error)
        ) from None
