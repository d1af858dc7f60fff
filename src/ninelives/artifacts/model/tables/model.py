"""TableModel: a ladder that was fitted to a table, the envelope of its rows, and what later stages need of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance, timings
from ninelives.artifacts.model.folder import KIND, holds
from ninelives.artifacts.model.made import Made
from ninelives.artifacts.model.score import Score
from ninelives.artifacts.model.tables import told
from ninelives.artifacts.model.tables.folder import DATA, REACH, opened
from ninelives.artifacts.model.tables.sheets import TABLES
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError
from ninelives.store import atomic, digest, manifest
from ninelives.store.arrays import pack

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.model.tables.errors import Errors
    from ninelives.artifacts.table import Coding
    from ninelives.kernels.stats import Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class TableModel(Made):
    """What answers a question about the rows of a table, and where it may be trusted.

    Attributes:
        target: the column that was learned.
        task: ``classification`` or ``regression``.
        classes: in the order of every probability column; None for numbers.
        chosen: the recommended rung.
        scores: of every rung, from the lowest up: the share right, or of numbers R², of rows not learned from.
        rungs: the fitted rungs, by name.
        coding: how the columns of new rows become what the rungs read.
        errors: of numbers, how far off each rung is; empty for classes.
        reach: intervals about the chosen rung's numbers; None for classes, and where there were too few scenes.
        envelope: the conditions that it was made under.
        facts: what is sealed beside: items, scenes, notes, leaks, deployment, gaps, lineage, how many rows each rung
            learned from, rungs untried and unfinished.
        tables: ``calibration`` (item, scene, conditions, truth, and ``p_<class>`` or ``prediction, lower, upper``, of
            rows kept apart), ``crossfit`` (the same of rows it was fitted on, each judged by a fit that had not seen
            its scene), ``reference`` (the same with ``features`` of up to 10,000 rows that it was not fitted on),
            ``set_aside``, and ``learned`` (a number for the inputs of each row that it learned from).
        path: where it was loaded from or saved to.
    """

    target: str
    task: str
    classes: tuple[str, ...] | None
    chosen: str
    scores: tuple[Score, ...]
    rungs: Mapping[str, Any]
    coding: Coding
    errors: Mapping[str, Errors]
    reach: Reach | None
    envelope: Envelope
    facts: dict[str, Any]
    tables: Mapping[str, pl.DataFrame]
    path: Path | None = None
    seconds: float = 0.0
    digest: str = field(default="", compare=False)

    @property
    def best(self) -> Score:
        """The chosen rung's score."""
        return next(score for score in self.scores if score.name == self.chosen)

    @property
    def judges(self) -> bool:
        """Whether it can judge new rows; of answers that were adopted there are no more."""
        return self.origin is None or bool(self.rungs[self.chosen].network)

    def learned_from(self, x: np.ndarray) -> np.ndarray:
        """Which rows hold what it learned from: judging those again proves nothing.

        Args:
            x: coded inputs, float32 of shape (rows, features).

        Returns:
            bool of shape (rows,); False for all where its rows are too alike to be known again.
        """
        import numpy as np

        from ninelives.artifacts.model.tables.rows import prefixes

        return np.isin(prefixes(x), self.tables["learned"].get_column("row").to_numpy())

    def accuracy(self) -> tuple[float, tuple[float, float]] | None:
        """Share right of all judged rows, each by a fit that had not seen it, and its 95 % interval over scenes.

        None for numbers.
        """
        return None if self.classes is None else told.accuracy(self)

    def mean_absolute_error(self) -> tuple[float, tuple[float, float]] | None:
        """How far off it is on average, in the target's own units, on the same rows, with its interval.

        None for classes.
        """
        return told.error(self) if self.classes is None else None

    def interval_coverage(self) -> tuple[float, tuple[float, float]] | None:
        """Share of the rows kept apart whose truth lies in its interval, and the interval of that share over scenes.

        None for classes, without intervals, and where no rows were kept apart.
        """
        return told.coverage(self) if self.reach is not None and len(self.tables["calibration"]) else None

    def predict_proba(self, data: Any) -> np.ndarray:
        """Probability of each class.

        Args:
            data: new rows: a path, or a frame of Polars, pandas or Arrow, with the columns that were learned from.

        Returns:
            float64 of shape (rows, classes), in the order of ``classes``.

        Raises:
            NinelivesError: columns are missing or hold something else, or it tells numbers.
        """
        if self.classes is None:
            raise NinelivesError(
                f"'{self.target}' is a number, and has no probabilities", fix="model.predict_interval(rows)"
            )
        found: np.ndarray = self.rungs[self.chosen].probabilities(self.coding.of_frame(data)[0])
        return found

    def predict(self, data: Any) -> np.ndarray:
        """The likeliest class of each row, an array of names, or the number expected, float64.

        For arguments and errors see ``predict_proba``.
        """
        import numpy as np

        if self.classes is None:
            numbers: np.ndarray = self.rungs[self.chosen].predict(self.coding.of_frame(data)[0])
            return numbers
        said: np.ndarray = np.asarray(self.classes)[self.predict_proba(data).argmax(axis=1)]
        return said

    def predict_interval(self, data: Any) -> np.ndarray:
        """Ends between which the truth of 90 % of new scenes lies, float64 of shape (rows, 2).

        For arguments see ``predict_proba``.

        Raises:
            NinelivesError: columns are missing or hold something else, it tells classes, or has no intervals.
        """
        import numpy as np

        if self.classes is not None:
            raise NinelivesError(f"'{self.target}' is a class, and has no interval", fix="model.predict_proba(rows)")
        if self.reach is None:
            raise NinelivesError(
                f"there were too few scenes for an interval: {self.facts['scenes']}", fix="train it on more rows"
            )
        return np.stack(self.reach.interval(self.predict(data)), axis=1)

    @property
    def identity(self) -> str:
        """Its digest, and of a model that lies nowhere yet one over all that judges, so that no two pass for one."""
        if self.digest:
            return self.digest
        rungs = {name: digest.of_bytes(pack(rung.arrays())) for name, rung in self.rungs.items()}
        ends = digest.of_bytes(pack(self.reach.arrays())) if self.reach else ""
        return digest.of_json({"sealed": self._sealed(), "rungs": rungs, "intervals": ends})

    def summary(self) -> dict[str, Any]:
        """What ``train --json`` prints."""
        return told.summary(self)

    def save(self, path: Path, *, replace: bool = False) -> TableModel:
        """Write the model as a folder and read it back.

        Raises:
            NinelivesError: the folder exists, the disk is full, or there is no permission.
        """
        with atomic.folder(path, replace=replace) as partial:
            for name, rung in self.rungs.items():
                atomic.write(partial / "rungs" / f"{name}.safetensors", pack(rung.arrays()))
            for name in TABLES:
                self.tables[name].write_parquet(partial / f"{name}.parquet")
            if self.reach is not None:
                atomic.write(partial / REACH, pack(self.reach.arrays()))
            manifest.seal(partial, KIND, self._sealed())
            seconds = {"total": self.seconds, "rungs": {score.name: score.seconds for score in self.scores}}
            timings.write(partial, seconds)
        return TableModel.load(path)

    def _sealed(self) -> dict[str, Any]:
        own = {
            "target": self.target,
            "task": self.task,
            "classes": None if self.classes is None else list(self.classes),
            "chosen": self.chosen,
            "scores": [score.to_json() for score in self.scores],
            "coding": self.coding.to_json(),
            "errors": {name: one.to_json() for name, one in self.errors.items()},
            "intervals": self.reach is not None,
            "envelope": self.envelope.to_json(),
        }
        return {**self.facts, **own}

    @classmethod
    def load(cls, path: str | Path) -> TableModel:
        """Read a model, digests first; nothing in it can run code.

        Raises:
            NinelivesError: it is damaged, of a newer version, of photos, or no model.
        """
        folder = folder_of(
            path,
            "a model is named by its folder",
            "there is no model",
            load="nl.TableModel.load('rows.model')",
            make="ninelives train rows.csv --target COLUMN",
        )
        sealed = manifest.check(folder, KIND)
        if sealed.facts.get("data") == "series":
            raise NinelivesError(f"'{folder}' is a model of series", fix=f"nl.SeriesModel.load({str(folder)!r})")
        if sealed.facts.get("data") != DATA:
            raise NinelivesError(f"'{folder}' is a model of photos", fix=f"nl.Model.load({str(folder)!r})")
        with usable(f"'{folder}' is no model that can be used", "train it again"):
            return opened(cls, folder, sealed)

    def __repr__(self) -> str:
        many = f"{glance.plural(self.facts['items'], 'row')} in {glance.plural(self.facts['scenes'], 'scene')}"
        what = f"{self.target}: {glance.few(self.classes) if self.classes else 'numbers'}"
        return glance.lines(
            f"{self.path or 'model of a table'}: {origin.name if (origin := self.origin) else self.chosen}, "
            f"{told.right(self)}",
            f"{what}; {'judged on' if origin else 'from'} {many}, {glance.plural(len(self.coding.columns), 'column')}",
            "" if origin else "ladder: " + " · ".join(map(glance.rung, self.scores)),
            f"seen: {glance.few(self.envelope.seen(self.facts['world'])) or 'no region has 30 scenes'}",
            f"never recorded: {', '.join(self.envelope.unrecorded)}" if self.envelope.unrecorded else "",
        )

    def _repr_html_(self) -> str:
        return told.html(self)


def is_of_table(path: Path) -> bool:
    """Whether the seal of a folder says that it holds a model of a table; False for whatever is not sealed."""
    return holds(path, DATA)
