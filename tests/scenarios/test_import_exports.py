"""Exports as downloaded: Strava's, Garmin's, Apple's, and folders; nothing lost, nothing twice."""

import gzip

import pytest

import xml_samples
from attacks import good_run, zipped
from importing import said, take_in
from recording import recorded
from uncramp.activity import fit_writer
from uncramp.store.kept import Verdict
from uncramp.store.library import MemoryLibrary
from uncramp.store.shelf import FolderShelf

GERMAN = "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Dateiname,Distanz,Distanz"


def monitoring_file() -> bytes:
    """A watch's file about a day: its first message says that it is no activity."""
    from uncramp.store.archive_peek import ACTIVITY, fit_kind

    data = bytearray(good_run())
    at = next(i for i in range(14, 200) if data[i] == ACTIVITY and _kind_after(data, i) == 32)
    data[at] = 32
    assert fit_kind(bytes(data)) == 32
    return bytes(data)


def _kind_after(data, at):
    from uncramp.store.archive_peek import fit_kind

    changed = bytearray(data)
    changed[at] = 32
    return fit_kind(bytes(changed))


def gpx_run(seconds=900) -> bytes:
    points = xml_samples.steady(seconds // 5, every=5.0)
    return xml_samples.gpx(xml_samples.track(points, sport=""))


@pytest.fixture
def library():
    return MemoryLibrary()


def strava(tmp_path, table=GERMAN, *, name="export_1234.zip"):
    """Four runs, one of them gone from the archive, and one entered by hand."""
    rows = [table] if table else []
    rows += [
        f'{9000 + i},"1. Mai 2021, 10:00:00",Lauf {i},Lauf,activities/{9000 + i}.fit.gz,"10,1",10'
        for i in range(4)
    ]
    rows.append('9009,"2. Mai 2021, 10:00:00",Mit der Hand,Lauf,,"5,0",5000')
    members = [(f"activities/{9000 + i}.fit.gz", gzip.compress(good_run(i))) for i in range(3)] + [
        ("profile.csv", b"a,b\n1,2\n"),
        ("media/a.jpg", b"\xff\xd8\xff" + bytes(100)),
    ]
    if table is not None:
        members.append(("activities.csv", "\n".join(rows).encode()))
    path = tmp_path / name
    path.write_bytes(zipped(members))
    return path


@pytest.mark.parametrize(
    "table",
    [
        GERMAN,
        "Activity ID,Activity Date,Activity Name,Activity Type,Filename,Distance,Distance",
        "アクティビティID,日付,名前,種類,ファイル名,距離,距離",
        "\ufeffID,Date,Nom,Type,Fichier,Distance,Distance" + ",x" * 85,
    ],
)
def test_a_strava_export_in_any_language(table, library, tmp_path):
    done = take_in(strava(tmp_path, table), folder=tmp_path, library=library)
    assert (done.files, done.imported, done.runs, done.others) == (3, 3, 3, 3)
    titles = {origin.title for _, origin in library.arrivals()}
    assert titles == {"Lauf 0", "Lauf 1", "Lauf 2"}
    assert "entered by hand, without a recording: 1." in said(done.notes)
    assert "activities/9003.fit.gz" in said(done.notes)


def test_a_strava_export_without_its_table(library, tmp_path):
    done = take_in(strava(tmp_path, None), folder=tmp_path, library=library)
    assert (done.imported, done.notes) == (3, [])


def test_every_run_knows_where_it_came_from(library, tmp_path):
    take_in(strava(tmp_path), folder=tmp_path, library=library)
    first = library.kept_runs()[-1]
    (origin,) = library.origins(first.digest)
    assert origin.archive == "export_1234.zip"
    assert origin.name == "activities/9000.fit.gz"
    assert origin.title == "Lauf 0"
    plain = tmp_path / "from-the-watch.fit"
    plain.write_bytes(good_run(0))
    done = take_in(plain, folder=tmp_path, library=library)
    assert (done.runs, done.duplicates) == (0, 1)
    assert [o.name for o in library.origins(first.digest)] == [origin.name, plain.name]


def garmin(tmp_path, parts=2):
    members = [("DI_CONNECT/DI-Connect-User/user_profile.json", b"{}")]
    for part in range(parts):
        inner = [(f"me@example.org_{part}{i}.fit", good_run(10 * part + i)) for i in range(3)]
        inner += [(f"me@example.org_9{part}{i}.fit", monitoring_file()) for i in range(5)]
        inner += [("me@example.org_77.txt", b"x"), (f"bike{part}.fit", ride(part))]
        name = f"DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part{part + 1}.zip"
        members.append((name, zipped(inner)))
    path = tmp_path / "garmin.zip"
    path.write_bytes(zipped(members))
    return path


def ride(day) -> bytes:
    return fit_writer.write(recorded([8.0] * (600 + day), sport="cycling"))


def test_a_garmin_account_with_thousands_of_files_about_days(library, tmp_path):
    done = take_in(garmin(tmp_path), folder=tmp_path, library=library)
    assert (done.files, done.imported, done.runs, done.not_runs) == (8, 6, 6, 2)
    assert done.others == 13  # ten files about days, two texts, the profile
    assert done.refused == []


def test_an_apple_health_export(library, tmp_path):
    route = gpx_run()
    path = tmp_path / "export.zip"
    path.write_bytes(
        zipped(
            [
                ("apple_health_export/export.xml", b"<?xml version='1.0'?><!DOCTYPE HealthData>"),
                ("apple_health_export/workout-routes/route_2026-05-03_9.15am.gpx", route),
                ("__MACOSX/apple_health_export/workout-routes/._route.gpx", b"\0\5\x16\7"),
            ]
        )
    )
    done = take_in(path, folder=tmp_path, library=library)
    assert (done.files, done.imported, done.others) == (1, 1, 2)


def test_real_files_in_the_layout_of_both_exports(real_fit_files, library, tmp_path):
    data = [file.read_bytes() for file in real_fit_files]
    strava_members = [(f"activities/{i}.fit.gz", gzip.compress(x)) for i, x in enumerate(data)]
    inner = zipped([(f"me@example.org_{i}.fit", x) for i, x in enumerate(data)])
    folder = "DI_CONNECT/DI-Connect-Uploaded-Files"
    archives = {
        "strava.zip": zipped([*strava_members, ("activities.csv", GERMAN.encode())]),
        "garmin.zip": zipped([(f"{folder}/UploadedFiles_0-_Part1.zip", inner)]),
    }
    for name, archive in archives.items():
        (tmp_path / name).write_bytes(archive)
    first = take_in(tmp_path / "strava.zip", folder=tmp_path, library=library)
    assert first.files == len(data)
    assert first.imported + first.duplicates > first.not_runs
    second = take_in(tmp_path / "garmin.zip", folder=tmp_path, library=library)
    assert (second.imported, second.runs) == (0, 0)
    assert second.files + second.others == len(data)
    alone = take_in(tmp_path / "garmin.zip", folder=tmp_path / "other")
    assert alone.imported == first.imported


def test_what_lies_too_deep_is_not_passed_over_in_silence(library, tmp_path):
    deepest = zipped([("c.fit", good_run(2))])
    inner = zipped([("b.fit", good_run(1)), ("deepest.zip", deepest)])
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped([("a.fit", good_run(0)), ("inner.zip", inner)]))
    done = take_in(path, folder=tmp_path, library=library)
    assert (done.runs, done.files) == (2, 2)
    assert "outer.zip/inner.zip: Archives in it that were not opened: 1, deepest.zip" in said(
        done.notes
    )


