"""Tests of the one way from photos to an archive: conditions, what a table says, seasons, what is set aside."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.archive import FIXED
from ninelives.errors import NinelivesError
from tests.artifacts.archive.shelf import fill, photo, set_aside
from tests.kernels.photos.pictures import encode, exif_block, scene

NOON = {0x9003: "2024:05:01 12:30:15", 0x9011: "+02:00"}
VIENNA = {1: "N", 2: (48.0, 12.0, 0.0), 3: "E", 4: (16.0, 22.0, 12.0)}
MAKER = {0x010F: "Acme", 0x0110: "Eye 1"}


def taken(seed: int = 0, **blocks: Any) -> bytes:
    return encode(scene(seed=seed), "JPEG", exif=exif_block(**blocks))


def row(archive: Archive, item: str) -> dict[str, Any]:
    return archive.table.row(by_predicate=pl.col("item") == item, named=True)


def of_table(folder: Path, **columns: list[Any]) -> Archive:
    """The archive of a table with these columns, one photo a row."""
    rows = len(next(iter(columns.values()), [1, 2]))
    fill(folder, {f"{n}.jpg": photo(n) for n in range(rows)})
    pl.DataFrame({"path": [f"{n}.jpg" for n in range(rows)], **columns}, strict=False).write_parquet(
        folder / "t.parquet"
    )
    return Archive.of(folder / "t.parquet")


def test_a_photo_tells_its_conditions(tmp_path: Path) -> None:
    archive = Archive.of(fill(tmp_path, {"cat/1.jpg": taken(top=MAKER, taken=NOON, gps=VIENNA)}))
    assert archive.table.columns == list(FIXED)
    found = row(archive, "cat/1.jpg")
    assert found["label"] == "cat"
    assert (found["width"], found["height"]) == (80, 60)
    assert found["captured_at"] == datetime(2024, 5, 1, 12, 30, 15)
    assert found["zone"] == 120
    assert found["hour"] == pytest.approx(12 + 30 / 60 + 15 / 3600)
    assert found["place"] == "48.2000;16.3700"
    assert "Eye 1" in found["device"]
    assert found["season"] == "spring"
    assert found["weather"] is None
    assert 0 < found["light"] < 1
    assert found["sharpness"] >= 0


def test_a_photo_that_tells_nothing_has_only_its_pixels(tmp_path: Path) -> None:
    found = row(Archive.of(fill(tmp_path, {"1.png": photo(kind="PNG")})), "1.png")
    told = ("label", "captured_at", "zone", "hour", "place", "device", "weather", "season")
    assert {name: found[name] for name in told} == dict.fromkeys(told)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_are_upright(orientation: int, tmp_path: Path) -> None:
    found = row(Archive.of(fill(tmp_path, {"1.jpg": taken(top={0x0112: orientation})})), "1.jpg")
    assert (found["width"], found["height"]) == ((80, 60) if orientation < 5 else (60, 80))
    assert found["orientation"] == orientation


def test_the_orientation_is_recorded_and_no_axis_unless_asked_for(tmp_path: Path) -> None:
    archive = Archive.of(fill(tmp_path, {f"{n}.jpg": taken(n, top={0x0112: 6}) for n in range(2)}))
    assert "orientation" not in {axis.name for axis in archive.envelope().axes}
    assert archive.conditions(["orientation"])["orientation"].to_list() == [6, 6]
    archive.save(tmp_path / "a.archive")
    assert Archive.load(tmp_path / "a.archive").table.get_column("orientation").to_list() == [6, 6]


@pytest.mark.parametrize(
    ("month", "season"), [(1, "winter"), (3, "spring"), (6, "summer"), (9, "autumn"), (11, "autumn"), (12, "winter")]
)
def test_a_season_is_that_of_the_hemisphere(month: int, season: str, tmp_path: Path) -> None:
    turned = {"winter": "summer", "summer": "winter", "spring": "autumn", "autumn": "spring"}
    at = datetime(2024, month, 15, 9)
    archive = of_table(tmp_path, captured_at=[at] * 3, place=["47.1;15.4", "-33.9;151.2", None])
    assert archive.table.get_column("season").to_list() == [season, turned[season], season]


def test_a_season_that_the_table_names_wins(tmp_path: Path) -> None:
    archive = of_table(tmp_path, captured_at=[datetime(2024, 1, 1)] * 2, season=["monsoon", None])
    assert archive.table.get_column("season").to_list() == ["monsoon", "winter"]


def test_a_table_wins_over_exif_and_an_empty_cell_does_not(tmp_path: Path) -> None:
    fill(tmp_path, {f"{n}.jpg": taken(n, top=MAKER, taken=NOON, gps=VIENNA) for n in range(2)})
    (tmp_path / "t.csv").write_text("path,place,device,weather\n0.jpg,-10;20,Trap,rain\n1.jpg,,,\n")
    archive = Archive.of(tmp_path / "t.csv")
    told = archive.table.select("place", "device", "weather", "hour")
    assert told.row(0) == ("-10;20", "Trap", "rain", pytest.approx(12.504, abs=0.01))
    assert told.row(1)[0] == "48.2000;16.3700"
    assert "Eye 1" in told.row(1)[1]
    assert told.row(1)[2] is None


@pytest.mark.parametrize("text", ["2024-07-01 21:45:00", "2024-07-01T21:45:00"])
def test_a_time_in_a_table_gives_hour_and_season(text: str, tmp_path: Path) -> None:
    found = of_table(tmp_path, captured_at=[text]).table.row(0, named=True)
    assert found["captured_at"] == datetime(2024, 7, 1, 21, 45)
    assert found["hour"] == pytest.approx(21.75)
    assert found["season"] == "summer"


def test_an_hour_of_the_table_is_kept(tmp_path: Path) -> None:
    archive = of_table(tmp_path, hour=[3, 23])
    assert archive.table.get_column("hour").to_list() == [3.0, 23.0]
    assert archive.table.schema["hour"] == pl.Float32


def test_own_columns_come_last_and_are_conditions_when_asked_for(tmp_path: Path) -> None:
    archive = of_table(tmp_path, pen=["left", "right"], scene=["x", "y"])
    assert archive.table.columns == [*FIXED, "pen"]
    assert archive.conditions(["pen"])["pen"].to_list() == ["left", "right"]


@pytest.mark.parametrize("name", ["digest", "width", "item", "zone", "light"])
def test_a_table_cannot_say_what_only_the_photo_can(name: str, tmp_path: Path) -> None:
    archive = of_table(tmp_path, **{name: ["1", "2"]})
    assert archive.table.columns == list(FIXED)
    assert [note.split("'")[1] for note in archive.notes] == ([] if name == "item" else [name])
    assert len(archive) == 2
    assert archive.table.get_column("width").to_list() == [80, 80]


def test_what_a_table_said_in_vain_is_heard_after_saving_and_among_others(tmp_path: Path) -> None:
    first, second = of_table(tmp_path / "a", light=[1, 2]), of_table(tmp_path / "b", sharpness=[1, 2])
    second.save(tmp_path / "b.archive")
    assert Archive.load(tmp_path / "b.archive").notes == second.notes
    both = Archive.of([tmp_path / "a" / "t.parquet", tmp_path / "b.archive"])
    assert sorted(both.notes) == sorted(first.notes + second.notes)
    assert of_table(tmp_path / "c").digest != first.digest  # or a run that should tell would find itself made before


@pytest.mark.parametrize(
    ("name", "values"), [("hour", ["noon"]), ("hour", [[1, 2]]), ("captured_at", [[1]]), ("place", [{"x": 1}])]
)
def test_a_condition_of_another_type_is_told(name: str, values: list[Any], tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match=f"'{name}'"):
        of_table(tmp_path, **{name: values})


def test_what_cannot_be_used_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    fill(tmp_path, {"1.jpg": photo(), "empty.jpg": b"", "note.jpg": b"hello there"})
    archive = Archive.of(tmp_path)
    assert archive.items == ["1.jpg"]
    assert set_aside(archive) == {"empty.jpg": "it is empty (0 bytes)", "note.jpg": "it is text"}


def test_no_photo_at_all_is_told_with_the_first_reason(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": b"hello", "b.txt": b"hello"})
    with pytest.raises(
        NinelivesError, match=r"no photo in '.*' can be read \(2 files set aside; the first: a.txt: it is"
    ):
        Archive.of(tmp_path)


def test_many_photos_grow_the_table_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, {f"{n:02d}.jpg": photo(n) for n in range(11)})
    whole = Archive.of(tmp_path)
    monkeypatch.setattr("ninelives.artifacts.archive.build.FLUSH", 4)
    pieces = Archive.of(tmp_path)
    assert pieces.table.equals(whole.table)
    assert pieces.items == [f"{n:02d}.jpg" for n in range(11)]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    fill(tmp_path, {f"{n:02d}.jpg": photo(n % 3) for n in range(70)})
    Archive.of(tmp_path, progress=lambda *at: told.append(at))
    assert told[-1][1:] == (70, 70)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
