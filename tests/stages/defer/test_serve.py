"""`ninelives serve` as a shell sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.serve import _names, beside
from tests.queues import task
from tests.served import ended, filled, handoff, served


def test_each_person_gets_a_link_that_works_and_the_queue_lies_beside_the_handoff(tmp_path: Path) -> None:
    made = handoff(tmp_path)
    filled(made, [task(1)])
    with served(made, "--people", "ann, bob") as running:
        assert list(running.links) == ["owner", "ann", "bob"]
        assert running.links["ann"].startswith("http://127.0.0.1:")
        with httpx2.Client() as ann:
            assert ann.get(running.links["ann"]).status_code == 200
            told = ann.post(f"{running.address}/next", json={"tab": "tab", "count": 1}).json()
            assert (len(told["cards"]), told["waiting"]) == (1, 1)
            assert ann.get(f"{running.address}/owner").status_code == 403
        with httpx2.Client() as owner:
            assert owner.get(running.links["owner"]).headers["refresh"] == "0; url=/owner"
            assert "1 photo waits" in owner.get(f"{running.address}/owner").text
    assert running.process.returncode == 0
    assert (tmp_path / "photos.queue").exists()


@pytest.mark.parametrize("people", ["", "ann,,bob", "ann,ann", "owner", "x" * 41, "a\0b"])
def test_a_name_that_is_none_is_told(people: str) -> None:
    with pytest.raises(NinelivesError, match="--people"):
        _names(people)


def test_a_handoff_that_is_not_there_is_told_in_two_lines(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ninelives", "serve", str(tmp_path / "none.handoff")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no handoff" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_a_queue_has_the_handoffs_name() -> None:
    assert beside(Path("a/photos.handoff")) == Path("a/photos.queue")
    assert beside(Path("a/odd")) == Path("a/odd.queue")


def test_a_person_reads_who_goes_where(tmp_path: Path) -> None:
    made = handoff(tmp_path)
    command = [sys.executable, "-m", "ninelives", "serve", str(made), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        lines = [running.stdout.readline() for _ in range(7)]
        ended(running)
        assert running.returncode == 0
    assert "0 waiting in" in lines[1]
    assert lines[2].startswith(f"  ninelives decide {made} NEW")
    assert "owner   http://127.0.0.1:" in "".join(lines)
