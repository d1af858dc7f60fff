"""A queue of two classes and three people, and the clock that it goes by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, opened


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def queue(tmp_path: Path, clock: Hands) -> Iterator[Queue]:
    with opened(tmp_path / "photos.queue", clock=clock) as made:
        yield made
