"""One layer, read aloud: what each property speaks for, and what no sum of them can say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.glance import visible
from ninelives.report.digits import threshold
from ninelives.report.terminal import paint
from ninelives.report.words import many, percent, plural, points, signed

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Voice:
    """What one property of a photo says about one class."""

    name: str  # of the property
    weight: float  # log odds that a standard deviation more of it adds to the class; under 0 it speaks against it
    kind: str  # the class


MEANING = (
    "It adds up: each property speaks for a kind or against it, by its weight for each standard deviation that a "
    "{noun} lies above the mean of those that it learned from. A weight of 0.7 doubles the odds. Properties that go "
    "together share what they say."
)
ENDS = ("less", "more")  # what a column speaks for where numbers are told
LIMIT = 'No sum can say "one of the two, but not both".'


def drawn(voices: Sequence[Voice], kinds: Sequence[str]) -> Markup | str:
    """The voices for each of two kinds; nothing for more, of which words tell them."""
    if not voices or len(kinds) != 2:
        return ""
    from ninelives.report import charts  # late: a terminal draws none

    left, right = kinds
    told = [(voice.name, voice.weight if voice.kind == right else -voice.weight) for voice in voices]
    return charts.two(lambda width: charts.voices(told, (left, right), width, title="What speaks for which"))


def by_kind(voices: Iterable[Voice]) -> list[tuple[str, str, str]]:
    """Of each class, what speaks for it and what against it: ``("cat", "fine texture +0.8", "sharpness −0.4")``."""
    kinds: dict[str, list[Voice]] = {}
    for voice in voices:
        kinds.setdefault(voice.kind, []).append(voice)
    return [
        (kind, _listed(voice for voice in own if voice.weight > 0), _listed(voice for voice in own if voice.weight < 0))
        for kind, own in kinds.items()
    ]


def _listed(voices: Iterable[Voice]) -> str:
    return ", ".join(f"{voice.name}\N{NO-BREAK SPACE}{signed(voice.weight)}" for voice in voices) or "none"


def told(found: Mapping[str, Any] | None, noun: str = "photo", truths: Collection[str] = ()) -> str:
    """What one layer cannot say, in sentences; empty where no layer was fitted. ``truths`` are yes or no."""
    if found is None:
        return ""
    best, searched = found["best"], plural(found["pairs"], "pair")
    if best is None or not found["shown"]:
        return f"{LIMIT} No pair of properties here shows it{_least(found, searched, noun)}."
    cuts = zip(best["properties"], best["cut"], strict=True)
    one, other = (f"{name} is {'yes' if name in truths else f'over {threshold(name, cut)}'}" for name, cut in cuts)
    alike, apart = best["classes"]
    times = f"the same one {found['same']} times of {found['folds']}"
    return (
        f"{LIMIT} Here it would have to: {alike} is the commoner kind where {one} and {other}, and where neither "
        f"holds; {apart} is where just one of them does. On {many(noun)} that had no part in choosing the pair, out of "
        f"{searched} ({times}), a table of the two is right in {percent(found['table'])} and the best sum of the two "
        f"in {percent(found['sum'])}: {points(found['gain'])} more ({_ends(found)}). Two questions one after "
        "the other, or a second layer, can say it."
    )


def _least(found: Mapping[str, Any], searched: str, noun: str) -> str:
    """What the best pair wins all the same, where one was chosen at all."""
    if not found["photos"]:
        return ""
    won = f"gains {points(found['gain'])} over" if found["gain"] >= 0 else f"loses {points(found['gain'])} to"
    return (
        f": the table of the best of {searched} {won} their best sum ({_ends(found)}), on {many(noun)} that had no "
        "part in choosing it"
    )


def lines(facts: Mapping[str, Any]) -> list[str]:
    """What ``train`` prints of it: a line where the photos show what one layer cannot say."""
    found = facts["interaction"]
    if found is None or not found["shown"]:
        return []
    one, other = map(visible, found["best"]["properties"])
    gain = f"{points(found['gain'])} ({_ends(found)})"
    return [f'  {paint("one layer", "soft")}   cannot say "{one} or {other}, but not both", worth {gain}']


def _ends(found: Mapping[str, Any]) -> str:
    """The interval of the gain, in points: ``2.1–9.8``, ``−1.2 to 3.0``."""
    low, high = (f"{100 * end:.1f}".replace("-0.0", "0.0").replace("-", "−") for end in found["interval"])
    return f"{low} to {high}" if "−" in low else f"{low}–{high}"
