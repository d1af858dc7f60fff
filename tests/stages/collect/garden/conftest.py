"""The stand-in for the renderer, in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.kernels.world import photos as room
from tests.stages.collect.garden import double


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are grey noise, and land in a folder of their own."""
    monkeypatch.setattr(room, "photos", double.photos)
    monkeypatch.chdir(tmp_path)
