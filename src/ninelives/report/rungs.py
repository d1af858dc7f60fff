"""What else there is to say of single rungs that were climbed: capped, broken off; as a terminal and a page say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ninelives.kernels.nets.rungs import Network
from ninelives.report.biases import where
from ninelives.report.words import percent, plural, points

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model, Score


def remarks(model: Model) -> list[str]:
    """A sentence for each rung that is not simply as it should be, from the lowest up."""
    return [
        *(capped(score) for score in model.scores if score.capped),
        *(f"{name} {broke}." for name, broke in _broken(model)),
        *(tuned(told, model.facts["foreseen"]) for told in (model.facts["fine_tuned"],) if told),
    ]


def _broken(model: Model) -> Iterator[tuple[str, str]]:
    for name, rung in model.rungs.items():
        if isinstance(rung, Network) and (broke := Network.broke(rung.steps)):
            yield name, broke


def capped(score: Score) -> str:
    """A rung that was trained shortly: how it did beside the chosen one, and whether more of it is worth the time."""
    told = score.capped
    assert told is not None
    low, high = told.interval
    ends = f"{_signed(low)} to {_signed(high)}"
    more = f"--rungs {score.name} trains it fully"
    if low > 0:
        than = f"{points(told.gain)} more than {told.against} ({ends}): {more}, and may be worth it"
    elif high < 0:
        than = f"{points(-told.gain)} less than {told.against} ({ends}); {more}"
    else:
        than = f"which these cannot tell from {told.against} ({ends} points); {more}"
    first = f"{score.name}, capped, is right in {percent(score.score)} of {plural(told.photos, 'photo')}"
    return f"{first}, {than}."


def tuned(told: Mapping[str, Any], foreseen: Mapping[str, Any] | None) -> str:
    """What it bought to tune the pretrained network on these photos, and whether it is used."""
    places = {"dark": f"in {where(foreseen)}" if foreseen else "", "day": "by day" if foreseen else ""}
    parts = [_bought(told[view], place) for view, place in places.items() if told[view]]
    verdict = "it is used" if told["used"] else f"{told['against']} stays as it was"
    return f"Fine-tuning bought {' and '.join(parts)}, compared on {plural(told['photos'], 'photo')}: {verdict}."


def _bought(told: Mapping[str, Any], place: str) -> str:
    low, high = told["interval"]
    return f"{_signed(told['gain'])} points{' ' * bool(place)}{place} ({_signed(low)} to {_signed(high)})"


def _signed(difference: float) -> str:
    return f"{100 * difference:+.1f}".replace("-", "−")
