"""A server that is killed at any moment loses no acknowledged answer, and keeps none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.killed import kill_again_and_again


@pytest.mark.parametrize("kills", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path, kills: int) -> None:
    kept, _ = kill_again_and_again(tmp_path / "photos.queue", kills)
    assert kept > 20 * kills
