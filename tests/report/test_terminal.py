"""The terminal: what goes where, when a line is worth a look, and when there is colour."""

from __future__ import annotations

import io
import json
import re
import warnings
from types import SimpleNamespace

import pytest

from ninelives.report import terminal
from ninelives.report.terminal import Show, clear, paint, tell, warned


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(terminal, "time", found)
    return found


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    found = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stderr=found, stdout=found))  # pytest puts sys.stderr back
    return found


def run(show: Show, clock: Clock, stage: str, total: int, seconds: float, steps: int = 20) -> None:
    for step in range(steps + 1):
        show(stage, total * step // steps, total)
        clock.now += seconds / steps if step < steps else 0


def rows(screen: Screen) -> list[str]:
    """What stays to be read: after every return to the line's start only what follows it."""
    return [line.rpartition("\r\033[K")[2] for line in screen.getvalue().split("\n")]


# --- progress


def test_a_stage_leaves_one_line_with_count_rate_and_what_was_set_aside(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    show = Show()
    show("read", 0, 803)
    clock.now += 0.5
    show("set aside", 3, None)
    show("read", 803, 803)
    run(show, clock, "features", 800, 2.0)
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split() for line in told.err.splitlines()] == [
        ["read", "803", "files", "1,606/s", "3", "set", "aside"],
        ["features", "800", "photos", "400/s"],
    ]


def test_a_plain_log_gets_a_line_every_ten_seconds_and_no_control_characters(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    run(Show(), clock, "features", 800, 40.0, steps=800)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert "left" in lines[0]
    assert "of 800 photos" in lines[0]
    assert "left" not in lines[-1]
    assert "\033" not in "".join(lines)


def test_a_terminal_shows_progress_only_after_a_second(clock: Clock, screen: Screen) -> None:
    run(Show(), clock, "features", 800, 0.9)
    assert "left" not in screen.getvalue()
    run(Show(), clock, "predict", 800, 4.0)
    assert re.search(r"predict .* of 800 photos .*/s .* s left", screen.getvalue())
    assert [line.split()[:3] for line in rows(screen) if line] == [
        ["features", "800", "photos"],
        ["predict", "800", "photos"],
    ]


def test_the_rate_leaves_out_what_was_done_before_the_clock_started(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    show = Show()
    show("read", 100, 200)
    clock.now += 10
    show("read", 200, 200)
    assert "10/s" in capsys.readouterr().err


def test_a_stage_that_is_over_at_once_tells_no_rate(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    Show()("read", 5, 5)
    assert capsys.readouterr().err == "  read       5 files\n"


def test_the_ladder_passes_without_a_line(clock: Clock, screen: Screen) -> None:
    run(Show(), clock, "ladder", 24, 5.0)
    assert "of 24 fits" in screen.getvalue()
    assert rows(screen) == [""]


def test_a_line_is_cut_to_the_terminal_and_its_last_state_is_not(
    clock: Clock, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_columns", lambda _: 30)
    show = Show()
    show("set aside", 3, None)
    run(show, clock, "features", 8000, 40.0)
    *passing, last = screen.getvalue().split("\r\033[K")[1:]
    assert passing
    assert all(len(line) < 30 for line in passing)
    assert last.endswith("3 set aside\n")


def test_a_stream_without_a_size_is_as_wide_as_ever() -> None:
    assert terminal._columns(io.StringIO()) == 80


def test_one_of_anything_is_told_in_the_singular(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    Show()("read", 1, 1)
    assert capsys.readouterr().err == "  read       1 file\n"
    assert terminal.more(1, "region") == "and 1 region more, all in the report"


def test_quiet_says_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    show = Show(quiet=True)
    run(show, clock, "read", 5000, 50.0)
    show.note("a word")
    assert capsys.readouterr().err == ""


def test_a_note_takes_a_line_of_its_own(clock: Clock, screen: Screen) -> None:
    show = Show()
    for done in (0, 10):
        show("predict", done, 100)
        clock.now += 2
    show.note("a word")
    assert rows(screen) == ["  a word", ""]


def test_an_unfinished_line_is_cleared(screen: Screen) -> None:
    clear()
    assert screen.getvalue() == "\r\033[K"


def test_a_log_has_nothing_to_clear(capsys: pytest.CaptureFixture[str]) -> None:
    clear()
    assert capsys.readouterr().err == ""


# --- colour


@pytest.mark.parametrize(("name", "value", "colour"), [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("X", "", 1)])
def test_colour_is_for_terminals_that_want_it(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, name: str, value: str, colour: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert ("\033[" in paint("night", "warn", screen)) == bool(colour)
    assert "night" in paint("night", "warn", screen)


def test_a_pipe_gets_no_colour() -> None:
    assert paint("night", "warn", io.StringIO()) == "night"


def test_every_meaning_has_its_own_colour() -> None:
    assert len(set(terminal.COLOURS.values())) == len(terminal.COLOURS)


# --- the answer


def test_the_answer_is_one_object_or_lines(capsys: pytest.CaptureFixture[str]) -> None:
    tell(True, {"out": "größe"}, "never printed")
    told = capsys.readouterr()
    assert json.loads(told.out) == {"out": "größe"}
    assert (told.out.count("\n"), told.err) == (1, "")
    tell(False, {}, "a", "b")
    assert capsys.readouterr().out == "a\nb\n"


def test_a_number_that_json_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        tell(True, {"score": float("nan")})


def test_a_warning_is_a_line_of_ours_and_nothing_else_of_pythons_is_changed(capsys):
    before = warnings.showwarning
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with warned():
            warnings.warn("the checkpoint is damaged", RuntimeWarning, stacklevel=1)
    assert capsys.readouterr().err == "  ▲ the checkpoint is damaged\n"
    assert warnings.showwarning is before
