"""Imports for tests: into memory and a folder, with everything that was said."""

from __future__ import annotations

import threading

from recording import NOW
from uncramp.actions.import_runs import import_paths
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf


def take_in(*paths, folder, library=None, watcher=None):
    """What became of the paths, in a library of its own or the one given."""
    scratch = folder / "unpacking"
    scratch.mkdir(parents=True, exist_ok=True)
    done = import_paths(
        paths,
        library=MemoryLibrary() if library is None else library,
        shelf=FolderShelf(folder / "shelf"),
        scratch=scratch,
        now=NOW,
        watcher=watcher,
    )
    assert list(scratch.iterdir()) == []
    return done


def said(remarks) -> str:
    return " ".join(f"{one.name}: {one.text}" for one in remarks)


def work():
    """Every job that waits, done here."""
    from uncramp.web.jobs.worker import work

    return work(threading.Event(), until_empty=True)
