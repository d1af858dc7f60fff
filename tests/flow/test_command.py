"""``ninelives demo``: what it prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ninelives.cli import main

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
    day, night = (made.shown.right(by_night=dark)[0] for dark in (False, True))
    for words in (f"{100 * day:.1f} %", f"{100 * night:.1f} %", "18-6 h", str(made.shown.report)):
        assert words in told.out.replace("\u2013", "-").replace("18-8 h", "18-6 h")


def test_json_is_one_object_on_standard_output(made: Demo, small: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-o", str(made.folder), "--json")
    told = json.loads(capsys.readouterr().out)
    assert Path(told["report"]).is_file()
    assert told["gaps"]


def test_a_folder_that_cannot_be_written_is_told_in_two_lines(
    small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit) as end:
        main(["demo", "-o", str(tmp_path / "file" / "demo")])
    assert end.value.code == 2
    assert 1 <= len(capsys.readouterr().err.strip().splitlines()) <= 2