def test_a_folder_with_exports_and_files(library, tmp_path):
    folder = tmp_path / "downloads"
    (folder / "old").mkdir(parents=True)
    strava(folder)
    (folder / "old" / "a.FIT").write_bytes(good_run(20))
    (folder / "old" / "notes.txt").write_text("x")
    done = take_in(folder, folder=tmp_path, library=library)
    assert (done.files, done.runs) == (4, 4)


def test_twice_is_once(library, tmp_path):
    paths = [strava(tmp_path), garmin(tmp_path)]
    take_in(*paths, folder=tmp_path, library=library)
    runs, files, arrivals = library.kept_runs(), library.files(), library.arrivals()
    again = take_in(*paths, folder=tmp_path, library=library)
    assert (again.imported, again.runs, again.not_runs) == (0, 0, 2)
    assert again.files == again.duplicates + again.not_runs
    assert library.kept_runs() == runs
    assert (library.files(), library.arrivals()) == (files, arrivals)


def test_a_second_copy_of_an_export_adds_only_what_is_new(library, tmp_path):
    take_in(strava(tmp_path), folder=tmp_path, library=library)
    later = tmp_path / "export_1234 (1).zip"
    members = [(f"activities/{9000 + i}.fit.gz", gzip.compress(good_run(i))) for i in range(5)]
    later.write_bytes(zipped(members))
    done = take_in(later, folder=tmp_path, library=library)
    assert (done.files, done.runs, done.duplicates) == (5, 2, 3)


