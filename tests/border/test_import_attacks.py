"""Files made to hurt are refused in words, and what lies beside them is still taken in."""

import time
from pathlib import Path

import pytest

import attacks
from attacks import good_run, zipped
from importing import said, take_in
from uncramp.actions.import_report import Nobody
from uncramp.actions.import_work import WORK
from uncramp.store.archive_limits import MEMORY, SECONDS_OF_WORK
from uncramp.store.sandbox import Sandbox

ARCHIVES = attacks.archives()
MEMBERS = {
    **{f"{name}.fit.gz": data for name, data in attacks.gzips().items()},
    **{f"{name}.gpx": data for name, data in attacks.texts().items()},
    **{f"{name}.fit": data for name, data in (attacks.fits() | attacks.disguises()).items()},
}


class Stopwatch(Nobody):
    """The longest time between two files."""

    def __init__(self):
        self.last, self.longest = time.monotonic(), 0.0

    def done(self, reading):
        now = time.monotonic()
        self.last, self.longest = now, max(self.longest, now - self.last)


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """Every hostile archive imported, each with what was said of it."""
    folder = tmp_path_factory.mktemp("archives")
    paths = {name: folder / f"{at:02d}.zip" for at, name in enumerate(ARCHIVES)}
    for name, path in paths.items():
        path.write_bytes(ARCHIVES[name])
    good = folder / "good.fit"
    good.write_bytes(good_run())
    begun = time.monotonic()
    done = take_in(*paths.values(), good, folder=folder)
    assert time.monotonic() - begun < 10 * len(paths)
    assert done.runs == done.imported == 1
    assert {path.name for path in folder.iterdir()} == {
        "shelf", "unpacking", "good.fit", *(path.name for path in paths.values())
    }  # fmt: skip
    return {
        name: [r for r in done.refused if r.name.startswith(path.name)]
        for name, path in paths.items()
    }


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(WORK, {"now": "2026-11-22T12:00:00+00:00", "known": []}) as box:
        yield box


def peak(box) -> int:
    """Bytes of memory the child ever held; 0 where it was stopped, which its limit did."""
    if box._process is None:
        return 0
    lines = Path(f"/proc/{box._process.pid}/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_there_are_at_least_sixty_attacks():
    assert len(ARCHIVES) + len(MEMBERS) >= 60


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_is_refused_in_words(name, refused):
    assert refused[name]
    assert all(len(one.text) > 20 for one in refused[name])
    assert "confuses" not in said(refused[name])
    assert said(refused[name]).isprintable()


def test_hostile_members_do_not_spoil_the_archive_they_lie_in(tmp_path):
    path = tmp_path / "export.zip"
    members = [*MEMBERS.items(), ("good.fit", good_run())]
    path.write_bytes(zipped(members, method=0))
    watch = Stopwatch()
    done = take_in(path, folder=tmp_path, watcher=watch)
    assert done.runs >= 1
    assert done.files + done.others == len(members)
    assert "confuses" not in said(done.refused)
    assert all(len(one.text) > 20 for one in done.refused)
    assert len(done.refused) >= len(MEMBERS) - 8


@pytest.mark.parametrize("name", MEMBERS)
def test_a_hostile_file_stays_within_its_time_and_memory(name, sandbox, tmp_path):
    path = tmp_path / name
    path.write_bytes(MEMBERS[name])
    begun = time.monotonic()
    answer, _ = sandbox.ask({"do": "file", "path": str(path)})
    assert time.monotonic() - begun < SECONDS_OF_WORK
    assert peak(sandbox) < MEMORY
    assert answer["outcome"] in ("refused", "not_a_run")
