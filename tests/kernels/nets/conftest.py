"""The int8 network, made once a test session, or once at all where NINELIVES_CACHE names a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ninelives.kernels.nets.quantise import quantised


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("NINELIVES_CACHE")
    return quantised(Path(named, "networks") if named else tmp_path_factory.mktemp("networks"))
