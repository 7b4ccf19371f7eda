"""The doctor names what is wrong and what mends it."""

from recording import NOW
from uncramp.web.config.doctor import Level, _expat, _sqlite, backup_age, examine


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
