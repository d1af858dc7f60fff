"""A server that is killed at any moment loses no acknowledged answer, and keeps none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from kills import Killed, kill_again_and_again


@pytest.mark.parametrize("kills", [1, pytest.param(8, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path, kills: int) -> None:
    found = kill_again_and_again(tmp_path / "photos.queue", kills)
    assert (found.lost, found.doubled, found.wrong) == (0, 0, [])
    assert len(found.told) >= kills


def test_a_lost_answer_and_a_double_would_be_seen() -> None:
    told = {"a": (1, 1), "b": (2, 2)}
    assert Killed(told, [("a", (1, 1))], 1, [], 0).lost == 1
    assert Killed(told, [("a", (1, 1)), ("b", (2, 3))], 2, [], 0).lost == 1
    assert Killed(told, [*told.items(), ("c", (2, 3))], 2, [], 0).doubled > 0
    assert Killed(told, list(told.items()), 2, [], 0).doubled == 0
