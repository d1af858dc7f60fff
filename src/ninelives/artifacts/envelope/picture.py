"""A picture of an envelope: hours as a ring, light as a strip, pairs as small heat maps. Static SVG, no script.

It stands alone in a notebook, and takes the colours of the page it is put into by the variables that all pages share.
"""

from __future__ import annotations

from functools import partial
from html import escape
from itertools import combinations
from textwrap import wrap
from typing import TYPE_CHECKING
from zlib import crc32

from ninelives.artifacts.envelope.axes import Axis
from ninelives.artifacts.envelope.columns import UNKNOWN, Bin
from ninelives.artifacts.envelope.panels import PANEL, WIDEST, Cell, Panel, bars, heat, ring, scenes, strip, swatch
from ninelives.artifacts.envelope.regions import Region
from ninelives.artifacts.glance import visible

if TYPE_CHECKING:
    from ninelives.artifacts.envelope.envelope import Envelope

GUTTER = 28.0  # px between panels
PAIRS = 3  # heat maps at the most
SIDE = 12  # bins on a side of a heat map
LEVEL = 60.0  # px by which columns may differ and still end together
STRIP = 14  # bins that a strip can name
LETTER = 7.2  # px of a letter of the key, about
KEY = {"seen": "seen", "thin": "under 30 scenes", "simulated": "simulated", "unseen": "never seen"}


