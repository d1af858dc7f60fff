"""Where the queue of a hand-over lies."""

from __future__ import annotations

from pathlib import Path

from ninelives.stages.defer.beside import beside


def test_the_queue_lies_beside_its_hand_over() -> None:
    assert beside(Path("a/photos.handoff")) == Path("a/photos.queue")
    assert beside(Path("a/odd")) == Path("a/odd.queue")
