"""What every chart is drawn on: shapes, and labels that never lie on one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, isfinite

from markupsafe import Markup, escape

from ninelives.artifacts.glance import visible
from ninelives.kernels.pages import letters

WIDE, NARROW = 880, 338  # px: the page's column on a desk, and on a phone of 390 px
_NEAR = 4.0  # px between two points of a line that labels keep off
Box = tuple[float, float, float, float]  # left, top, right, bottom
Spot = tuple[float, float, str]  # x, y of the base line, "start" | "middle" | "end"


def reach(text: str, size: float, *, bold: bool = False) -> float:
    """Width in px that ``text`` takes at most, as it is shown."""
    return letters.reach(visible(text), size, bold=bold)


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """``text`` as it is shown, or as much of its head as ``room`` px hold, with an ellipsis."""
    return letters.fit(visible(text), room, size, bold=bold)


def two(draw: Callable[[int], str], wide: int = WIDE, narrow: int = NARROW) -> Markup:
    """One chart drawn for a desk and once more for a phone; the page shows the one that fits."""
    return Markup(f'<div class="wide">{draw(wide)}</div><div class="narrow">{draw(narrow)}</div>')


class Sheet:
    """One SVG in the making. Classes give the colours, so that light and dark share one drawing."""

    def __init__(self, width: float, title: str, description: str) -> None:
        self.width, self.height = width, 0.0
        self._head = _tag("title", title) + _tag("desc", description)
        self._parts: list[str] = []
        self._taken: list[Box] = []

    def rect(self, x: float, y: float, width: float, height: float, look: str, hint: str = "") -> None:
        """A filled rectangle; ``hint`` is told on hovering."""
        where = _numbers(x=x, y=y, width=max(width, 0.0), height=max(height, 0.0))
        self._parts.append(
            f'<rect{where} class="{look}">{_tag("title", hint)}</rect>' if hint else f'<rect{where} class="{look}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """A straight line."""
        self._parts.append(f'<line{_numbers(x1=x1, y1=y1, x2=x2, y2=y2)} class="{look}"/>')

    def dot(self, x: float, y: float, radius: float, look: str, hint: str = "") -> None:
        """A disc."""
        self._parts.append(f'<circle{_numbers(cx=x, cy=y, r=radius)} class="{look}">{_tag("title", hint)}</circle>')

    def path(self, points: Iterable[tuple[float, float]], look: str, *, closed: bool = False) -> None:
        """A line through ``points``, or the area that it encloses."""
        steps = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._parts.append(f'<{"polygon" if closed else "polyline"} points="{steps}" class="{look}"/>')

    def hatch(self, box: Box, look: str, gap: float = 8.0) -> None:
        """Slanted lines over ``box``; drawn one by one, since patterns need ids and fail on some printers."""
        left, top, right, bottom = box
        tall, at, lines = bottom - top, left - (bottom - top) + gap / 2, []
        while at < right:
            low, high = max(at, left), min(at + tall, right)  # x where the line enters and leaves
            lines.append(
                f"M{_number(low)} {_number(bottom - (low - at))}L{_number(high)} {_number(bottom - (high - at))}"
            )
            at += gap
        self._parts.append(f'<path d="{"".join(lines)}" class="{look}"/>')

    def text(self, spot: Spot, words: str, look: str = "", *, size: float = 13, hint: str = "") -> None:
        """A label at ``spot``, whatever else is there."""
        x, y, anchor = spot
        self._taken.append(_box(spot, words, size, bold=_is_bold(look)))
        where = (
            _numbers(x=x, y=y) + f' text-anchor="{anchor}" font-size="{size:g}"' + (f' class="{look}"' if look else "")
        )
        self._parts.append(f"<text{where}>{escape(visible(words))}{_tag('title', hint) if hint else ''}</text>")

    def slanted(self, x: float, y: float, words: str, *, degrees: float = -35, size: float = 13) -> None:
        """A label that rises to the right from (x, y)."""
        turn = f' transform="translate({_number(x)} {_number(y)}) rotate({degrees:g})"'
        self._parts.append(f'<text{turn} font-size="{size:g}">{escape(visible(words))}</text>')

    def place(self, words: Sequence[str], spots: Sequence[Spot], look: str = "", *, size: float = 13) -> bool:
        """The first of ``words`` at the first of ``spots`` that is free, longest words first; False where none is."""
        for text in words:
            for spot in spots:
                if self._is_free(_box(spot, text, size, bold=_is_bold(look))):
                    self.text(spot, text, look, size=size)
                    return True
        return False

    def block(self, box: Box) -> None:
        """Keep labels that come later out of ``box``."""
        self._taken.append(box)

    def clear(self, path: Sequence[tuple[float, float]]) -> None:
        """Keep labels that come later off a line."""
        for x, y in path[:1]:
            self.block((x - 2, y - 2, x + 2, y + 2))
        for (x, y), (right, low) in pairwise(path):
            many = ceil(max(abs(right - x), abs(low - y)) / _NEAR) or 1
            for at in range(1, many + 1):
                across, down = x + (right - x) * at / many, y + (low - y) * at / many
                self.block((across - 2, down - 2, across + 2, down + 2))

    def __str__(self) -> str:
        box = f"0 0 {_number(self.width)} {_number(self.height)}"
        return f'<svg class="chart" viewBox="{box}" role="img" xmlns="http://www.w3.org/2000/svg">{self._head}{"".join(self._parts)}</svg>'

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = left >= 0 and right <= self.width and top >= 0
        return inside and all(right <= a or c <= left or bottom <= b or d <= top for a, b, c, d in self._taken)


def _box(spot: Spot, words: str, size: float, *, bold: bool) -> Box:
    x, y, anchor = spot
    wide = reach(words, size, bold=bold)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return left, y - 0.82 * size, left + wide, y + 0.26 * size


def _is_bold(look: str) -> bool:
    return not {"big", "chosen"}.isdisjoint(look.split())


def _number(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"a chart was given {value}")
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def _numbers(**values: float) -> str:
    return "".join(f' {name}="{_number(value)}"' for name, value in values.items())


def _tag(name: str, words: str) -> str:
    return f"<{name}>{escape(visible(words))}</{name}>"
