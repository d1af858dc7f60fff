"""The ladder as a picture: seconds to a model on one axis, share right on the other."""

from __future__ import annotations

from html import escape
from math import log10
from typing import Any

WIDTH, HEIGHT = 760, 430
LEFT, RIGHT, TOP, BOTTOM = 64, 30, 56, 58  # px around the plot
INK, SOFT, LINE, GREEN, PAPER = "#1d2330", "#5b6474", "#dfe3e8", "#1f7a4d", "#ffffff"
LOW, HIGH = 45.0, 100.0  # % right
TEST = 1000  # photos judged
Box = tuple[float, float, float, float]  # left, top, right, bottom
PEER = ("fastai, from scratch*", 98.0, 64.7)


def points(figures: dict[str, Any]) -> list[tuple[str, float, float]]:
    """``(rung, seconds, % right)`` from the figures of bench/ladder.py."""
    rows = {row["what"]: row["ours"] for row in figures["rows"]}
    names = [what.removesuffix(": right") for what in rows if what.endswith(": right")]
    return [(name, rows[f"{name}: folder to model"], rows[f"{name}: right"]) for name in names]


def draw(figures: dict[str, Any]) -> str:
    """A standalone SVG."""
    found = points(figures)
    times = [seconds for _, seconds, _ in found] + [PEER[1]]
    first, last = log10(min(times)) - 0.3, log10(max(times)) + 0.2

    def x(seconds: float) -> float:
        return LEFT + (log10(seconds) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(share: float) -> float:
        return HEIGHT - BOTTOM - (share - LOW) / (HIGH - LOW) * (HEIGHT - TOP - BOTTOM)

    parts = [_text(LEFT, 28, "What each rung buys: 800 photos of cats and dogs", INK, size=17, bold=True)]
    for share in range(50, 101, 10):
        parts += [
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(share):.1f}" y2="{y(share):.1f}" stroke="{LINE}"/>',
            _text(LEFT - 8, y(share) + 4, f"{share} %", SOFT, anchor="end"),
        ]
    for seconds in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500):
        if first <= log10(seconds) <= last:
            parts.append(_text(x(seconds), HEIGHT - BOTTOM + 20, f"{seconds:g} s", SOFT, anchor="middle"))
    parts.append(_text(WIDTH - RIGHT, HEIGHT - 14, "from a folder to a model, two cores", SOFT, anchor="end"))
    parts.append(_text(LEFT, TOP - 8, f"right of {TEST:,} other photos", SOFT))
    best = max(found, key=lambda point: point[2])[0]
    taken: list[Box] = [(x(seconds) - 7, y(share) - 7, x(seconds) + 7, y(share) + 7) for _, seconds, share in found]
    for name, seconds, share in [*found, PEER]:
        parts += _point(name, x(seconds), y(share), share, GREEN if name == best else INK, taken, name == PEER[0])
    parts.append(_text(LEFT, HEIGHT - 14, "* measured before, on another machine", SOFT))
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui,Segoe UI,Roboto,sans-serif" font-size="13">'
        f"<title>Share right and seconds of each rung</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{PAPER}"/>{body}</svg>\n'
    )


def _point(name: str, x: float, y: float, share: float, colour: str, taken: list[Box], peer: bool) -> list[str]:
    """A disc, hollow for a peer, and its name where nothing else stands."""
    words, stroke = f"{name} {share:.1f}", SOFT if peer else colour
    width = 7.6 * len(words)
    places = [(12.0, 4.0, "start"), (-12.0, 4.0, "end"), (9.0, 20.0, "start"), (9.0, -10.0, "start")]
    places += [(-9.0, -10.0, "end"), (-9.0, 20.0, "end"), (0.0, 24.0, "middle"), (0.0, 38.0, "middle")]
    left = {"start": 0.0, "end": width, "middle": width / 2}
    for dx, dy, anchor in places:
        box = (x + dx - left[anchor], y + dy - 12, x + dx - left[anchor] + width, y + dy + 4)
        if box[0] >= LEFT and box[2] <= WIDTH - 8 and not any(_meet(box, other) for other in taken):
            break
    taken.append(box)
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{PAPER if peer else colour}" stroke="{stroke}"/>',
        _text(x + dx, y + dy, words, stroke, anchor=anchor, bold=not peer),
    ]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text(
    x: float, y: float, words: str, colour: str, *, anchor: str = "start", size: int = 13, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" font-size="{size}"{weight}>'
        f"{escape(words)}</text>"
    )
