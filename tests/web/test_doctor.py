"""The doctor names what is wrong and what mends it."""

import datetime as dt

from recording import NOW
from uncramp.web.config.doctor import Level, _expat, _sqlite, backup_age, examine, queue_findings


def findings(folder):
    return [(one.level, str(one.said), one.mend) for one in examine(folder)]


def test_old_parts_underneath_are_named():
    assert _sqlite((3, 40, 1)).level is Level.NOTE
    assert "3.40.1" in str(_sqlite((3, 40, 1)).said)
    assert _sqlite((3, 51, 3)).level is Level.SOUND
    assert _expat((2, 5, 0)).level is Level.NOTE
    assert _expat((2, 6, 3)).level is Level.SOUND


def test_without_a_library_the_doctor_says_how_to_begin(tmp_path):
    level, said, mend = findings(tmp_path)[-1]
    assert level is Level.NOTE
    assert "no library" in said
    assert mend.startswith("uncramp import")


def test_a_key_that_others_can_read_is_a_problem(tmp_path):
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert any(
        level is Level.PROBLEM and "chmod 600" in mend for level, _, mend in findings(tmp_path)
    )


def test_what_a_killed_import_left_is_told(tmp_path):
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o600)
    (tmp_path / "unpacking" / "123").mkdir(parents=True)
    assert any("cut off" in said for _, said, _ in findings(tmp_path))


def test_a_library_that_was_never_backed_up_is_noted(tmp_path):
    assert backup_age(None, NOW, tmp_path).level is Level.NOTE
    assert backup_age(NOW, NOW, tmp_path).level is Level.SOUND
    assert backup_age(NOW.replace(year=2025), NOW, tmp_path).level is Level.NOTE


def of_queue(folder, waiting, oldest, parked):
    from uncramp.web.jobs.queue import Queue

    found = queue_findings(Queue(waiting, oldest, parked), folder)
    return [(one.level, str(one.said), one.mend) for one in found]


def test_a_queue_that_nobody_works_on_is_a_problem(sample, tmp_path):
    ((level, said, mend),) = of_queue(tmp_path, 3, dt.timedelta(minutes=7), 0)
    assert level is Level.PROBLEM
    assert said == "3 jobs wait, the oldest for 7 minutes: no worker is at work."
    assert mend == f"uncramp worker --data {tmp_path}"


def test_a_queue_in_use_is_sound_and_parked_jobs_are_noted(sample, tmp_path):
    waits, parked = of_queue(tmp_path, 1, dt.timedelta(minutes=4), 2)
    assert waits[0] is Level.SOUND
    assert parked[0] is Level.NOTE
    assert "--retry-parked" in parked[2]
