"""SeriesModel: a rung that foresees series, what is known of them so far, and how right such forecasts were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance, timings
from ninelives.artifacts.model.folder import KIND, holds
from ninelives.artifacts.model.made import Made
from ninelives.artifacts.model.series import kept, told
from ninelives.artifacts.model.series.folder import DATA, opened
from ninelives.artifacts.model.series.score import SeriesScore
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError
from ninelives.store import atomic, digest, manifest

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.series import Asked
    from ninelives.kernels.series import Line, Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesModel(Made):
    """What foresees series, and where it may be trusted.

    Attributes:
        asked: which columns hold the target, the times, the series' names, and what is known beforehand.
        horizon: steps that are foreseen.
        delay: steps that the last values are published late.
        seasons: steps, shortest first.
        averaged: s, or units of times that are numbers, over which values are averaged; 0 for none.
        years: whether the rung was shown months.
        levels: of the bands, narrow first.
        chosen: the recommended rung.
        scores: of every rung, from the lowest up.
        lines: each series as far as it is known.
        rungs: the chosen one, fitted to each of them; one and the same where it learned from all together.
        half: half widths of the bands of each, in the unit of its line, shape (series, levels, horizon).
        envelope: the conditions that it was made under.
        facts: what is sealed beside: rows, origins, why this rung, coverage, notes, gaps, lineage, rungs untried.
        tables: ``backtest`` (item, series, origin, time, step, truth, prediction, lower, upper: what the chosen rung
            foresaw from what was known at each origin), and ``set_aside``.
        path: where it was loaded from or saved to.
    """

    asked: Asked
    horizon: int
    delay: int
    seasons: tuple[int, ...]
    averaged: float
    years: bool
    levels: tuple[float, ...]
    chosen: str
    scores: tuple[SeriesScore, ...]
    lines: tuple[Line, ...]
    rungs: tuple[Rung, ...]
    half: np.ndarray
    envelope: Envelope
    facts: dict[str, Any]
    tables: Mapping[str, pl.DataFrame]
    path: Path | None = None
    seconds: float = 0.0
    digest: str = field(default="", compare=False)

    @property
    def target(self) -> str:
        """The column that is foreseen."""
        return self.asked.target

    @property
    def best(self) -> SeriesScore:
        """The chosen rung's score."""
        return next(score for score in self.scores if score.name == self.chosen)

    @property
    def level(self) -> float:
        """Of the one band that predictions have."""
        return told.main_level(self.levels)

    @property
    def step(self) -> str:
        """How far apart its steps are, as people say it."""
        return told.step(self.lines[0].grid)

    def predict(self, data: Any = None) -> pl.DataFrame:
        """What comes next, series by series.

        Args:
            data: a path or a frame with what came since, in the columns that were learned from; the steps to be
                foreseen may be among them, with the target left empty. None: from the end of what it learned from.

        Returns:
            ``item, time, prediction, lower, upper``, and the series' name in its own column where there are several; a
            row for each step ahead. ``lower`` and ``upper`` are null where too few errors are known for a band.

        Raises:
            NinelivesError: columns are missing or hold something else, or times lie on no step that it knows.
        """
        from ninelives.artifacts.model.series.onward import foresee, known
        from ninelives.artifacts.series import SeriesRows

        rows = None if data is None else SeriesRows.of(data, self.asked, new=True)
        found, aside = foresee(self, known(self, rows))
        if not found:
            raise NinelivesError(
                f"nothing can be foreseen: {aside[0].path}: {aside[0].reason}", fix="give more of its past"
            )
        return told.frame(self, found)

    @property
    def identity(self) -> str:
        """Its digest, and of a model that lies nowhere yet one over all that foresees, so that no two pass for one."""
        if self.digest:
            return self.digest
        return digest.of_json({"sealed": self._sealed(), "arrays": digest.of_bytes(kept.arrays(self))})

    def summary(self) -> dict[str, Any]:
        """What ``train --json`` prints."""
        return told.summary(self)

    def save(self, path: Path, *, replace: bool = False) -> SeriesModel:
        """Write the model as a folder and read it back.

        Raises:
            NinelivesError: the folder exists, the disk is full, or there is no permission.
        """
        with atomic.folder(path, replace=replace) as partial:
            atomic.write(partial / kept.ARRAYS, kept.arrays(self))
            kept.history(self).write_parquet(partial / kept.HISTORY)
            for name, table in self.tables.items():
                table.write_parquet(partial / f"{name}.parquet")
            manifest.seal(partial, KIND, self._sealed())
            seconds = {"total": self.seconds, "rungs": {score.name: score.seconds for score in self.scores}}
            timings.write(partial, seconds)
        return SeriesModel.load(path)

    def _sealed(self) -> dict[str, Any]:
        asked = {
            "target": self.asked.target,
            "time": list(self.asked.time),
            "by": self.asked.by,
            "known": list(self.asked.known),
            "order": self.asked.order,
            "zone": self.asked.zone,
        }
        own = {
            "asked": asked,
            "horizon": self.horizon,
            "delay": self.delay,
            "seasons": list(self.seasons),
            "averaged": self.averaged,
            "years": self.years,
            "levels": list(self.levels),
            "chosen": self.chosen,
            "scores": [score.to_json() for score in self.scores],
            "lines": [kept.line_json(line) for line in self.lines],
            "shared": kept.shared(self),
            "envelope": self.envelope.to_json(),
        }
        return {**self.facts, **own}

    @classmethod
    def load(cls, path: str | Path) -> SeriesModel:
        """Read a model, digests first; nothing in it can run code.

        Raises:
            NinelivesError: it is damaged, of a newer version, of something else, or no model.
        """
        folder = folder_of(
            path,
            "a model is named by its folder",
            "there is no model",
            load="nl.SeriesModel.load('rows.model')",
            make="ninelives train rows.csv --target COLUMN --time COLUMN",
        )
        sealed = manifest.check(folder, KIND)
        if sealed.facts.get("data") != DATA:
            raise NinelivesError(f"'{folder}' is no model of series", fix=f"ninelives report {folder}")
        with usable(f"'{folder}' is no model that can be used", "train it again"):
            return opened(cls, folder, sealed)

    def __repr__(self) -> str:
        points = sum(len(line.values) for line in self.lines)
        many = f"{len(self.lines):,} series, {glance.plural(points, 'step')} of {self.step}"
        return glance.lines(
            f"{self.path or 'model of series'}: {self.chosen}, {told.off(self)}",
            f"{self.target}, {told.span(self.horizon, self.lines[0].grid)} ahead; from {many}",
            "ladder: " + " · ".join(map(told.rung, self.scores)),
            f"seen: {glance.few(self.envelope.seen(self.facts['world'])) or 'no region has 30 scenes'}",
        )

    def _repr_html_(self) -> str:
        return told.html(self)


def is_of_series(path: Path) -> bool:
    """Whether the seal of a folder says that it holds a model of series; False for whatever is not sealed."""
    return holds(path, DATA)
