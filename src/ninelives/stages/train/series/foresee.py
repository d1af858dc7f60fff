"""Forecast: the lowest rung that surely beats standing still, what it foresees, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.series import Line, Origins, check_known, errors_needed, lines, needed, plan
from ninelives.stages.train.clock import OutOfTime, check, until
from ninelives.stages.train.series.choose import Chosen, choose
from ninelives.stages.train.series.fan import Coverage, Fan, coverage, fans
from ninelives.stages.train.series.fitting import NEEDS, untried
from ninelives.stages.train.series.judge import Backtest, Judged, seasons_of, years_of
from ninelives.stages.train.series.kept import keep, recall
from ninelives.stages.train.series.learned import Task
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.stages.train.untried import Untried

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.artifacts.archive import Progress

USUAL = 12  # steps foreseen where nothing else is told


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """All that a report tells.

    Attributes:
        chosen: the rung, why, and every rung's score.
        fans: of each series.
        coverage: of each level's bands.
        levels: of the bands.
        horizon: steps.
        seasons: steps, shortest first.
        delay: steps.
        origins: when the rungs were judged.
        scaled: whether errors are in units of the seasonal naive error (MASE); else in the unit of the target.
        untried: rungs that could not be tried, with the line that mends it.
        notes: what was put right or is not as one might think, in words.
        judged: every rung's losses and errors, by name.
        lines: the series that were long enough.
        years: whether the rungs were shown months.
        unfinished: rungs that time did not allow.
    """

    chosen: Chosen
    fans: tuple[Fan, ...]
    coverage: tuple[Coverage, ...]
    levels: tuple[float, ...]
    horizon: int
    seasons: tuple[int, ...]
    delay: int
    origins: Origins
    scaled: bool
    untried: tuple[Untried, ...]
    notes: tuple[str, ...]
    judged: Mapping[str, Judged]
    lines: tuple[Line, ...]
    years: bool
    unfinished: tuple[str, ...] = ()


def forecast(
    times: np.ndarray,
    values: np.ndarray,
    *,
    by: np.ndarray | None = None,
    known: Mapping[str, np.ndarray] | None = None,
    spec: SeriesSpec | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """Climb the ladder of rungs at rolling origins, choose, and foresee.

    Args:
        times: datetime64, text in ISO 8601, or numbers, shape (rows,); those of one series in their order.
        values: the target, shape (rows,); NaN is a gap, and after the last value a step to be foreseen.
        by: what tells series apart, shape (rows,); one rung is chosen for all.
        known: numbers that are known beforehand, by name: a holiday, a price that is set. Never the weather.
        spec: the options.
        progress: called with ("backtest", forecasts done, of how many).

    Raises:
        NinelivesError: times or values cannot be read, or the series is too short for one origin.
    """
    spec = spec or SeriesSpec()
    series = lines(times, values, by=by, known=known, step=spec.step_s, zone=spec.zone)
    return climb(series, spec, progress)


def climb(
    series: list[Line],
    spec: SeriesSpec,
    progress: Progress | None = None,
    end: float | None = None,
    work: Path | None = None,
) -> Forecast:
    """Climb the ladder for series that are on their grid; arguments and errors as for ``forecast``.

    ``end`` is when to stop, of ``time.perf_counter``, s: rungs that are not finished by then are named. ``work`` is the
    folder for what outlives a kill.
    """
    seasons, horizon, notes = _asked(series, spec)
    task = Task(horizon + spec.delay, seasons, spec.seed)
    check_known(series, task.horizon)
    series, origins, aside = _planned(series, horizon, seasons, spec)
    test = Backtest.of(series, origins, task, spec.delay, found=spec.seasons is None)
    gone = untried(spec.ladder, int(origins.at[0]) - spec.delay - min(line.first for line in series), task)
    ladder = [name for name in spec.ladder if name not in {one.name for one in gone}]
    judged = _judged(test, ladder, progress, end, work)
    losses = {name: each.losses for name, each in judged.items()}
    if np.isnan(losses["persistence"]).all():
        raise NinelivesError("no step after any origin has a value", fix="give a longer series")
    chosen = choose(losses, origins.overlap, alpha=spec.alpha, unit="MASE" if test.scaled else "")
    best, years = judged[chosen.name], years_of(series)
    notes += aside + _noted(series, test, origins, spec)
    return Forecast(
        chosen,
        fans(series, best, task, spec, years=years),
        coverage(best, origins, spec),
        spec.levels,
        horizon,
        seasons,
        spec.delay,
        origins,
        test.scaled,
        gone,
        tuple(notes),
        judged,
        tuple(series),
        years,
        tuple(name for name in ladder if name not in judged),
    )


def _judged(
    test: Backtest, ladder: Sequence[str], progress: Progress | None, end: float | None, work: Path | None
) -> dict[str, Judged]:
    """Every rung over all origins, as far as time allows; persistence always."""
    many, done, found = len(ladder) * test.origins.at.size, 0, dict[str, Judged]()

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress("backtest", done, many)

    try:
        for name in ladder:
            if found:
                check(end)
            if name in NEEDS:
                import_module(NEEDS[name][0])  # as a whole: no clock may break that off half-way
            with until(end if found else None):
                found[name] = _one(test, name, tick, work)
    except OutOfTime:
        if progress:
            progress("backtest", many, many)
    return found


def _one(test: Backtest, name: str, tick: Callable[[], None], work: Path | None) -> Judged:
    """One rung, taken from an earlier run of the same command where that judged it."""
    if work and (kept := recall(name, work, test)):
        for _ in range(test.origins.at.size):
            tick()
        return kept
    judged = test.run(name, tick)
    if work:
        keep(judged, work)
    return judged


def _asked(series: Sequence[Line], spec: SeriesSpec) -> tuple[tuple[int, ...], int, list[str]]:
    """Seasons, horizon, and what is to be said of them."""
    longest = max(series, key=lambda line: len(line.values))
    if spec.seasons is not None:
        seasons = tuple(sorted(set(spec.seasons)))
        least = 2 * max(seasons, default=0) + 1
        if len(longest.values) < least:
            raise NinelivesError(
                f"a season of {max(seasons)} steps needs {least} points, got {len(longest.values)}",
                fix=f"give a shorter season, or none, or at least {least} points",
            )
        return seasons, spec.horizon or min(seasons, default=USUAL), []
    seasons = seasons_of(series)
    horizon = spec.horizon or min(seasons, default=USUAL)
    while seasons and len(longest.values) < needed(horizon, seasons, spec.delay) + horizon:
        seasons = seasons[:-1]  # what is too long to be judged is not used
    found = f"found in the data: seasons of {', '.join(map(str, seasons))} steps" if seasons else "no season was found"
    return seasons, horizon, [found]


def _planned(
    series: list[Line], horizon: int, seasons: tuple[int, ...], spec: SeriesSpec
) -> tuple[list[Line], Origins, list[str]]:
    """Series that are long enough for one origin, the origins, and what is said of the others."""
    least = needed(horizon, seasons, spec.delay) + horizon
    able = [line for line in series if len(line.values) >= least]
    if not able:
        longest = max(len(line.values) for line in series)
        raise NinelivesError(
            f"one origin with a horizon of {horizon} needs {least} points, got {longest}",
            fix=f"give {least - longest} more points, or a shorter horizon",
        )
    aside = [
        f"'{line.name}' is set aside: one origin needs {least} points, got {len(line.values)}"
        for line in series
        if len(line.values) < least
    ]
    start = min(line.first for line in able)
    moved = [replace(line, first=line.first - start) for line in able]
    return moved, plan(max(line.end for line in moved), horizon, seasons=seasons, delay=spec.delay), aside


def _noted(series: Sequence[Line], test: Backtest, origins: Origins, spec: SeriesSpec) -> list[str]:
    notes = [f"{line.name}: {note}" if line.name else note for line in series for note in line.notes]
    still = [line.name for line in series if np.nanmax(line.values) == np.nanmin(line.values)]
    if still:
        which = "the series" if len(series) == 1 else f"{len(still)} series"
        notes.append(f"{which} never changed: MASE is undefined, since its naive error is 0")
    elif not test.scaled:
        notes.append(
            "MASE is undefined: the seasonal naive forecast was never off; errors are in the unit of the target"
        )
    if origins.overlap > 1:
        notes.append(
            f"forecasts of the {origins.at.size} origins overlap {origins.overlap:.1f} times: few points to be sure by"
        )
    scarce = [level for level in spec.levels if errors_needed(level) > origins.at.size]
    notes += [
        f"no {100 * level:g} % band: it needs {errors_needed(level)} origins, got {origins.at.size}" for level in scarce
    ]
    ends = max(line.end for line in series)
    notes += [f"{line.name} ends {ends - line.end} steps before the others" for line in series if line.end < ends]
    return notes
