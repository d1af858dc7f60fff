"""How far off a series' model is beside standing still, and how often its bands held, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ninelives.artifacts.model.series import told
from ninelives.report.words import between, figure, percent, plural

if TYPE_CHECKING:
    from ninelives.artifacts.model.series import SeriesModel


def still(model: SeriesModel) -> bool:
    """Whether nothing surely beats standing still."""
    return model.chosen == "persistence"


def off(model: SeriesModel) -> str:
    """How far off it is: ``Off by 53.4 (46.8 to 61.2) on average in cnt, 24 hours ahead``."""
    ahead, (error, interval, unit) = told.span(model.horizon, model.lines[0].grid), size(model)
    return f"Off by {figure(error)}{_ends(interval)}{unit} on average in {model.target}, {ahead} ahead"


def size(model: SeriesModel, name: str | None = None) -> tuple[float, tuple[float, float], str]:
    """How far off a rung is, its interval, and the unit: of several series, the largest must not tell it alone."""
    score = next(score for score in model.scores if score.name == (name or model.chosen))
    if len(model.lines) > 1 and model.facts["scaled"]:
        return score.scaled, score.scaled_interval, " MASE"
    return score.mean_absolute_error, score.error_interval, ""


def _ends(interval: Sequence[float]) -> str:
    low, high = interval
    return f" ({figure(low)} to {figure(high)})" if high < 1e300 else ""


def saves(model: SeriesModel) -> tuple[str, ...]:
    """What that is beside standing still, and beside the season before; as sentences."""
    best, (error, _, unit) = model.best, size(model, "persistence")
    season = "the season before" if model.seasons else "the value before"
    if len(model.lines) > 1:
        scaled = f"MASE: in units of how far off {season} is within the past of each series."
    else:
        scaled = f"That is {best.scaled:.3g} of what {season} is off within the past (MASE)."
    less = f"Standing still is off by {figure(error)}{unit}: it saves {percent(best.score, 0)} of that."
    return (*(() if still(model) else (less,)), *((scaled,) if model.facts["scaled"] else ()))


def ladder(model: SeriesModel) -> str:
    """Why this rung: the paired test over origins, in a sentence."""
    return str(model.facts["why"])


def covers(model: SeriesModel) -> str:
    """How often the bands held what came, in a sentence."""
    band = told.main_band(model)
    level = percent(band["level"], 0)
    if band["share"] is None:
        return f"How often its {level} bands hold could not be judged: {plural(model.facts['origins'], 'origin')}."
    share = f"{percent(band['share'])} ({between(band['interval'])})"
    where = f"{plural(band['steps'], 'step')} that came later, at {plural(model.facts['origins'], 'origin')}"
    return f"Its {level} bands held the truth of {share} of {where}."
