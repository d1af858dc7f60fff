"""One training from series to a model: the ladder climbed at rolling origins, and what the model keeps of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from ninelives.artifacts.model.series import SeriesModel, SeriesScore
from ninelives.artifacts.series import conditions
from ninelives.kernels.stats import serial_mean
from ninelives.stages.train.clock import deadline
from ninelives.stages.train.series.evidence import backtest
from ninelives.stages.train.series.foresee import Forecast, climb
from ninelives.stages.train.series.judge import Judged
from ninelives.stages.train.work import place

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.envelope import Envelope
    from ninelives.stages.train.series.choose import Score
    from ninelives.stages.train.series.job import SeriesJob
    from ninelives.store.cache import Cache

EACH_S: Final = 2e-5  # a row: to fit the chosen rung once more, and to write
WIDE: Final = 1e300  # an end of an interval of which nothing is known


def learn(job: SeriesJob, cache: Cache, progress: Progress | None) -> SeriesModel:
    """The model of a job; rungs that were judged wait in the cache until it is written.

    Raises:
        NinelivesError: the series are not fit for it.
    """
    spec = job.spec
    end = deadline(job.start, spec.budget, len(job.rows), EACH_S)
    found = climb(job.lines, spec, progress, end, place(job.lineage, cache))
    aside = [(entry.path, entry.reason) for entry in job.rows.set_aside]
    envelope = conditions.envelope(found.lines, job.asked.by)  # without series that were too short
    return SeriesModel(
        asked=job.asked,
        horizon=found.horizon,
        delay=found.delay,
        seasons=found.seasons,
        averaged=spec.step_s,
        years=found.years,
        levels=found.levels,
        chosen=found.chosen.name,
        scores=tuple(_score(found, score) for score in found.chosen.scores),
        lines=found.lines,
        rungs=tuple(fan.rung for fan in found.fans),
        half=np.stack([fan.half for fan in found.fans]),
        envelope=envelope,
        facts=_facts(job, found, envelope),
        tables={
            "backtest": backtest(found),
            "set_aside": pl.DataFrame(aside, schema={"path": pl.String, "reason": pl.String}, orient="row"),
        },
        seconds=time.perf_counter() - job.start,
    )


def _score(found: Forecast, score: Score) -> SeriesScore:
    stays = found.chosen.scores[0].error
    judged = found.judged[score.name]
    mean, interval = absolute(found, judged)
    low, high = score.less_interval
    per = stays if stays > 0 else 1.0
    return SeriesScore(
        name=score.name,
        score=0.0 - score.less / per,
        interval=_ends((0.0 - high / per, 0.0 - low / per)),
        scaled=score.error,
        scaled_interval=_ends((max(score.interval[0], 0.0), score.interval[1])),
        mean_absolute_error=mean,
        error_interval=interval,
        p=score.p,
        beats=score.beats,
        parameters=judged.parameters,
        seconds=judged.seconds,
    )


def absolute(found: Forecast, judged: Judged) -> tuple[float, tuple[float, float]]:
    """Mean absolute error in the target's own units, and its 95 % interval over origins."""
    unit = np.array([line.unit for line in found.lines])[:, None, None]
    off = np.abs(judged.errors) * unit
    told = ~np.isnan(off)
    count = told.sum(axis=(0, 2))
    each = np.where(told, off, 0).sum(axis=(0, 2))[count > 0] / count[count > 0]
    mean = float(off[told].mean())
    half = serial_mean(each, found.origins.overlap).half()
    return mean, _ends((max(mean - half, 0.0), mean + half))


def _ends(interval: Sequence[float]) -> tuple[float, float]:
    """An interval that JSON can hold, where one origin tells nothing of its ends."""
    low, high = (float(np.clip(np.nan_to_num(end, nan=WIDE), -WIDE, WIDE)) for end in interval)
    return low, high


def _facts(job: SeriesJob, found: Forecast, envelope: Envelope) -> dict[str, Any]:
    """What is sealed beside the fitted rung."""
    use, detectable = job.deployment, found.chosen.detectable
    bands = [asdict(band) | {"interval": list(band.interval)} for band in found.coverage]
    return {
        "data": "series",
        "items": len(job.rows),
        "origins": int(found.origins.at.size),
        "scaled": found.scaled,
        "why": found.chosen.why,
        "detectable": detectable if isfinite(detectable) else None,
        "coverage": [band | {"share": band["share"] if band["steps"] else None} for band in bands],
        "notes": [*job.rows.notes, *found.notes, *job.problem.notes],
        "problem": job.problem.facts,
        "left": list(job.rows.left),
        "axes": [axis.name for axis in envelope.axes],
        "world": "real",
        "deployment": use.to_json() if use else None,
        "gaps": [gap.to_json() for gap in envelope.gaps(use)] if use else [],
        "untried": [one.to_json() for one in found.untried],
        "unfinished": list(found.unfinished),
        "lineage": job.lineage.to_json(),
    }
