"""The page of an Archive: what is there, from when and where, and what is there twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ninelives.artifacts.archive.sight import Sight
from ninelives.report import charts, page, words
from ninelives.report.charts import Axis
from ninelives.report.page import Aside, Command, Picture, Verdict

_PAIRS = 12
_ROOM = 2_800_000  # bytes of JPEG in all pairs


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures that were found to be one scene."""

    first: Picture
    second: Picture
    why: str  # "the same picture, stored anew", "the same bytes", "4 s apart, one camera"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """Everything that the page of an Archive shows."""

    name: str  # "photos.archive"
    items: int
    scenes: int
    date: dt.date  # when the page was made
    first: dt.date | None = None  # earliest and latest capture
    last: dt.date | None = None
    world: str = "real"
    next: tuple[Command, ...] = ()
    noun: str = "photo"
    classes: tuple[tuple[str, int], ...] = ()  # labels and their counts, where there are any
    axes: tuple[Axis, ...] = ()  # hours, light, sharpness, places, devices: scenes and kind of each bin
    unrecorded: tuple[str, ...] = ()
    identical: int = 0  # items that are byte-identical to an earlier one
    copies: int = 0  # items that are the same picture in other bytes
    bursts: int = 0  # bursts of more than one item
    burst_items: int = 0  # items in them
    pairs: tuple[Pair, ...] = ()  # some of the joined, <= 12
    envelope_svg: str = ""  # envelope.picture()
    envelope_svg_narrow: str = ""  # envelope.picture(width=charts.NARROW), for phones
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()  # what else a person should hear: columns of a table that were left out
    sights: tuple[Sight, ...] = ()  # how much of a cat can be seen, by view and era; where the truth is known
    sizes: tuple[tuple[str, int], ...] = ()  # photos by how many pixels of cat they show
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: ArchivePage) -> str:
    """One HTML file."""
    return page.write(
        "archive.html",
        page=facts,
        verdict=verdict(facts),
        axes=[(axis, _drawn(axis)) for axis in facts.axes if axis.bins],
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow),
        classes=_classes(facts),
        joined=_joined(facts),
        sizes=_sizes(facts),
        pairs=_shown(facts.pairs),
    )


def verdict(facts: ArchivePage) -> Verdict:
    """The sentence for a person who has not seen the folder, and what stands under it."""
    tone, chip = _chip(facts)
    parts = [_period(facts), _light(facts), page.told_unrecorded(facts.unrecorded)]
    return Verdict(_headline(facts), chip, tone, " ".join(filter(None, parts)), _figures(facts))


def _headline(facts: ArchivePage) -> str:
    first = f"{words.plural(facts.items, facts.noun)} in {words.plural(facts.scenes, 'scene')}"
    hours = _axis(facts, "hour")
    if hours is None:
        return f"{first}. None says at what hour it was taken."
    spans = charts.stretches(hours)
    if not spans or spans == [(0, 24)]:
        return f"{first}, from all hours." if spans else f"{first}."
    at = words.list_and(f"between {start:g} and {stop:g} h" for start, stop in spans)
    return f"{first}, taken {at}."


def _axis(facts: ArchivePage, name: str) -> Axis | None:
    return next((axis for axis in facts.axes if axis.name == name and any(each.scenes for each in axis.bins)), None)


def _chip(facts: ArchivePage) -> tuple[str, str]:
    if facts.set_aside:
        return "plain", f"{words.plural(len(facts.set_aside), 'file')} set aside"
    return "good", f"every {facts.noun} could be read"


def _period(facts: ArchivePage) -> str:
    if facts.first is None or facts.last is None:
        return ""
    if facts.first == facts.last:
        return f"All were taken on {words.day(facts.first)}."
    return f"They were taken from {words.day(facts.first)} to {words.day(facts.last)}."


def _light(facts: ArchivePage) -> str:
    axis = _axis(facts, "light")
    spans = charts.stretches(axis) if axis else []
    if not spans:
        return ""
    at = words.list_and(f"from {start:g} to {stop:g}" for start, stop in spans)
    return f"Their mean light runs {at} (0 is black, 1 is white)."


def _figures(facts: ArchivePage) -> tuple[tuple[str, str], ...]:
    aside = len(facts.set_aside)
    return (
        (words.count(facts.items), words.many(facts.noun) if facts.items != 1 else facts.noun),
        (words.count(facts.scenes), "scenes: what was taken in one go, or twice, counts once"),
        (words.count(facts.identical + facts.copies), "are copies of another, byte for byte or stored anew"),
        (
            words.count(aside),
            "files set aside, each with its reason" if aside != 1 else "file set aside, with its reason",
        ),
    )


def _joined(facts: ArchivePage) -> str:
    """What was found to be one scene, and why it matters."""
    if facts.world == "garden":
        return "All photos of a tree are one scene, and a scene is never both learned from and tested on."
    found = [
        f"{words.plural(facts.identical, facts.noun)} with the same bytes as another" if facts.identical else "",
        f"{words.plural(facts.copies, facts.noun)} that {'is' if facts.copies == 1 else 'are'} another one stored anew"
        if facts.copies
        else "",
        f"{words.plural(facts.bursts, 'burst')} of {words.plural(facts.burst_items, facts.noun)} in all"
        if facts.bursts
        else "",
    ]
    if not any(found):
        return "Nothing was found twice."
    what = words.list_and(filter(None, found))
    return f"{what}. Each such group is one scene, and a scene is never both learned from and tested on."


def _drawn(axis: Axis) -> object:
    if axis.named:
        counts = [(each.words, each.scenes) for each in axis.bins]
        return charts.two(lambda width: charts.bars(counts, width, title=f"Scenes by {axis.title}"), 430, charts.NARROW)
    return charts.two(lambda width: charts.by_axis(axis, width), 430, charts.NARROW)


def _classes(facts: ArchivePage) -> object:
    if not facts.classes:
        return ""
    return charts.two(lambda width: charts.bars(facts.classes, width, title="What it shows"))


def _sizes(facts: ArchivePage) -> object:
    if not facts.sizes:
        return ""
    return charts.two(lambda width: charts.bars(facts.sizes, width, title="Photos by pixels of cat"))


def _shown(pairs: tuple[Pair, ...]) -> list[Pair]:
    """As many of the pairs as the page holds."""
    room, kept = _ROOM, []
    for pair in pairs[:_PAIRS]:
        room -= len(pair.first.jpeg) + len(pair.second.jpeg)
        if room < 0:
            break
        kept.append(pair)
    return kept
