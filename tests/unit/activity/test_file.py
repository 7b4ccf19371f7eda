from __future__ import annotations

import gzip
import zlib

import numpy as np
import pytest
from numpy.testing import assert_allclose

from recording import recorded
from uncramp.activity import file, fit_writer, unpacking
from uncramp.terms.errors import InputError
from xml_samples import gpx, steady, tcx_of, track

TCX = tcx_of(steady(40))
GPX = gpx(track(steady(40)))


def paced(speed, minutes=10, *, cadence=None, sport=""):
    """A GPX without a sport, unless told, that moves at `speed` metres a second."""
    points = [
        {"time": 5.0 * i, "latitude": 47 + 5 * i * speed / 111_195, "longitude": 8.0}
        | ({} if cadence is None else {"cadence": cadence})
        for i in range(minutes * 12)
    ]
    (found,) = file.read(gpx(track(points, sport=sport)))
    return found


def test_each_format_is_recognised_by_what_is_in_it():
    fit = fit_writer.write(recorded(np.full(60, 3.0)))
    for data in (fit, TCX, GPX):
        (run,) = file.read(data)
        assert file.is_run(run)
        (again,) = file.read(gzip.compress(data))
        assert_allclose(again.columns.distance, run.columns.distance)


def test_blanks_marks_prefixes_and_utf_16_do_not_hide_a_format():
    prefixed = b"<g:gpx><g:trk><g:trkpt lat='1' lon='2'/><g:trkpt lat='1' lon='2'/></g:trk></g:gpx>"
    utf_16 = GPX.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    for data in (b" " * 10 + TCX, b"\n\xef\xbb\xbf " + GPX, prefixed, utf_16):
        assert len(file.read(data)) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (bytes(5000), "zeros"),
        (b"PK\x03\x04" + b"x" * 50, "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0JFIF", "an image"),
        (b"\0\0\0\x18ftypheic", "photo"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x05\x16\x07" + bytes(80), "macOS"),
        (b"<!DOCTYPE html><html><form>Log in", "log in"),
        (b"\n<HTML><body>", "web page"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "KML"),
        (b'<?xml version="1.0"?><workout_file/>', "XML file of another kind"),
        (b'{"activities": []}', "JSON"),
        (b"date,km,minutes\n2026-05-03,10,55\n", "table"),
        (b"I ran ten kilometres.", "a text"),
        (b"SQLite format 3\0", "a database"),
        (b"\x93\x81\xf2\x07" * 40, "no FIT, TCX or GPX"),
    ],
)
def test_what_is_no_activity_is_named_and_the_sentence_says_what_to_do(data, words):
    with pytest.raises(InputError, match=words) as refused:
        file.read(data)
    assert any(do in str(refused.value) for do in ("Export", "choose", "Use the file"))


def test_a_stored_zip_around_a_gpx_is_a_zip():
    with pytest.raises(InputError, match="ZIP"):
        file.read(b"PK\x03\x04" + bytes(30) + GPX)


def test_a_gzip_in_a_gzip_is_refused():
    with pytest.raises(InputError, match="gzip within a gzip"):
        file.read(gzip.compress(gzip.compress(TCX)))


def test_a_gzip_of_several_members_is_one_file():
    half = len(TCX) // 2
    (run,) = file.read(gzip.compress(TCX[:half]) + gzip.compress(TCX[half:]) + bytes(64))
    assert len(run.columns) == 40
    assert run.dropped == ()


def test_a_gzip_cut_short_keeps_what_came_through_and_tells():
    whole = tcx_of(steady(2000))
    packed = gzip.compress(whole)
    (run,) = file.read(packed[: len(packed) // 2])
    assert 100 < len(run.columns) < 2000
    assert "gzip around this file is damaged" in str(run.dropped[0])


def test_a_gzip_with_a_wrong_checksum_is_read_and_told():
    packed = bytearray(gzip.compress(TCX))
    packed[-6] ^= 0xFF
    (run,) = file.read(bytes(packed))
    assert len(run.columns) == 40
    assert "gzip" in str(run.dropped[0])


@pytest.mark.parametrize("members", [1, 40])
def test_a_gzip_bomb_is_refused_in_words(members):
    bomb = gzip.compress(bytes(300_000_000 // members)) * members
    with pytest.raises(InputError, match="unpacks to more than 256 MB or 200 times"):
        file.read(bomb)


def test_up_to_a_megabyte_the_ratio_does_not_matter():
    (run,) = file.read(gzip.compress(TCX + b" " * 900_000))
    assert len(run.columns) == 40


def test_zlib_unpacks_the_same_where_isal_is_not_there(monkeypatch):
    monkeypatch.setattr(unpacking, "_packer", lambda: zlib)
    (run,) = file.read(gzip.compress(TCX))
    assert len(run.columns) == 40
    whole, damage = unpacking.unpacked(gzip.compress(TCX)[:-20])
    assert damage is not None
    assert TCX.startswith(whole)


@pytest.mark.parametrize("speed", [2.1, 2.8, 3.5, 5.0, 5.8])
def test_without_a_sport_the_speeds_of_running_make_a_run_and_the_notes_say_so(speed):
    run = paced(speed)
    assert file.is_run(run)
    assert "taken for one by its speeds" in str(run.notes[-1])


@pytest.mark.parametrize("speed", [0.8, 1.4, 1.8, 6.5, 9.0])
def test_without_a_sport_the_speeds_of_walking_and_riding_do_not(speed):
    found = paced(speed)
    assert not file.is_run(found)
    assert "speeds are not those of running" in str(file.why_not_a_run(found))


def test_a_walk_that_says_it_is_a_run_is_one():
    assert file.is_run(paced(1.4, sport="running"))


@pytest.mark.parametrize("kind", ["hiking", "cycling", "swimming", "transition", "walking"])
def test_another_sport_is_no_run_whatever_its_speed_and_the_reason_names_it(kind):
    found = paced(3.0, sport=kind)
    assert not file.is_run(found)
    assert kind in str(file.why_not_a_run(found))


def test_a_sport_called_other_is_a_run_only_with_the_steps_of_one():
    unknown = paced(3.0, sport="other")
    assert not file.is_run(unknown)
    assert "“other”" in str(file.why_not_a_run(unknown))
    assert file.is_run(paced(3.0, sport="other", cadence=85.0))
    assert not file.is_run(paced(3.0, sport="other", cadence=40.0))


def test_a_reason_is_given_exactly_for_what_is_no_run():
    for found in (paced(3.0), paced(9.0), paced(3.0, sport="hiking")):
        assert (file.why_not_a_run(found) is None) == file.is_run(found)