def draw(envelope: Envelope, world: str, width: int) -> str:
    """The picture for a use in ``world``, ``width`` px wide: two panels a row where they fit, one on a phone."""
    panels = [partial(_axis_panel, envelope, world, axis) for axis in envelope.axes]
    panels += [partial(_pair_panel, envelope, world, a, b) for a, b in _pairs(envelope, world)]
    columns = max(1, min(len(panels), int((width + GUTTER) // (PANEL + GUTTER))))
    room = min(WIDEST, max(PANEL, (width + GUTTER) / columns - GUTTER))
    used = columns * (room + GUTTER) - GUTTER
    key_body, key_height = _key(envelope, world, width)
    bottoms = [key_height] * columns
    body = [key_body]
    for left, panel in zip(range(len(panels), 0, -1), panels, strict=True):
        alone = left == 1 and len(panels) > 1 and max(bottoms) - min(bottoms) < LEVEL  # nothing will stand beside it
        drawn = panel(used if alone else room)
        column = bottoms.index(min(bottoms))
        x, y = (0.0, max(bottoms)) if alone else (column * (room + GUTTER), bottoms[column])
        body.append(f'<g transform="translate({x:g} {y:g})">{drawn.body}</g>')
        bottoms[column] = y + drawn.height + GUTTER
    return _sheet("".join(body), used, max(bottoms), _told(envelope, world))


def _sheet(body: str, width: float, height: float, told: str) -> str:
    body, told = visible(body), visible(told)
    # the pattern's name follows from the content: one page may hold several pictures, and equal ones stay equal bytes
    hatch = f"hatch-{crc32(body.encode()):08x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img" '
        f'aria-label="{escape(told)}" style="max-width:100%;height:auto" font-size="13" '
        'font-family="system-ui,\'Segoe UI\',Roboto,sans-serif" fill="var(--soft,#5b6474)">'
        f'<defs><pattern id="{hatch}" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="var(--unseen-bg,#efedf3)"/>'
        '<path d="M0 0V7" stroke="var(--unseen,#8a84a0)" stroke-width="1.6" stroke-opacity=".6"/></pattern></defs>'
        f"{body.replace('url(#hatch)', f'url(#{hatch})')}</svg>"
    )


def _told(envelope: Envelope, world: str) -> str:
    """The picture in a sentence, for those who hear it."""
    said = [f"{axis.name}: {_seen_words(envelope, world, axis)}" for axis in envelope.axes]
    lost = f"; never recorded: {', '.join(envelope.unrecorded)}" if envelope.unrecorded else ""
    return f"The envelope of {scenes(envelope.scenes)}; " + ("; ".join(said) or "no condition was recorded") + lost


def _seen_words(envelope: Envelope, world: str, axis: Axis) -> str:
    bins = [b for b in _bins(envelope, axis) if envelope.kind(((axis.name, b),), world=world) == "seen"]
    return "seen at " + ", ".join(axis.words(b) for b in bins[:STRIP]) if bins else "nothing seen"


def _key(envelope: Envelope, world: str, width: int) -> tuple[str, float]:
    """What the colours mean, of those that occur, and what was never recorded."""
    simulated = {"simulated"} if envelope.layers.keys() - {(world, False)} else set()
    kinds = {envelope.kind(((a.name, b),), world=world) for a in envelope.axes for b in _bins(envelope, a)} | simulated
    x, y, parts = 0.0, 0.0, []
    for kind, words in KEY.items():
        if kind in kinds or kind == "unseen":
            room = 24 + LETTER * len(words) + 16
            x, y = (0.0, y + 22) if x + room > width else (x, y)
            parts.append(swatch(x, y, kind, words))
            x += room
    y += 34
    if envelope.unrecorded:
        for line in wrap(f"never recorded: {', '.join(envelope.unrecorded)}", max(20, int(width / LETTER))):
            parts.append(f'<text x="0" y="{y:g}">{escape(line)}</text>')
            y += 20
    return "".join(parts), y


def _axis_panel(envelope: Envelope, world: str, axis: Axis, room: float) -> Panel:
    cells = [_cell(envelope.region(((axis.name, b),), world=world), axis.words(b)) for b in _bins(envelope, axis)]
    unknown = envelope.region(((axis.name, UNKNOWN),), world=world)
    note = f"unknown: {scenes(unknown.scenes)}" if unknown.items else ""
    if axis.period is not None:
        return ring(axis.name, cells, _ticks(axis, 4), note, room)
    if axis.numeric and len(cells) <= 2 * STRIP:
        return strip(axis.name, cells, _edges(axis, _bins(envelope, axis)), note, room)
    if axis.levels:
        return strip(axis.name, cells, [], note, room)
    return bars(axis.name, cells, note, room)


def _pair_panel(envelope: Envelope, world: str, a: Axis, b: Axis, room: float) -> Panel:
    columns, rows = _fullest(envelope, world, a), _fullest(envelope, world, b)
    grid = [[_pair_cell(envelope, world, (a, x), (b, y)) for x in columns] for y in rows]
    names = [_short(a, x) for x in columns], [_short(b, y) for y in rows]
    return heat(f"{a.name} and {b.name}", grid, names, room)


def _pair_cell(envelope: Envelope, world: str, a: tuple[Axis, Bin], b: tuple[Axis, Bin]) -> Cell:
    region = envelope.region(((a[0].name, a[1]), (b[0].name, b[1])), world=world)
    return _cell(region, region.words)


def _cell(region: Region, words: str) -> Cell:
    return Cell(words, region.scenes, region.simulated, region.kind)


def _pairs(envelope: Envelope, world: str) -> list[tuple[Axis, Axis]]:
    """The pairs worth a heat map: those that miss most scenes where both of their bins are seen."""

    def missing(pair: tuple[Axis, Axis]) -> float:
        left, right = (_singles(envelope, world, axis) for axis in pair)
        return sum(_missing(envelope, world, x, y) for x in left for y in right)

    fit = [axis for axis in envelope.axes if len(_bins(envelope, axis)) > 1]
    return sorted(combinations(fit, 2), key=missing, reverse=True)[:PAIRS]


def _missing(envelope: Envelope, world: str, a: Region, b: Region) -> float:
    """Scenes that two seen bins would share if they were independent, and do not."""
    both = envelope.region((*a.conditions, *b.conditions), world=world)
    expected = a.scenes * b.scenes / max(envelope.tally(world).scenes, 1)
    return 0.0 if both.kind == "seen" else max(0.0, expected - both.scenes)


def _singles(envelope: Envelope, world: str, axis: Axis) -> list[Region]:
    """The axis' seen bins among the fullest."""
    found = [envelope.region(((axis.name, b),), world=world) for b in _fullest(envelope, world, axis)]
    return [region for region in found if region.kind == "seen"]


def _bins(envelope: Envelope, axis: Axis) -> list[Bin]:
    """The axis' bins in order: all that can be, or for open axes all from the lowest to the highest visited."""
    used = {k[0][1] for t in envelope.layers.values() for k in t.regions if len(k) == 1 and k[0][0] == axis.name}
    used.discard(UNKNOWN)
    if axis.step is None:
        return sorted(used | set(axis.levels), key=axis.order)
    numbers = [b for b in used if isinstance(b, int)]
    first, last = min(numbers, default=0), max(numbers, default=0)
    if axis.period is not None:
        first, last = 0, round(axis.period / axis.step) - 1
    elif axis.limits is not None:
        first, last = round(axis.limits[0] / axis.step), round(axis.limits[1] / axis.step) - 1
    return list(range(first, last + 1)) if last - first < 2 * STRIP else sorted(numbers)


def _fullest(envelope: Envelope, world: str, axis: Axis) -> list[Bin]:
    """The bins of most scenes, as many as a heat map's side holds, in the axis' order."""
    bins = _bins(envelope, axis)
    ranked = sorted(bins, key=lambda b: -envelope.region(((axis.name, b),), world=world).scenes)
    kept = set(ranked[:SIDE])
    return [b for b in bins if b in kept]


def _short(axis: Axis, label: Bin) -> str:
    """A bin at the edge of a heat map: where it begins, or its name."""
    return f"{label * axis.step:.6g}" if isinstance(label, int) and axis.step is not None else str(label)


def _ticks(axis: Axis, parts: int) -> list[str]:
    period = axis.period or 0.0
    return [f"{period * i / parts:g}" + (" h" if axis.name == "hour" else "") for i in range(parts)]


def _edges(axis: Axis, bins: list[Bin]) -> list[str]:
    """Where each bin begins, and where the last ends."""
    numbers = [b for b in bins if isinstance(b, int)]
    return [f"{b * (axis.step or 1):.6g}" for b in (*numbers, numbers[-1] + 1)] if numbers else []
