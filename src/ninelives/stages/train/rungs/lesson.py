"""What one fit of a rung is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from ninelives.stages.train.written import Written


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What one fit of a rung is given.

    Attributes:
        x: what it sees of the photos, float32 of shape (photos, features).
        y: class of each photo, int64 of shape (photos,); a class may be absent.
        names: of all classes.
        seed: of whatever it draws.
        scene: of each photo, int64 of shape (photos,); None where each is one of its own.
        columns: what each feature is called, where they have names.
        written: the user's own rules about these, where there are any.
        work: where a long fit keeps what outlives a kill, a path of its own; None to keep nothing.
        capped: whether a long fit shall do a small, fixed part of its work only.
        shown: photos that a long fit is shown in full, where the user said so.
        tick: to be called again and again within a long fit; it may raise to stop it.
    """

    x: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    seed: int = 0
    scene: np.ndarray | None = None
    columns: tuple[str, ...] = ()
    written: Written | None = None
    work: Path | None = None
    capped: bool = False
    shown: int | None = None
    tick: Callable[[], None] = lambda: None

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return len(self.names)
