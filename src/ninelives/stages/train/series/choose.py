"""Which rung foresees: persistence, unless another was surely better at the origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.stats import Serial, holm, serial_mean


@dataclass(frozen=True, slots=True)
class Score:
    """How one rung did.

    Attributes:
        name: of the rung.
        error: mean over the origins, in units of the seasonal naive error (MASE) where that is defined.
        interval: 95 %, of the mean.
        less: mean loss less that of persistence; below zero is better.
        less_interval: 95 %, of that difference.
        p: one-sided, of the hypothesis that it is no better than persistence; adjusted over the rungs (Holm 1979).
        beats: whether ``p`` refuses that.
    """

    name: str
    error: float
    interval: tuple[float, float]
    less: float
    less_interval: tuple[float, float]
    p: float
    beats: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rung, and why.

    Attributes:
        name: of the rung.
        why: in words.
        scores: of all rungs, from the lowest up.
        detectable: how much better than persistence, as a share of its error, any rung had to be to be found; NaN
            where origins are too few to tell.
    """

    name: str
    why: str
    scores: tuple[Score, ...]
    detectable: float


def choose(losses: Mapping[str, np.ndarray], overlap: float, *, alpha: float = 0.05, unit: str = "") -> Chosen:
    """The lowest rung that beats persistence and is within one standard error of the best that does.

    Losses of the same origins are compared pair by pair, with a standard error that knows of their autocorrelation.

    Args:
        losses: by name, persistence first and from the lowest rung up, each of shape (origins,); NaN at origins where
            nothing could be judged.
        overlap: forecasts that reach over the same step.
        alpha: of all tests together.
        unit: of the losses, for words.
    """
    known = ~np.isnan(np.stack(list(losses.values()))).any(axis=0)
    told = {name: each[known] for name, each in losses.items()}
    stays, others = told["persistence"], [name for name in told if name != "persistence"]
    less = {name: serial_mean(told[name] - stays, overlap) for name in others}
    p = holm(np.array([less[name].p_less for name in others])) if others else np.zeros(0)
    adjusted = dict(zip(others, p.tolist(), strict=True))
    scores = tuple(
        _score(name, serial_mean(each, overlap), less.get(name), adjusted.get(name, 1.0), alpha)
        for name, each in told.items()
    )
    better = [score.name for score in scores if score.beats]
    found = detectable(less, alpha, float(stays.mean()))
    if not better:
        return Chosen("persistence", _nothing(scores, int(known.sum()), found, alpha), scores, found)
    best = min(better, key=lambda name: float(told[name].mean()))
    name = next(name for name in better if _as_good(told[name], told[best], overlap))
    return Chosen(name, _beats(name, best, scores, unit), scores, found)


def _score(name: str, mean: Serial, less: Serial | None, p: float, alpha: float) -> Score:
    gap = (less.mean, less.interval()) if less else (0.0, (0.0, 0.0))
    return Score(name, mean.mean, mean.interval(), *gap, p, p <= alpha)


def _as_good(losses: np.ndarray, best: np.ndarray, overlap: float) -> bool:
    behind = serial_mean(losses - best, overlap)
    return behind.mean <= behind.error


def detectable(less: Mapping[str, Serial], alpha: float, stays: float) -> float:
    """Share of persistence's error by which any rung had to be better to be found, had it been the only one to be."""
    from scipy.special import stdtrit

    known = [each for each in less.values() if each.degrees]
    if not known or stays <= 0:
        return float("nan")
    return float(max(-stdtrit(each.degrees, alpha / len(less)) * each.error for each in known) / stays)


def _nothing(scores: Sequence[Score], origins: int, found: float, alpha: float) -> str:
    others = [score for score in scores if score.name != "persistence"]
    if not others:
        return "No other rung was tried."
    if scores[0].error == 0:
        return "Standing still was never off, so nothing can beat it."
    if origins < 2:
        return "One origin cannot tell whether anything beats persistence, so it stays: give a longer series."
    near = min(others, key=lambda score: score.p)
    able = f" A rung that is better by {100 * found:.0f} % would have been found." if found < 1 else ""
    short = "" if found < 1 else f" {origins} origins cannot tell: give a longer series."
    came = f"{near.name} came nearest, p = {near.p:.2g} over {alpha:g}."
    return f"Nothing beats persistence at {origins} origins: {came}{able}{short}"


def _said(error: float) -> str:
    return f"{error:,.0f}" if error >= 1000 else f"{error:.3g}"


def _beats(name: str, best: str, scores: Sequence[Score], unit: str) -> str:
    by_name = {score.name: score for score in scores}
    mine, stays = by_name[name], by_name["persistence"]
    off = f"{_said(mine.error)}{unit and ' ' + unit} against {_said(stays.error)} of persistence"
    behind = "" if name == best else f" {best} is off by {_said(by_name[best].error)}, which is not surely less."
    return f"{name} is off by {off}, p {'< 0.0001' if mine.p < 1e-4 else f'= {mine.p:.2g}'}.{behind}"
