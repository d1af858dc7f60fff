"""Tests of ``ninelives garden photos`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ninelives.cli import main


def run(*words: str) -> None:
    try:
        main(["garden", "photos", *words])
    except SystemExit as end:
        if end.code:
            raise


def test_json_is_one_object(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-n", "40", "--view", "satellite", "--size", "16", "--from", "1961-01-20", "--to", "1962-01-01", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {name: told[name] for name in ("out", "items", "classes", "world", "report")} == {
        "out": "satellite.archive",
        "items": 40,
        "classes": ["cat", "no cat"],
        "world": "garden",
        "report": "satellite.archive/report.html",
    }
    (sight,) = told["sights"]
    assert (sight["view"], sight["era"], sight["pictures"]) == ("satellite", "film, 3 m", 40)
    assert told["digest"] == json.loads(Path("satellite.archive/ninelives.json").read_text())["digest"]


def test_a_person_reads_what_can_be_seen_and_what_to_type_next(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-n", "40", "--size", "16", "--quiet", "-o", "few.archive")
    told = capsys.readouterr()
    assert "40 photos of 40 trees." in told.out
    assert "at best 100 %." in told.out
    assert told.out.rstrip().endswith("ninelives train few.archive")
    assert told.err == ""
    run("-n", "40", "--size", "16", "--quiet", "-o", "few.archive")
    assert "made before: the same options and version" in capsys.readouterr().out


def test_collect_says_where_no_one_can_see_a_cat(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-n", "40", "--size", "16", "--view", "satellite", "--to", "1961-12-31", "--quiet")
    assert "No one can see a cat here." in capsys.readouterr().out
    main_of("collect", "satellite.archive", "-o", "seen.archive", "--quiet")
    assert "No one can see a cat here." in capsys.readouterr().out
    page = Path("seen.archive/report.html").read_text()
    assert "no one can see a cat here" in page
    assert "All photos of a tree are one scene" in page


def main_of(*words: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    assert not end.value.code


def test_bad_options_leave_nothing(drawn: None, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["garden", "photos", "--hours", "7-25", "--view", "sky"])
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert "hours must lie in 0 to 24, got 7-25; view must be one of drone, ground, satellite, got 'sky'" in told
    assert "fix: ninelives garden photos --hours 7-17 --view drone" in told
    assert list(tmp_path.iterdir()) == []
