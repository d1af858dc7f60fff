"""Where the queue of a hand-over lies, for who fills it and who serves it."""

from __future__ import annotations

from pathlib import Path


def beside(handoff: Path) -> Path:
    """The queue of ``photos.handoff`` is ``photos.queue``, beside it."""
    return handoff.with_name(handoff.name.removesuffix(".handoff") + ".queue")
