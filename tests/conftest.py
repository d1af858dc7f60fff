"""What every test shares: a cache of its own, real data where it is present, Hypothesis' profile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("here")

ROOT = Path(__file__).parent.parent


def data_folder() -> Path | None:
    """The folder of real data, if it is there."""
    folder = Path(os.environ.get("NINELIVES_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def data() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip("no real data: NINELIVES_DATA names no folder and ../shared/data is absent")
    return folder
