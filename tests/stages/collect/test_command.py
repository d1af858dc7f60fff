"""Tests of ``ninelives collect`` as it is typed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ninelives.cli import main
from tests.artifacts.archive.shelf import fill, photos


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return fill(photos(tmp_path / "shelf", "cat/1.jpg", "dog/2.jpg"), {"dog/cut.jpg": b"", "cat/notes.jpg": b"hello"})


def run(*words: str) -> None:
    try:
        main(["collect", *words])
    except SystemExit as end:
        if end.code:
            raise


def test_json_is_one_object(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("shelf", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in ("out", "items", "scenes", "classes", "gaps", "report")} == {
        "out": "shelf.archive",
        "items": 2,
        "scenes": 2,
        "classes": ["cat", "dog"],
        "gaps": [],
        "report": "shelf.archive/report.html",
    }
    assert told["set_aside"] == [
        {"path": "cat/notes.jpg", "reason": "it is text"},
        {"path": "dog/cut.jpg", "reason": "it is empty (0 bytes)"},
    ]
    assert "light" in json.dumps(told["envelope"])
    sealed = json.loads((shelf.parent / "shelf.archive" / "ninelives.json").read_text())
    assert told["digest"] == sealed["digest"]


def test_a_person_reads_what_was_set_aside_and_what_to_type_next(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("shelf", "--quiet")
    told = capsys.readouterr()
    assert "2 photos in 2 scenes; 2 files set aside." in told.out
    assert "cat/notes.jpg: it is text" in told.out
    assert told.out.rstrip().endswith("ninelives train shelf.archive")
    assert told.err == ""
    run("shelf", "--quiet")
    assert "made before" in capsys.readouterr().out


def test_all_that_was_set_aside_is_counted(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(shelf, {f"cat/{at}.txt.jpg": b"hello" for at in range(8)})
    (shelf / "dog" / "2.jpg").unlink()
    run("shelf", "--quiet")
    told = capsys.readouterr().out
    assert "1 photo in 1 scene; 10 files set aside." in told
    assert told.count("it is text") == 5 or told.count("set aside   ") == 5
    assert "and 5 more, all in the report" in told


def test_the_default_name_gives_way_and_says_so(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("shelf", "--quiet")
    (shelf / "cat" / "1.jpg").unlink()
    run("shelf", "--quiet")
    assert "'shelf.archive' holds another collection; this goes to 'shelf-2.archive'" in capsys.readouterr().out
    assert (shelf.parent / "shelf-2.archive" / "report.html").is_file()


def test_the_current_folder_is_collected_into_itself_twice(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shelf)
    for _ in range(2):
        run(".", "--json")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["out"] == "shelf.archive"
    assert first["digest"] == second["digest"]


def test_names_cannot_paint_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = photos(tmp_path / "a\n\x1b[2J", "cat/1.jpg")
    fill(folder, {"cat/\x1b[31mred\n.jpg": b"hello"})
    with open(os.path.join(os.fsencode(folder), b"\xff.jpg"), "wb") as file:
        file.write(b"hello")
    run(folder.name, "--quiet")
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "cat/\\x1b[31mred\\n.jpg: it is text" in told
    assert "\\xff.jpg: it is text" in told


def test_a_folder_whose_name_is_no_utf8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ninelives.artifacts.archive import Archive

    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9")
    data = (photos(tmp_path / "x", "1.jpg") / "1.jpg").read_bytes()
    fill(tmp_path / name, {"cat/1.jpg": data})
    run(name, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["out"] == "caf\\xe9.archive"
    assert Archive.load(tmp_path / told["out"]).source.read(0) == data


def test_labels_and_target_name_the_classes(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf.parent / "l.csv").write_text("item,label\ncat/1.jpg,puma\ndog/2.jpg,wolf\n")
    run("shelf", "--labels", "l.csv", "--json")
    assert json.loads(capsys.readouterr().out)["classes"] == ["puma", "wolf"]
    (shelf / "t.csv").write_text("path,sex\ncat/1.jpg,m\ndog/2.jpg,f\n")
    run("shelf/t.csv", "--target", "sex", "--json")
    assert json.loads(capsys.readouterr().out)["classes"] == ["f", "m"]


def test_a_column_that_cannot_be_kept_is_told(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf / "t.csv").write_text("path,light,weather\ncat/1.jpg,dim,rain\ndog/2.jpg,dim,rain\n")
    run("shelf/t.csv", "--quiet", "-o", "t.archive")
    note = "the column 'light' of 't.csv' was left out: it is measured from the photos themselves"
    assert f"  note        {note}" in capsys.readouterr().out
    run("shelf/t.csv", "--json", "-o", "t.archive")
    assert [said[: len(note)] for said in json.loads(capsys.readouterr().out)["notes"]] == [note]
    assert "The column" in (shelf.parent / "t.archive" / "report.html").read_text()
