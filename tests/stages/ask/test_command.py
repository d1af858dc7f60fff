"""``ninelives ask`` as it is typed."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sys
from pathlib import Path

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.cli import main
from ninelives.stages.ask.draft import keep
from ninelives.stages.ask.said import settled
from tests.stages.ask.told import ANSWERS, answers


def run(*words: str | Path) -> int:
    try:
        main(["ask", *map(str, words)])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def told(here: Path) -> Path:
    keep(here / "answers.toml", ANSWERS)
    return here / "answers.toml"


def test_a_file_of_answers_becomes_a_problem_with_an_answer(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--answers", told) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[0] == "  by hand     4 € a case, right in 98 %; a machine pays from about 930 cases a year on"
    assert "cat is 1 in 10,000: a test that is right in 99 % is wrong in 99 of 100 alarms" in out
    assert "▲ gap       20–22 h: 100 % of the declared use" in out
    assert "get first   1  30 photos at 20–22 h" in out
    assert lines[-1].startswith("  next    ninelives ")
    assert len(lines) <= 24
    assert sorted(path.name for path in told.parent.iterdir()) == ["answers.toml", "problem.html", "problem.toml"]
    assert Problem.load("problem.toml") == settled(ANSWERS)[0]


def test_json_is_one_object(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--answers", told, "--json") == 0
    out = capsys.readouterr().out
    facts = json.loads(out)
    assert out.count("\n") == 1
    assert (facts["out"], facts["report"], facts["verdict"]) == ("problem.toml", "problem.html", "by hand")
    assert [gap["words"] for gap in facts["gaps"]] == ["20–22 h"]
    assert facts["assumed"] == ["loss.human", "machine.hours", "machine.alone"]


def test_the_same_answers_again_and_others(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--answers", told) == 0
    assert run("--answers", told) == 0
    assert "made before: the same answers" in capsys.readouterr().out
    keep(told, answers(sure="1 in 200"))
    assert run("--answers", told) == 0
    assert "this goes to 'problem-2.toml'" in capsys.readouterr().out
    assert run("--answers", told, "-o", "problem.toml") == 2
    assert "holds something else" in capsys.readouterr().err


def test_data_are_drafted_and_the_draft_checked(photos: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", photos, "-o", "p.toml", "--quiet") == 0
    assert "asked       is it bright or dim?" in capsys.readouterr().out
    before = (here / "p.toml").read_bytes()
    assert run("p.toml", "--data", photos, "--quiet") == 0
    out = capsys.readouterr().out
    assert "nothing in it contradicts the data" in out
    assert (here / "p.toml").read_bytes() == before


def test_a_file_that_somebody_wrote_is_never_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# mine\nrisk=0.02 # at most\n"
    (here / "mine.toml").write_text(text)
    assert run("mine.toml") == 0
    assert "nothing in it contradicts itself" in capsys.readouterr().out
    assert (here / "mine.toml").read_text() == text
    assert (here / "mine.html").is_file()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["p.toml", "--from", "x", "--answers", "y"], "PROBLEM and --from and --answers are each a way"),
        (["--data", "x"], "--data is what PROBLEM is checked against"),
        (["p.toml", "-o", "q.toml"], "-o names a new problem"),
        (["p.toml", "--target", "x"], "--labels and --target tell of data"),
        (["gone.toml"], "there is no problem 'gone.toml'"),
        (["--answers", "gone.toml"], "there is no file of answers 'gone.toml'"),
        (["--from", "gone"], "there is no folder, table, zip or tar 'gone'"),
        (["--from", ".", "-o", "file/p.toml"], "a part of that path is a file"),
        ([], "there is no terminal to ask at, and no --answers"),
        (["broken.toml"], "broken.toml', line 2, column 7: Invalid value"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    words: list[str], says: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "file").touch()
    (here / "broken.toml").write_text("risk = 0.1\nkind == 2\n")
    assert run(*words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert "fix: " in told.err
    assert sorted(path.name for path in here.iterdir()) == ["broken.toml", "file"]


def test_faults_of_answers_write_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(here / "answers.toml", answers(sure="5 in 100", use="at 30:00"))
    assert run("--answers", "answers.toml") == 2
    assert "has 2 faults" in capsys.readouterr().err
    assert [path.name for path in here.iterdir()] == ["answers.toml"]


# --- with a person


class Person:
    """Somebody at a terminal, in a process of their own."""

    PATIENCE = 120  # seconds

    def __init__(self, folder: Path, *words: str) -> None:
        self.shown = b""
        self.process, self._keys = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "ninelives", "ask", *words])

    def say(self, *lines: str) -> Person:
        for line in lines:
            self._wait(b"> ")
            os.write(self._keys, line.encode() + b"\n")
        return self

    def press(self, key: bytes) -> Person:
        """A key, again and again until something is shown beyond its echo.

        Python misses a Ctrl-C that comes between showing a prompt and reading: one in ten on a busy machine.
        """
        self._wait(b"> ")
        for _ in range(int(self.PATIENCE / 5)):
            before = len(self.shown)
            os.write(self._keys, key)
            while self._read(patience=5):
                if self.shown[before:].strip(b"^CD\b\r\n"):
                    return self
        return self

    def end(self) -> tuple[int, str]:
        """Exit status, and all that was shown; who goes on without a word is killed."""
        while self._read():
            pass
        if select.select([self._keys], [], [], 0)[0] == []:
            os.kill(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        os.close(self._keys)
        return os.waitstatus_to_exitcode(status), self.shown.decode()

    def _wait(self, mark: bytes) -> None:
        start = len(self.shown)
        while not self.shown[start:].endswith(mark) and self._read():
            pass

    def _read(self, patience: float = PATIENCE) -> bool:
        """Whether there may be more to read."""
        if select.select([self._keys], [], [], patience)[0]:
            try:
                data = os.read(self._keys, 4096)
            except OSError:  # how Linux says that the other end is closed
                return False
            self.shown += data
            return bool(data)
        return False


def test_a_person_stops_and_the_same_command_goes_on(here: Path) -> None:
    status, shown = Person(here).say(*list(ANSWERS.values())[:3]).press(b"\x03").end()
    assert status == 130
    assert "the same command goes on from there" in shown
    assert [path.name for path in here.iterdir()] == ["problem.toml.draft"]
    status, shown = Person(here).say(*list(ANSWERS.values())[3:], "").end()
    assert status == 0
    assert "going on from 3 of 8 answers" in shown
    assert "next    ninelives" in shown
    assert sorted(path.name for path in here.iterdir()) == ["problem.html", "problem.toml"]
    assert Problem.load(here / "problem.toml") == settled(ANSWERS)[0]


def test_a_person_who_leaves_is_told_where_the_answers_wait(here: Path) -> None:
    status, shown = Person(here, "-o", "mine.toml", "--json").say(ANSWERS["task"]).press(b"\x04").end()
    assert status == 2
    assert "what was said waits in 'mine.toml.draft'" in shown


def test_a_place_that_is_taken_is_told_before_any_question(here: Path) -> None:
    (here / "mine.toml").touch()
    status, shown = Person(here, "-o", "mine.toml").end()
    assert status == 2
    assert "1 of 8" not in shown
