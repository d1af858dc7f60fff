"""``ninelives demo``: what it prints."""

from __future__ import annotations

import json
import re
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
    for dark in (False, True):
        share, (low, high), items = made.shown.right(by_night=dark)
        assert f"{100 * share:.1f} % ({100 * low:.1f}–{100 * high:.1f}) of {items} right" in told.out
    assert "450 digits: 300 to learn from, by day; 150 kept new, each by day and by night." in told.out
    assert str(made.shown.report) in told.out


def test_the_demo_and_its_report_tell_the_same_gap(made: Demo, small: None, capsys: pytest.CaptureFixture[str]) -> None:
    run("-o", str(made.folder), "--quiet")
    told = capsys.readouterr().out
    assert "declared for day and night, and 50 % of that use lies at 20–6 h, which it had never seen." in told
    page = re.sub(r"</?bdi[^>]*>", "", made.shown.report.read_text().replace("\xa0", " "))
    assert "50 % of these scenes lie at 20–6 h, which it has never seen." in page


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