def test_a_file_is_recognised_packed_or_not(library, tmp_path):
    for name, data in (("a.fit", good_run()), ("b.fit.gz", gzip.compress(good_run()))):
        (tmp_path / name).write_bytes(data)
    done = take_in(tmp_path / "a.fit", tmp_path / "b.fit.gz", folder=tmp_path, library=library)
    assert (done.runs, done.duplicates) == (1, 1)


def test_a_damaged_gzip_is_kept_as_it_came(library, tmp_path):
    path = tmp_path / "cut.fit.gz"
    path.write_bytes(gzip.compress(good_run(minutes=30))[:-200])
    done = take_in(path, folder=tmp_path, library=library)
    assert done.runs == 1
    assert "gzip" in said(done.salvaged)
    (kept,) = library.kept_runs()
    assert FolderShelf(tmp_path / "shelf").get(kept.digest) == path.read_bytes()


def test_a_member_damaged_in_the_archive_gives_what_is_whole(library, tmp_path):
    whole = zipped([("a.fit", good_run(minutes=30))], method=0)
    at = len(whole) // 2
    path = tmp_path / "damaged.zip"
    path.write_bytes(whole[:at] + b"\x55" * 40 + whole[at + 40 :])
    done = take_in(path, folder=tmp_path, library=library)
    assert done.runs == 1
    assert "damaged in the archive" in said(done.salvaged)


def test_counts_add_up(library, tmp_path):
    (tmp_path / "ride.fit").write_bytes(ride(0))
    (tmp_path / "page.gpx").write_bytes(b"<html>log in</html>")
    paths = [strava(tmp_path), garmin(tmp_path), tmp_path / "ride.fit", tmp_path / "page.gpx"]
    done = take_in(*paths, folder=tmp_path, library=library)
    document = done.document()
    parts = [document[name] for name in ("imported", "duplicates", "not_runs")]
    assert document["files"] == sum(parts) + len(document["refused"]) == 13
    assert document["refused"][0]["name"] == "page.gpx"
    assert "web page" in document["refused"][0]["reason"]


def test_a_ride_is_remembered_and_not_read_again(library, tmp_path):
    (tmp_path / "ride.fit").write_bytes(ride(0))
    take_in(tmp_path / "ride.fit", folder=tmp_path, library=library)
    (file,) = library.files()
    assert file.verdict is Verdict.NOT_A_RUN
    assert "cycling" in file.reason
    assert take_in(tmp_path / "ride.fit", folder=tmp_path, library=library).not_runs == 1


def test_a_file_lost_from_the_shelf_comes_back_with_the_next_import(library, tmp_path):
    (tmp_path / "a.fit").write_bytes(good_run())
    take_in(tmp_path / "a.fit", folder=tmp_path, library=library)
    (kept,) = library.kept_runs()
    shelf = FolderShelf(tmp_path / "shelf")
    next((tmp_path / "shelf").glob("*/*")).unlink()
    assert not shelf.has(kept.digest)
    done = take_in(tmp_path / "a.fit", folder=tmp_path, library=library)
    assert (done.runs, done.duplicates) == (0, 1)
    assert shelf.get(kept.digest) == good_run()


def test_a_path_that_leads_nowhere_imports_nothing(library, tmp_path):
    from uncramp.terms.errors import InputError

    (tmp_path / "a.fit").write_bytes(good_run())
    with pytest.raises(InputError, match="nowhere"):
        take_in(tmp_path / "a.fit", tmp_path / "nowhere.fit", folder=tmp_path, library=library)
    assert library.files() == []


def test_a_full_disk_stops_the_import_and_loses_nothing(library, tmp_path, monkeypatch):
    from uncramp.store import shelf
    from uncramp.terms.errors import UncrampError

    def full(*_):
        raise OSError(28, "No space left on device")

    (tmp_path / "a.fit").write_bytes(good_run())
    monkeypatch.setattr(shelf, "_write", full)
    with pytest.raises(UncrampError, match="No space left"):
        take_in(tmp_path / "a.fit", folder=tmp_path, library=library)
    assert library.files() == []
    monkeypatch.undo()
    assert take_in(tmp_path / "a.fit", folder=tmp_path, library=library).runs == 1
