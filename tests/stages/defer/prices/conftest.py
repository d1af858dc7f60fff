"""Answers that are priced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stages.defer.answers import answers, written


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("priced") / "judged.csv", answers(1200))
