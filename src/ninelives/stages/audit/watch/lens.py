"""How a row of a stream becomes numbers, and what they are called: of a plain table, of a model of one, of photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch import clock
from ninelives.stages.audit.watch.columns import Column, Frames, columns_of, opened
from ninelives.store import digest

if TYPE_CHECKING:
    import polars as pl

TIMES = ("time", "captured_at", "timestamp")  # columns that tell it, where nobody names one


class Lens(Protocol):
    """What looks at the rows of a stream."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns that are watched."""

    def look(self, rows: Any) -> tuple[np.ndarray, np.ndarray]:
        """Rows as numbers, float64 of shape (rows, columns), and when they were: seconds, NaN where nobody told."""

    def to_json(self) -> dict[str, Any]:
        """What tells it from any other."""


@dataclass(frozen=True, slots=True)
class View:
    """A reference, looked at.

    Attributes:
        lens: what looked.
        rows: float64 of shape (observations, columns).
        hours: of the day, float64 of shape (observations,), NaN where nobody told.
        ordered: whether the rows stand in the order in which they came.
        risk: how often the model may be wrong, by its own claim.
        notes: what a person should hear of it.
    """

    lens: Lens
    rows: np.ndarray
    hours: np.ndarray
    ordered: bool
    risk: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the columns of a plain reference."""

    frames: Frames
    time: str | None  # the column that tells when a row was
    hour: str | None  # or only its hour

    @property
    def names(self) -> tuple[str, ...]:
        """See ``Lens``."""
        return self.frames.names

    def look(self, rows: Any) -> tuple[np.ndarray, np.ndarray]:
        """See ``Lens``."""
        if isinstance(rows, list) and len(rows) == 1 and not isinstance(rows[0], Mapping):
            try:
                row = np.asarray(rows[0], float)[None]
            except (TypeError, ValueError) as error:
                raise NinelivesError(f"{rows[0]!r} is no row of numbers", fix="give a mapping, or numbers") from error
            return self.frames.matrix(row), np.full(1, np.nan)
        if not isinstance(rows, np.ndarray | Sequence) or isinstance(rows, str):
            rows = opened(rows)
        told = self.frames.matrix(rows)
        return told, times_of(rows, self.time, self.hour, len(told))

    def to_json(self) -> dict[str, Any]:
        """See ``Lens``."""
        return {
            "kind": "table",
            "time": self.time,
            "hour": self.hour,
            "columns": [{"name": c.name, "names": c.names and list(c.names)} for c in self.frames.columns],
        }


def times_of(rows: Any, time: str | None, hour: str | None, many: int) -> np.ndarray:
    """When rows were, seconds: as a column tells, or at an hour of no day."""
    if (time is None and hour is None) or isinstance(rows, np.ndarray):
        return np.full(many, np.nan)
    name = time or hour
    if isinstance(rows, Sequence):
        told: Any = [row.get(name) if isinstance(row, Mapping) else None for row in rows]
    elif name in rows.columns:
        told = rows.get_column(name)
    else:
        raise NinelivesError(f"there is no column '{name}' that tells the time", fix="name another with --time")
    at = clock.all_seconds(told)
    return at if time else at * 3600


def looked(reference: Any, time: str | None = None, times: Any = None, against: Any = None) -> View:
    """A reference as ``Watch.of`` takes it.

    Raises:
        NinelivesError: it is a model of series, or nothing in it can be watched.
    """
    view = _looked(reference, time, times)
    if against is None:
        return view
    rows, at = view.lens.look(against)
    order = np.argsort(at, kind="stable")
    hours = at / 3600 if getattr(view.lens, "hour", None) else clock.of_day(at)
    return replace(view, rows=rows[order], hours=hours[order], ordered=True)


def _looked(reference: Any, time: str | None, times: Any) -> View:
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel, load_model
    from ninelives.store import manifest

    if isinstance(reference, str | Path) and manifest.is_sealed(Path(reference)):
        reference = load_model(reference)
    if isinstance(reference, SeriesModel):
        raise NinelivesError(
            "a model of series is not watched: each of its values leans on those before, and none changes places",
            fix="watch the errors of its forecasts as a table: nl.Watch.of(errors)",
        )
    if isinstance(reference, TableModel):
        from ninelives.stages.audit.watch.rows import of_model

        return of_model(reference, time)
    if isinstance(reference, Model):
        from ninelives.stages.audit.watch.photos import of_photos

        return of_photos(reference)
    return _plain(reference, time, times)


def _plain(reference: Any, time: str | None, times: Any) -> View:
    """A table without a model."""
    if isinstance(reference, np.ndarray):
        if reference.ndim != 2 or not reference.size:
            raise NinelivesError(
                f"a reference has rows and columns, got shape {reference.shape}", fix="give an array of two dimensions"
            )
        names = [Column(f"column {at + 1}") for at in range(reference.shape[1])]
        view = Table(Frames(tuple(names)), None, None)
        at = np.full(len(reference), np.nan) if times is None else clock.all_seconds(times)
        return View(view, np.asarray(reference, float), clock.of_day(at), ordered=True)
    frame = opened(reference)
    if time is not None and time not in frame.columns:
        raise NinelivesError(f"the reference has no column '{time}'", fix="name another with --time")
    name = time or next((each for each in TIMES if each in frame.columns), None)
    hour = "hour" if name is None and "hour" in frame.columns else None
    columns, notes = columns_of(frame, [each for each in (name, hour) if each])
    lens = Table(Frames(columns), name, hour)
    rows, at = lens.look(frame)
    at = at if times is None else clock.all_seconds(times)
    order = np.argsort(at, kind="stable")  # as it came: what leans on what is seen in that order alone
    hours = at / 3600 if hour else clock.of_day(at)
    order = np.arange(len(at)) if hour else order
    return View(lens, rows[order], hours[order], ordered=True, notes=tuple(notes))


def lens_of(told: Mapping[str, Any], sealed: str, reference: Any, path: Path, against: Any = None) -> Lens:
    """The lens that a state was begun with.

    Args:
        told: what the lens told of itself.
        sealed: the digest of the reference.
        reference: that reference again, which a model has to be; None for that of a table.
        path: of the state.
        against: what the model was held against, where that were not its own observations.

    Raises:
        NinelivesError: it needs the model, and another or none is given.
    """
    if reference is None and told["kind"] == "table":
        columns = [Column(each["name"], each["names"] and tuple(each["names"])) for each in told["columns"]]
        return Table(Frames(tuple(columns)), told["time"], told["hour"])
    if reference is None:
        raise NinelivesError(
            f"'{path}' was begun with a model, which judges what is to be seen", fix="nl.Watch.load(path, model)"
        )
    view = looked(reference, told.get("time"), against=against)
    if named(view) != sealed:
        raise NinelivesError(
            f"'{path}' was begun with another reference or model", fix="name another file with --state"
        )
    return view.lens


def named(view: View) -> str:
    """The digest of a reference: of what looks at it, and of all that it holds."""
    return digest.of_json([view.lens.to_json(), digest.of_bytes(view.rows.tobytes() + view.hours.tobytes())])


def claimed(right: np.ndarray, scene: np.ndarray) -> float:
    """The risk that a model claims at most: the upper end of the 95 % interval of how often it was wrong.

    Args:
        right: whether it was, of items that it was not fitted on, bool.
        scene: of each.
    """
    from ninelives.kernels.stats.intervals import clustered

    low = clustered(right, scene)[2]
    return float(np.clip(1 - low, 1e-3, 1 - 1e-3))


def judged_right(kept: pl.DataFrame, p: np.ndarray, classes: Sequence[str]) -> np.ndarray:
    """Whether the likeliest class of each row is its truth, bool."""
    said = np.array(classes, dtype=object)[p.argmax(axis=1)]
    return np.asarray(said == kept.get_column("truth").to_numpy().astype(object), bool)


def outputs(p: np.ndarray, classes: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """What is watched of probabilities: how sure the answer is, and those of up to a few classes.

    Args:
        p: shape (rows, classes).
        classes: their names.
    """
    if len(classes) == 2:
        return [f"probability of {classes[1]}"], p[:, 1:2]
    named = list(classes[:4])
    return ["how sure it is", *(f"probability of {name}" for name in named)], np.column_stack(
        [p.max(axis=1), p[:, : len(named)]]
    )
