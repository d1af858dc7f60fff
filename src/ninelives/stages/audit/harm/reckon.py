"""Harm, reckoned: by labels where there are some, by what was promised where that can be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.findings.harm import Harm
from ninelives.artifacts.sides.side import Side
from ninelives.kernels.stats import clustered, mean_of_scenes
from ninelives.kernels.stats.harm import estimate
from ninelives.stages.audit.harm import by_labels, rule
from ninelives.stages.audit.harm.dark import Dark, darkened
from ninelives.stages.audit.harm.losses import Losses, losses
from ninelives.stages.audit.harm.moving import unforeseen

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.tables import TableModel

LEAST = 30  # scenes of the reference whose truth is known, below which nothing is estimated
WIDEST = 0.5  # half of an interval about an error, as a share of it, beyond which it says nothing

Interval = tuple[float, float]


def reckon(
    model: Model | TableModel | None,
    reference: Side,
    new: Side,
    *,
    shifted: bool,
    gaps: Gaps,
    labels: Mapping[str, Any] | None,
    level: float,
    seed: int,
    classes: Sequence[str] | None = None,
) -> Harm:
    """How well the model does on the new rows, beside how well it did.

    Args:
        model: of photos or of a table; None where only what was said is known.
        reference: rows that it was not fitted on, with truths.
        new: the new ones.
        shifted: whether a test saw that they differ.
        gaps: where the new rows leave the envelope.
        labels: truths of new rows by item, drawn at random; None for none.
        level: how sure intervals are, in (0, 1).
        seed: of what is drawn.
        classes: in the order of the outputs, where there is no model; by default the truths' own, sorted.
    """
    told = losses(model, reference, new, labels, model.classes if model is not None else classes, seed)
    if told is None:
        return Harm.unknown("nothing was said of the rows that could be right or wrong: there is no model")
    measure = "accuracy" if told.share else "mean_absolute_error"
    before = _before(told, level)
    was, ends = (None, None) if before is None else _as_told(before, share=told.share)
    blank = Harm.unknown("", measure=measure, before=was, before_interval=ends)
    why = _cannot(told)
    if (seen := by_labels.seen(told, level, seed, promised=not why)) is not None:
        return _labelled(blank, told, seen, before, promised=not why)
    if why:
        return replace(blank, reason=why)
    return _estimated(blank, told, model, reference, new, gaps, level, seed, shifted=shifted)


def _cannot(told: Losses) -> str:
    """Why nothing can be estimated at all; empty where it can."""
    if not len(told.lost):
        return "no truth of the reference is known, so nobody knows how often it was right before"
    scenes = len(np.unique(told.scenes[0]))
    if scenes < LEAST:
        return f"the truth of only {scenes:,} scenes of the reference is known: {LEAST} are the least"
    return ""


def _estimated(
    blank: Harm,
    told: Losses,
    model: Model | TableModel | None,
    reference: Side,
    new: Side,
    gaps: Gaps,
    level: float,
    seed: int,
    *,
    shifted: bool,
) -> Harm:
    dark: Dark | None = None
    if gaps:
        dark = darkened(model, new, gaps)
        if dark is None:
            most = gaps[0]
            where = f"{most.share:.0%} of the new scenes".replace("%", " %")
            return replace(blank, reason=f"{where} lie where it was never judged ({most.words})")
    if why := unforeseen(reference, new, share=told.share, seed=seed):
        return replace(blank, reason=why)
    pool = (told.old, told.lost, told.new) if dark is None else (dark.old, dark.lost, dark.new)
    scenes, along = (told.scenes, told.along) if dark is None else ((dark.scenes, new.scenes), dark.along)
    found = estimate(*pool, scenes, along, share=told.share, seed=seed)
    half = NormalDist().inv_cdf((1 + level) / 2) * found.error
    if not told.share and half > WIDEST * max(found.value, 1e-300):
        return replace(blank, reason="under shifts as large as this one, made of the reference, no estimate was near")
    assert blank.before is not None
    mean = float(told.lost.mean())
    counts, surely, words = rule.rule(share=told.share, before=mean)
    error = found.more_error if dark is None else found.error
    value, interval = _as_told((found.value, found.value - half, found.value + half), share=told.share)
    return replace(
        blank,
        value=value,
        interval=interval,
        estimate=True,
        assumption=dark.assumption if dark is not None else _assumption(told, found.shifted, shifted=shifted),
        verdict=rule.of_error(found.value - mean, error, level, counts, surely),
        rule=words,
    )


def _assumption(told: Losses, shifted_by: float, *, shifted: bool) -> str:
    what = "an answer given as surely is as often right" if told.share else "a number as large is as far off"
    tail = (
        "; too few scenes to try it on"
        if np.isnan(shifted_by)
        else ", as far as on shifts as large as this, made of the reference"
    )
    return f"{what} there as among the rows kept apart{tail if shifted or np.isnan(shifted_by) else ''}"


def _labelled(
    blank: Harm,
    told: Losses,
    seen: tuple[float, float, float],
    before: tuple[float, float, float] | None,
    *,
    promised: bool,
) -> Harm:
    """The harm that labels tell, and whether they contradict what was said."""
    value, interval = _as_told(seen, share=told.share)
    verdict, words = "unknown", "no truth of the reference is known, so there is nothing to compare with"
    if before is not None:
        counts, surely, words = rule.rule(share=told.share, before=before[0])
        verdict = rule.of_intervals(seen, before, counts, surely)
    return replace(
        blank,
        value=value,
        interval=interval,
        labels=len(told.known),
        assumption=by_labels.assumption(told),
        verdict=verdict,
        rule=words,
        concept_p=by_labels.contradiction(told) if promised else None,
    )


def _before(told: Losses, level: float) -> tuple[float, float, float] | None:
    """The mean loss of the reference, with its interval over scenes; None where no truth is known of two scenes."""
    if len(np.unique(told.scenes[0])) < 2:
        return None
    if told.share:
        mean, _, low, high = clustered(told.lost, told.scenes[0], level)
        return mean, low, high
    mean, low, high = mean_of_scenes(told.lost, told.scenes[0], level)
    return mean, max(low, 0.0), high


def _as_told(lost: tuple[float, float, float], *, share: bool) -> tuple[float, Interval]:
    """A loss as people are told it: the share right, or the error."""
    value, low, high = (float(max(each, 0.0)) for each in lost)
    if not share:
        return value, (low, high)
    value, low, high = (min(each, 1.0) for each in (value, low, high))
    return 1 - value, (1 - high, 1 - low)
