"""A source of 1,500 answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers


@pytest.fixture
def source(judged: Path) -> Source:
    return of_answers(judged)
