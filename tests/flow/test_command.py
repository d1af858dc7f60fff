"""``ninelives demo``: what it prints."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ninelives.cli import main
from ninelives.flow.command import _alone

if TYPE_CHECKING:
    from tests.flow.conftest import Demo


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(["demo", *arguments])
    assert end.value.code in (0, None)


def test_the_answer_fits_a_screen_and_ends_with_what_to_type(
    made: Demo, small: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run("-o", str(made.folder))
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert len(lines) + len(told.err.splitlines()) <= 24
    assert lines[-1].startswith("  next    ninelives train")
    assert "made before" in told.out


def test_it_tells_day_night_the_gap_and_the_report(made: Demo, small: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-o", str(made.folder), "--quiet")
    told = capsys.readouterr()
    assert told.err == ""
    for part in (made.shown.day, made.shown.night):
        share, (low, high), items = part.right
        assert f"{100 * share:.1f} % ({100 * low:.1f}–{100 * high:.1f}) of {items} right" in told.out
    assert "400 photos of the garden by day to learn from." in told.out
    assert "41 % of its use by day and by night lies at 20–4 h, which it has never seen." in told.out
    assert "by night nothing; 60 of 60 go to a human." in told.out
    assert str(made.shown.night.report) in told.out


def test_what_it_decides_alone_and_what_goes_to_a_human_are_all_there_is() -> None:
    part = SimpleNamespace(kept=0.25, right=(0.8, (0.7, 0.9), 60))
    assert _alone(part) == "it decides 25 % alone; 45 of 60 go to a human"
    assert _alone(SimpleNamespace(kept=0.0, right=part.right)) == "nothing; 60 of 60 go to a human"


def test_json_is_one_object_on_standard_output(made: Demo, small: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-o", str(made.folder), "--json")
    told = json.loads(capsys.readouterr().out)
    assert Path(told["night_report"]).is_file()
    assert told["gaps"]


def test_a_folder_that_cannot_be_written_is_told_in_two_lines(
    small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit) as end:
        main(["demo", "-o", str(tmp_path / "file" / "demo")])
    assert end.value.code == 2
    assert 1 <= len(capsys.readouterr().err.strip().splitlines()) <= 2
