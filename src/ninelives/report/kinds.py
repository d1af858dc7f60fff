"""The page of a model of kinds, and what a terminal says of one: what looks alike, and whether it holds together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ninelives.report import page
from ninelives.report.page import Aside, Command, Picture, Verdict
from ninelives.report.terminal import paint
from ninelives.report.words import Gap, Interval, between, count, list_and, percent, plural, seconds, sentence, together

Told = Mapping[str, Any]  # what a model says of its kinds, see ``artifacts.model.kinds``

NOBODY = (
    "Nobody said what the photos show. A kind is what looks alike to a network that knew a million other photos; "
    "whether it is one that you want, only you can see."
)
LEVEL = 0.05  # of the test for valleys, as ``stages.train.kinds.find`` has it
PAIRS, FIRST = 12, 6  # told of what lies between, and of kinds in one line
NAME = "a table of a few photos (item,label) turns the kinds into classes"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind, with its pictures."""

    name: str  # "thing 1", or what its labels call it
    size: int
    words: str  # "412 photos", "thing 1 · 412 photos · 5 say dog"
    typical: tuple[Picture, ...]
    doubtful: tuple[Picture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindsPage:
    """Everything that the page of a model of kinds shows."""

    name: str  # "photos.model"
    date: dt.date
    told: Told
    classes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    items: int
    scenes: int
    next: tuple[Command, ...] = ()
    noun: str = "photo"
    accuracy: float | None = None  # on the labels that named it; None where nothing is known
    interval: Interval | None = None
    seconds: float | None = None
    envelope_svg: str = ""
    envelope_svg_narrow: str = ""
    unrecorded: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()  # of a declared use
    set_aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()
    lineage: tuple[tuple[str, str], ...] = ()
    assumptions: tuple[str, ...] = ()


def render(facts: KindsPage) -> str:
    """One HTML file."""
    return page.write(
        "kinds.html",
        page=facts,
        verdict=verdict(facts),
        apart=_apart(facts.told),
        pairs=len(facts.told["between"]),
        level=LEVEL,
        gaps=together(facts.gaps),
        envelope=page.drawing(facts.envelope_svg, facts.envelope_svg_narrow) if facts.envelope_svg else "",
    )


def _apart(told: Told) -> list[tuple[str, Told]]:
    """What lies between two kinds, the least clear first, each with how the two are called."""
    called = dict(zip(told["names"], _called(told), strict=True))
    pairs = sorted(told["between"], key=lambda pair: (-pair["p"], -pair["half_way"]))[:PAIRS]
    return [(list_and(called[name] for name in pair["kinds"]), pair) for pair in pairs]


def verdict(facts: KindsPage) -> Verdict:
    """The sentence for a manager, and what stands under it."""
    told = facts.told
    parts = [NOBODY] if not told["labels"] else [naming(told), right(told, facts.accuracy, facts.interval)]
    parts += [halved(told), sentence(warning(told)), page.told_unrecorded(facts.unrecorded)]
    chip = ("good", "no two kinds run into each other") if told["there"] else ("warn", _chip(told))
    return Verdict(headline(told, facts.items), chip[1], chip[0], " ".join(filter(None, parts)), _figures(facts))


def headline(told: Told, items: int) -> str:
    """What was found, in a sentence."""
    many = f"{len(told['names'])} kinds"
    if told["labels"]:
        names = list_and(dict.fromkeys(heard["name"] for heard in told["labels"]))
        first = f"{many}, named by {plural(_labels(told), 'label')}: {names}."
    else:
        first = f"{plural(items, 'photo')} fall into {many}."
    return first if told["there"] else f"{first} Nothing shows that they are {len(told['names'])}."


def _labels(told: Told) -> int:
    return sum(sum(heard["counts"].values()) for heard in told["labels"])


def _chip(told: Told) -> str:
    unclear = [pair for pair in told["between"] if pair["p"] > LEVEL]
    if not told["between"]:
        return "too few photos to test it"
    more = f", and {plural(len(unclear) - 1, 'pair')} more" if len(unclear) > 1 else ""
    return f"{list_and(_worst(told)['kinds'])} run into each other{more}"


def _worst(told: Told) -> Told:
    worst: Told = max(told["between"], key=lambda pair: (pair["p"], pair["half_way"]))
    return worst


def halved(told: Told) -> str:
    """How far two halves of the photos agree, in a sentence; empty where they were too few."""
    if told["agreement"] is None:
        return ""
    ends = f"{between(told['range'])} over {plural(told['halvings'], 'halving')}"
    return f"Kinds from either half of the scenes sort {percent(told['agreement'])} of a half alike ({ends})."


def warning(told: Told) -> str:
    """Why nothing shows that these are so many kinds; empty where it is shown."""
    if told["there"]:
        return ""
    if not told["between"]:
        return f"there are too few scenes to test whether they are {len(told['names'])} kinds"
    pair = _worst(told)
    one, other = pair["near"]
    hope = "Fewer kinds" if len(told["names"]) > 2 else "Other photos"
    return (
        f"{_chip(told)}: of one half of the scenes, {count(pair['half_way'])} lie half-way between the two, "
        f"{count(one)} and {count(other)} near their centres. {hope}, or more photos, may show a gap"
    )


def right(told: Told, accuracy: float | None, interval: Interval | None) -> str:
    """How often labels agree with the others of their kind, in a sentence that says on how few it rests."""
    if accuracy is None or interval is None:
        return "No kind has two labels, so nothing says how often a name is right."
    tested = sum(sum(heard["counts"].values()) for heard in told["labels"] if sum(heard["counts"].values()) > 1)
    return (
        f"Of {plural(tested, 'label')}, {percent(accuracy)} ({between(interval)}) agree with what the others of their "
        f"kind say. That rests on {'very few' if tested < 100 else 'these alone'}, chosen by whoever wrote them."
    )


def naming(told: Told) -> str:
    """What the labels leave open, in sentences: kinds without a name, and labels that contradict each other."""
    found = [f"{heard['kind']} keeps its number: {heard_of(heard)}." for heard in told["labels"] if _open(heard)]
    found += [
        f"The labels of {heard['kind']} disagree: {heard_of(heard)}; it is called {heard['name']}."
        for heard in told["labels"]
        if len(heard["counts"]) > 1 and not _open(heard)
    ]
    return " ".join(sentence(one) for one in found)


def _open(heard: Told) -> bool:
    return bool(heard["name"] == heard["kind"])


def heard_of(heard: Told) -> str:
    """What the labels of a kind say: ``5 say cat, 1 says dog``."""
    counts = sorted(heard["counts"].items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{number} {'says' if number == 1 else 'say'} {label}" for label, number in counts) or "no label"


def _figures(facts: KindsPage) -> tuple[tuple[str, str], ...]:
    told = facts.told
    figures = []
    if facts.accuracy is not None and facts.interval is not None:
        figures.append((percent(facts.accuracy), f"of labels agree with their kind, {between(facts.interval)}"))
    if told["agreement"] is not None:
        figures.append((percent(told["agreement"]), "sorted alike by two halves that know nothing of each other"))
    figures.append((count(len(told["names"])), f"kinds, of {_sizes(told['sizes'])}"))
    figures.append(
        (count(facts.scenes), f"{'scene' if facts.scenes == 1 else 'scenes'}, from {plural(facts.items, 'photo')}")
    )
    if facts.seconds is not None and len(figures) < 4:
        figures.append((seconds(facts.seconds), "to sort them, without a label"))
    return tuple(figures)


def _sizes(sizes: list[int]) -> str:
    least, most = min(sizes), max(sizes)
    return f"{plural(least, 'photo')} each" if least == most else f"{count(least)} to {plural(most, 'photo')}"


def lines(told: Told, items: int, accuracy: tuple[float, Interval] | None) -> list[str]:
    """What ``train`` prints of kinds."""
    sized = [f"{name} {count(size)}" for name, size in zip(_called(told), told["sizes"], strict=True)]
    rest = f" · and {len(sized) - FIRST} more" if len(sized) > FIRST else ""
    said = [f"  kinds      {' · '.join(sized[:FIRST])}{rest}", "", f"  {paint(headline(told, items), 'bold')}"]
    if told["labels"]:
        said += [f"  {line}" for line in (naming(told), right(told, *(accuracy or (None, None)))) if line]
    else:
        said.append("  What they are, nobody said: look at them in the report.")
    said += [f"  {halved(told)}"] if halved(told) else []
    return said + ([f"  {paint('▲', 'warn')} {sentence(warning(told))}"] if warning(told) else [])


def _called(told: Told) -> list[str]:
    """Each kind as it is spoken of: ``thing 1``, ``cat (thing 1)``."""
    if not told["labels"]:
        return list(told["names"])
    return [heard["kind"] if _open(heard) else f"{heard['name']} ({heard['kind']})" for heard in told["labels"]]
