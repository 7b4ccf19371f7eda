"""What was dropped on the import page: files in a folder of their own, until they are read.

The folder outlives the tab, the server and a killed worker; it goes once its import is done.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncramp.store.shelf import flush_folder
from uncramp.terms.errors import InputError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_NAME = 200  # characters of a name that is kept
TOKEN = re.compile(r"[0-9a-f]{32}")


class Batch:
    """One drop of files, named by a token nobody can guess."""

    def __init__(self, uploads: Path, token: str | None = None) -> None:
        self.token = token or secrets.token_hex(16)
        if not TOKEN.fullmatch(self.token):
            raise InputError.of("There is no such import.")
        self._folder = uploads / self.token

    def add(self, files: Iterable[UploadedFile[Any]]) -> None:
        """Keep the files, on the disk before this returns; two of one name do not meet."""
        place = len(self.files())
        for number, file in enumerate(files, place):
            folder = self._folder / f"{number:05}"
            folder.mkdir(parents=True)
            with (folder / _plain(file.name or "")).open("wb") as kept:
                for chunk in file.chunks():
                    kept.write(chunk)
                kept.flush()
                os.fsync(kept.fileno())
            flush_folder(folder)
        if self._folder.exists():
            flush_folder(self._folder)
            flush_folder(self._folder.parent)

    def files(self) -> list[Path]:
        """Every file, in the order it came."""
        return sorted(path for path in self._folder.glob("*/*") if path.is_file())

    def forget(self) -> None:
        """The files are in the library now, or nobody wants them."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _plain(name: str) -> str:
    """A file name that is only a name, whatever it was called where it came from."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if c.isprintable()).strip(". ")
    return shown[-LONGEST_NAME:] or "unnamed"
