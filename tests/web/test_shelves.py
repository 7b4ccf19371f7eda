"""A shelf for each runner; what lay on one for everybody is found, moved, and never lost."""

import hashlib

import pytest

from attacks import good_run
from databases import new_runner
from recording import NOW
from uncramp.actions.import_runs import import_runs
from uncramp.store.given import GivenFile
from uncramp.store.shelf import FolderShelf
from uncramp.terms.errors import InputError


def digest(data):
    return hashlib.sha256(data).hexdigest()


def laid(folder, data):
    """A file where the first version kept it."""
    place = folder / digest(data)[:2] / digest(data)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return digest(data)


@pytest.fixture
def old(tmp_path):
    return {laid(tmp_path, data): data for data in (b"one", b"two", b"three")}


@pytest.fixture
def shelf(tmp_path):
    return FolderShelf(tmp_path / "runner-1", before=tmp_path)


def test_what_lies_on_the_old_shelf_is_still_read(shelf, old):
    assert {name: shelf.get(name) for name in shelf.digests()} == old
    assert all(map(shelf.has, old))


def test_settling_moves_everything_and_twice_is_once(shelf, old, tmp_path):
    assert shelf.settle() == 3
    assert shelf.settle() == 0
    assert not list(tmp_path.glob("??"))
    assert {name: FolderShelf(tmp_path / "runner-1").get(name) for name in old} == old


def test_settling_that_was_cut_off_goes_on(shelf, old, tmp_path):
    first = next(iter(old))
    shelf.put(old[first])  # moved already, and still there
    (tmp_path / "zz").mkdir()
    shelf.settle()
    assert {name: shelf.get(name) for name in shelf.digests()} == old
    assert not list(tmp_path.glob("??"))


def test_a_file_put_while_an_old_one_lies_there_is_kept_once(shelf, old):
    shelf.put(b"one")
    assert sorted(shelf.digests()) == sorted(old)


def test_the_shelf_of_another_runner_holds_nothing_of_mine(sample, tmp_path):
    from uncramp.web.rows.actor import Actor
    from uncramp.web.rows.opening import shelf_of

    name = shelf_of(tmp_path, Actor(1)).put(b"mine")
    other = shelf_of(tmp_path, Actor(2))
    assert not other.has(name)
    with pytest.raises(InputError, match="not on the shelf"):
        other.get(name)


def test_two_runners_on_one_old_shelf_each_keep_what_is_theirs(sample, tmp_path):
    from uncramp.web.rows.library import RowLibrary
    from uncramp.web.rows.opening import settle_shelves, shelf_of

    common, actors = FolderShelf(tmp_path / "shelf"), (new_runner(), new_runner())
    for actor, days in zip(actors, ((60, 61), (61, 62)), strict=True):
        files = [GivenFile(f"{day}.fit", good_run(day)) for day in days]
        import_runs(files, library=RowLibrary(actor), shelf=common, now=NOW)
    laid(tmp_path / "shelf", b"of nobody")
    settle_shelves(tmp_path)
    for actor in actors:
        shelf = shelf_of(tmp_path, actor)
        assert all(
            digest(shelf.get(run.digest)) == run.digest for run in RowLibrary(actor).recordings()
        )
    assert not list((tmp_path / "shelf").glob("??"))
    kept = {p.name for p in (tmp_path / "shelf").glob("*/??/*")}
    assert digest(b"of nobody") in kept
