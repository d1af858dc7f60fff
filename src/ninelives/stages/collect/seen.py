"""What can be seen in photos whose truth is known, in a line for each kind of camera."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ninelives.report.terminal import paint
from ninelives.report.words import percent, plural

if TYPE_CHECKING:
    from ninelives.artifacts.archive.sight import Sight


def told(seen: Sequence[Sight]) -> list[str]:
    """One line a view and era; a warning where no one can see a cat."""
    return [_line(sight) for sight in seen]


def _line(sight: Sight) -> str:
    cat = f"a cat has {plural(round(sight.pixels), 'pixel')} in the middle" if sight.cats else "none shows a cat"
    best = "" if sight.ideal is None else f", at best {percent(sight.ideal)}"
    line = f"{sight.name}: {plural(sight.pictures, 'photo')}, {cat}; one class {percent(sight.majority)}{best}."
    return f"  {paint('▲', 'warn')} {line} No one can see a cat here." if sight.blind else f"  {line}"
