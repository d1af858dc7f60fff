"""The panels of an envelope's picture, each drawn at its own origin."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from ninelives.kernels.pages.letters import fit, reach

PANEL = 336.0  # px that a panel takes at least: a phone of 390 less its margins
WIDEST = 440.0  # px that it takes at most
TOP = 26.0  # px of a panel's heading
INK = "var(--ink,#1c2330)"
GREEN = "var(--seen,#1f7a6d)"
PLUM = "var(--human,#8e3b63)"
PAPER = "var(--card,#fff)"
BARS = 8  # names that a panel of bars shows


@dataclass(frozen=True, slots=True)
class Cell:
    """One region to draw: its words, scenes, simulated items and kind."""

    words: str
    scenes: int
    simulated: int
    kind: str

    @property
    def told(self) -> str:
        """What stands in it when it is pointed at."""
        if self.kind == "simulated":
            return f"{self.words}: simulated, {self.simulated:,} items"
        return f"{self.words}: {scenes(self.scenes)}" if self.scenes else f"{self.words}: never seen"


@dataclass(frozen=True, slots=True)
class Panel:
    """A drawn panel and its height in px."""

    body: str
    height: float


def scenes(count: int) -> str:
    """So many of them, said."""
    return f"{count:,} scene{'' if count == 1 else 's'}"


def ring(name: str, cells: Sequence[Cell], ticks: Sequence[str], note: str, room: float = PANEL) -> Panel:
    """A circular axis: one sector a bin, the beginning on top, clockwise."""
    outer, inner, x, y = 112.0, 60.0, room / 2, TOP + 132.0
    most = max((c.scenes for c in cells), default=0)
    parts, say = [_heading(name, room)], _sayer(cells, 44, 12)
    for i, cell in enumerate(cells):
        begin, end = i / len(cells), (i + 1) / len(cells)
        (ax, ay), (bx, by) = _spot(x, y, outer, begin), _spot(x, y, outer, end)
        (cx, cy), (dx, dy) = _spot(x, y, inner, end), _spot(x, y, inner, begin)
        path = f"M{ax} {ay}A{outer:g} {outer:g} 0 0 1 {bx} {by}L{cx} {cy}A{inner:g} {inner:g} 0 0 0 {dx} {dy}Z"
        tx, ty = _spot(x, y, (outer + inner) / 2, (begin + end) / 2)
        parts.append(_shape(f'path d="{path}"', cell, most) + _number(cell, float(tx), float(ty) + 4, 12, say))
    for i, tick in enumerate(ticks):
        tx, ty = _spot(x, y, outer + 15, i / len(ticks))
        parts.append(_text(float(tx), float(ty) + 4, tick, "middle" if i % 2 == 0 else ("start", "end")[i > 1]))
    kinds = [c for c in cells if c.kind == "seen"]
    parts.append(
        _text(x, y - 2, f"{len(kinds)} of {len(cells)}", "middle", f'font-size="19" font-weight="650" fill="{GREEN}"')
    )
    parts.append(_text(x, y + 16, "parts seen", "middle"))
    return _with_note(parts, note, y + outer + 24)


def strip(name: str, cells: Sequence[Cell], edges: Sequence[str], note: str, room: float = PANEL) -> Panel:
    """An axis with an order: one box a bin, its edges below it, or its name where it has no edges."""
    most, wide = max((c.scenes for c in cells), default=0), room / max(len(cells), 1)
    size = 12 if all(reach(f"{c.scenes:,}", 12) <= wide - 3 for c in cells) else 10
    parts, say = [_heading(name, room)], _sayer(cells, wide - 3, size)
    named = _short([cell.words.removeprefix(f"{name} ") for cell in cells], wide)
    for i, cell in enumerate(cells):
        x = i * wide
        box = f'rect x="{x + 0.75:.2f}" y="{TOP:g}" width="{wide - 1.5:.2f}" height="40" rx="2"'
        parts.append(_shape(box, cell, most))
        if wide >= 20:
            parts.append(_number(cell, x + wide / 2, TOP + 24, size, say))
        if not edges:
            parts.append(_text(x + wide / 2, TOP + 56, fit(named[i], wide, 13), "middle"))
    every = math.ceil(len(edges) * 34 / room) if edges else 1
    for i in range(0, len(edges), every):
        anchor = "start" if i == 0 else "end" if i == len(edges) - 1 else "middle"
        parts.append(_text(i * wide, TOP + 56, edges[i], anchor, 'font-size="12"'))
    return _with_note(parts, note, TOP + 62)


def _short(words: Sequence[str], room: float) -> list[str]:
    """Words, or the first letters of each where one finds no room: ``January``, ``Jan``, ``J``."""
    for most in (len(max(words, key=len, default="")), 3):
        if all(reach(word[:most], 13) <= room - 2 for word in words):
            return [word[:most] for word in words]
    return [word[:1] for word in words]


def bars(name: str, cells: Sequence[Cell], note: str, room: float = PANEL) -> Panel:
    """An axis of names: a bar each, the fullest first; names that are long stand over their bars."""
    ranked = sorted(cells, key=lambda c: (-c.scenes, -c.simulated, c.words))
    most = max((c.scenes for c in cells), default=0)
    bare = [cell.words.removeprefix(f"{name} ") for cell in ranked[:BARS]]
    longest = max((reach(word, 13) for word in bare), default=0)
    over = longest > 0.42 * room
    left = 0.0 if over else longest + 10
    parts, y = [_heading(name, room)], TOP
    for cell, word in zip(ranked, bare, strict=False):
        length = max(4.0, (room - left - 70) * cell.scenes / most) if most else 4.0
        parts.append(_text(0, y + 14, fit(word, room, 13), "start", f'fill="{INK}"'))
        y += 19 if over else 0
        parts.append(_shape(f'rect x="{left:.1f}" y="{y + 2:g}" width="{length:.1f}" height="16" rx="2"', cell, 0))
        said = f"{cell.scenes:,}" if cell.kind != "simulated" else "simulated"
        parts.append(_text(left + length + 6, y + 14, said, "start"))
        y += 24
    if len(ranked) > BARS:
        parts.append(_text(0, y + 14, f"and {len(ranked) - BARS:,} more", "start"))
        y += 24
    return _with_note(parts, note, y)


def heat(
    name: str, rows: Sequence[Sequence[Cell]], names: tuple[Sequence[str], Sequence[str]], room: float = PANEL
) -> Panel:
    """A pair of axes: a box for each pair of bins, the first axis across."""
    left = min(0.4 * room, max(max(reach(n, 12) for n in names[1]) + 8, 28.0))
    wide, high = (room - left) / len(names[0]), 22.0
    say = _sayer([cell for row in rows for cell in row], wide - 1, 10)
    most = max((c.scenes for row in rows for c in row), default=0)
    parts, boxes, numbers = [_heading(name, room)], dict[str, list[str]](), list[str]()
    for j, row in enumerate(rows):
        y = TOP + j * high
        parts.append(_text(left - 6, y + 15, fit(names[1][j], left - 7, 12), "end", 'font-size="12"'))
        for i, cell in enumerate(row):
            x = left + i * wide
            # one path for all boxes of one look: a twentieth of the bytes
            boxes.setdefault(_look(cell, most), []).append(
                f"M{x + 0.5:.1f} {y + 0.5:g}h{wide - 1:.1f}v21h{1 - wide:.1f}z"
            )
            numbers.append(f'<text x="{x + wide / 2:.1f}" y="{y + 15:g}">{say(cell.scenes)}</text>' * bool(cell.scenes))
    parts += [f'<path d="{"".join(d)}" {look}/>' for look, d in boxes.items()]
    parts.append(f'<g font-size="10" text-anchor="middle" fill="{INK}">{"".join(numbers)}</g>')
    bottom = TOP + len(rows) * high
    every = max(1, math.ceil(max(min(reach(n, 12) + 3, 60) for n in names[0]) / wide))
    for i in range(0, len(names[0]), every):
        x = left + (i + 0.5) * wide
        parts.append(_text(x, bottom + 15, fit(names[0][i], wide * every, 12), "middle", 'font-size="12"'))
    return Panel("".join(parts), bottom + 20)


def swatch(x: float, y: float, kind: str, words: str) -> str:
    """One entry of the key."""
    box = f'rect x="{x + 1:g}" y="{y + 1:g}" width="16" height="14" rx="2"'
    return _shape(box, Cell(words, 1, 0, kind), 1, told=False) + _text(x + 24, y + 13, words, "start")


def _shape(tag: str, cell: Cell, most: int, *, told: bool = True) -> str:
    title = f"<title>{escape(cell.told)}</title>" if told else ""
    return f"<{tag} {_look(cell, most)}>{title}</{tag.split(' ', 1)[0]}>"


def _look(cell: Cell, most: int) -> str:
    """Green and solid by its scenes, in five steps; pale when thin, dashed plum when simulated, else hatched."""
    strength = 0.2 + 0.09 * math.ceil(4 * cell.scenes / most if most else 4)
    return {
        "seen": f'fill="{GREEN}" fill-opacity="{strength:.2f}"',
        "thin": f'fill="var(--seen-bg,#e3f1ec)" stroke="{GREEN}" stroke-opacity=".55"',
        "simulated": f'fill="{PAPER}" stroke="{PLUM}" stroke-width="1.6" stroke-dasharray="4 3"',
    }.get(cell.kind, 'fill="url(#hatch)"')


def _sayer(cells: Sequence[Cell], room: float, size: float) -> Callable[[int], str]:
    """How the counts of one panel are said: in full where all of them have room, else all in at most four letters."""
    full = all(reach(f"{cell.scenes:,}", size) <= room for cell in cells)
    return (lambda count: f"{count:,}") if full else _brief


def _number(cell: Cell, x: float, y: float, size: int, say: Callable[[int], str]) -> str:
    if not cell.scenes:
        return ""
    return _text(x, y, say(cell.scenes), "middle", f'font-size="{size}" fill="{INK}" pointer-events="none"')


def _brief(n: int) -> str:
    """A count in at most four characters: 999, 1.2k, 12k, 1.2M."""
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if n >= size:
            return f"{n / size:.1f}{unit}" if n < 9.95 * size else f"{n / size:.0f}{unit}"
    return str(n)


def _spot(x: float, y: float, radius: float, turn: float) -> tuple[str, str]:
    """A point of a circle, ``turn`` of it clockwise from the top."""
    angle = 2 * math.pi * turn
    return f"{x + radius * math.sin(angle):.1f}", f"{y - radius * math.cos(angle):.1f}"


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(words)}</text>'


def _heading(name: str, room: float) -> str:
    return _text(0, 14, fit(name, room, 14, bold=True), "start", f'font-size="14" font-weight="600" fill="{INK}"')


def _with_note(parts: list[str], note: str, y: float) -> Panel:
    if not note:
        return Panel("".join(parts), y)
    return Panel("".join([*parts, _text(0, y + 14, note, "start")]), y + 20)
