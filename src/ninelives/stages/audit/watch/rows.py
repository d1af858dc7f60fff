"""The rows of a table as its model sees them: what comes in, and what it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.sheets import listed
from ninelives.artifacts.table.column import NUMBER
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.columns import MOST, opened
from ninelives.stages.audit.watch.directions import Directions
from ninelives.stages.audit.watch.lens import TIMES, View, claimed, judged_right, outputs, times_of

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Coding

SOME, ALONG = 16, 6  # of more inputs than there is room for: the first ones, and directions of all


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """See ``lens.Lens``."""

    model: TableModel
    inputs: np.ndarray  # places among the coded columns
    directions: Directions | None
    time: str | None
    hour: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """See ``lens.Lens``."""
        coded = self.model.coding.features
        along = len(self.directions.axes) if self.directions else 0
        classes = self.model.classes
        said = ["prediction"] if classes is None else outputs(np.zeros((0, len(classes))), classes)[0]
        return (
            *(coded[at].name for at in self.inputs),
            *(f"direction {at + 1} of all columns" for at in range(along)),
            *said,
        )

    def look(self, rows: Any) -> tuple[np.ndarray, np.ndarray]:
        """See ``lens.Lens``."""
        if isinstance(rows, list):
            refuse(rows, self.model.coding)
        frame = framed(rows)
        x = self.model.coding.of_frame(frame, where="the stream")[0]
        rung = self.model.rungs[self.model.chosen]
        judged = rung.predict(x) if self.model.classes is None else rung.probabilities(x)
        name = self.time or (None if self.hour else next((each for each in TIMES if each in frame.columns), None))
        return self.put(x, judged), times_of(frame, name, self.hour, len(x))

    def put(self, x: np.ndarray, judged: np.ndarray) -> np.ndarray:
        """Coded rows and what was said of them, side by side."""
        parts = [x[:, self.inputs]]
        if self.directions is not None:
            parts.append(self.directions.along(x))
        classes = self.model.classes
        parts.append(judged[:, None] if classes is None else outputs(judged, classes)[1])
        return np.hstack(parts).astype(float)

    def answers(self, rows: Any) -> np.ndarray:
        """The place of the class that it says of each row."""
        rung = self.model.rungs[self.model.chosen]
        return np.asarray(rung.probabilities(self.model.coding.of_frame(framed(rows))[0]).argmax(axis=1))

    def to_json(self) -> dict[str, Any]:
        """See ``lens.Lens``."""
        return {"kind": "rows", "model": self.model.identity, "time": self.time, "hour": self.hour}


def refuse(rows: list[Any], coding: Coding) -> None:
    """Each row has every column, and numbers where numbers belong: else it would depend on its neighbours.

    Raises:
        NinelivesError: one does not.
    """
    numbers = {column.name for column in coding.columns if column.kind == NUMBER}
    for row in rows:
        if not isinstance(row, Mapping):
            raise NinelivesError(f"a row names its columns, got {type(row).__name__}", fix="give mappings, or a frame")
        if missing := [name for name in coding.names if name not in row]:
            raise NinelivesError(
                f"there is no column {listed(missing)}: there is {listed(list(row)) or 'none'}",
                fix="give the columns that the model learned from",
            )
        for name in numbers:
            if not isinstance(row[name], int | float | None) or isinstance(row[name], bool):
                raise NinelivesError(f"'{name}' is {row[name]!r}, and should be a number", fix="give numbers")


def framed(rows: Any) -> pl.DataFrame:
    """Rows as a frame; of mappings one column a key."""
    import polars as pl

    from ninelives.artifacts.sheets.jsonl import column

    if not isinstance(rows, list):
        return opened(rows, typed=False)
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame([column(name, [row.get(name) for row in rows]) for name in names])


def of_model(model: TableModel, time: str | None) -> View:
    """What a model of a table keeps of rows that it was not fitted on."""
    from ninelives.artifacts.model.tables import stored_as

    kept, coded = model.tables["reference"].unique("scene", keep="first", maintain_order=True), model.coding.features
    x = kept.get_column("features").to_numpy()
    plain = [at for at, each in enumerate(coded) if each.name == each.column]  # parts of a date are always new
    hour_axis = stored_as("hour")
    plain = [at for at in plain if coded[at].name not in ("hour", time)]
    directions = None
    if len(plain) > MOST - 6:
        directions, plain = Directions.of(x, ALONG), plain[:SOME]
    told = [name for name in TIMES if name in model.coding.names]
    name = time or (told[0] if told else None)
    at = next((at for at, each in enumerate(coded) if name and each.name == f"{name} hour"), None)
    by_hour = "hour" if at is None and hour_axis in kept.columns else None
    lens = Rows(model, np.array(plain, np.int64), directions, None if by_hour else name, by_hour)
    hours = np.full(len(x), np.nan)
    if by_hour:
        hours = kept.get_column(hour_axis).cast(float).to_numpy()
    elif at is not None:
        hours = x[:, at].astype(float)
    rows = lens.put(x, _judged(model, kept))
    return View(lens, rows, hours, ordered=False, risk=_claim(model))


def _judged(model: TableModel, kept: pl.DataFrame) -> np.ndarray:
    if model.classes is None:
        return kept.get_column("prediction").to_numpy()
    return kept.select(f"p_{name}" for name in model.classes).to_numpy()


def _claim(model: TableModel) -> float | None:
    apart = model.tables["calibration"]
    if model.classes is None or not apart.height:
        return None
    return claimed(judged_right(apart, _judged(model, apart), model.classes), apart.get_column("scene").to_numpy())
