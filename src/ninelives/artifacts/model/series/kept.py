"""What lies in the folder of a series' model: the rungs' arrays, and all that is known of each series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.kernels.series import RUNGS, Grid, Line, Rung
from ninelives.store.arrays import pack

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.series.model import SeriesModel

ARRAYS: Final = "rung.safetensors"
HISTORY: Final = "history.parquet"
HALF: Final = "half"
LATEST: Final = 4e11  # s: of times that a calendar can tell


def shared(model: SeriesModel) -> bool:
    """Whether one rung foresees all series."""
    return all(rung is model.rungs[0] for rung in model.rungs)


def arrays(model: SeriesModel) -> bytes:
    """The chosen rung of each series, or of all, and the half widths of the bands."""
    rungs = model.rungs[:1] if shared(model) else model.rungs
    found = {f"{number}.{name}": array for number, rung in enumerate(rungs) for name, array in rung.arrays().items()}
    return pack({**found, HALF: model.half})


def rungs_of(found: Mapping[str, np.ndarray], name: str, count: int, *, one: bool) -> tuple[Rung, ...]:
    """The rungs that ``arrays`` wrote.

    Raises:
        ValueError, KeyError: they are no such arrays.
    """
    if one:
        return (RUNGS[name].from_arrays(_under(found, 0)),) * count
    return tuple(RUNGS[name].from_arrays(_under(found, number)) for number in range(count))


def _under(found: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    head = f"{number}."
    return {name.removeprefix(head): array for name, array in found.items() if name.startswith(head)}


def line_json(line: Line) -> dict[str, Any]:
    """A series but for its values."""
    grid = line.grid
    return {
        "name": line.name,
        "start": grid.start,
        "step": grid.step,
        "unit": grid.unit,
        "zone": grid.zone,
        "first": line.first,
        "points": len(line.values),
        "steps": len(line.known),
        "scale": line.unit,
    }


def history(model: SeriesModel) -> pl.DataFrame:
    """``line, value``, and a column for each that is known beforehand; steps after the last value have none."""
    import polars as pl

    columns = len(model.asked.known)
    found: dict[str, list[np.ndarray]] = {"line": [], "value": [], **{_known(at): [] for at in range(columns)}}
    for number, line in enumerate(model.lines):
        steps = max(len(line.known), len(line.values))
        value = np.full(steps, np.nan)
        value[: len(line.values)] = line.values
        found["line"].append(np.full(steps, number, np.int64))
        found["value"].append(value)
        for at in range(columns):
            found[_known(at)].append(line.known[:, at])
    return pl.DataFrame({name: np.concatenate(each) for name, each in found.items()})


def schema(columns: int) -> dict[str, Any]:
    """The columns of ``history``."""
    import polars as pl

    return {"line": pl.Int64, "value": pl.Float64, **{_known(at): pl.Float64 for at in range(columns)}}


def _known(at: int) -> str:
    return f"k{at}"


def lines_of(told: Sequence[Mapping[str, Any]], table: pl.DataFrame, columns: int) -> tuple[Line, ...]:
    """The series that ``line_json`` and ``history`` wrote.

    Raises:
        ValueError, KeyError, TypeError: they are none.
    """
    number = table.get_column("line").to_numpy()
    value = table.get_column("value").to_numpy()
    known = table.select(_known(at) for at in range(columns)).to_numpy() if columns else np.zeros((len(number), 0))
    if not np.isfinite(known).all() or np.isinf(value).any():
        raise ValueError("what is known of its series is no number")
    return tuple(_line(each, value[number == at], known[number == at]) for at, each in enumerate(told))


def _line(told: Mapping[str, Any], value: np.ndarray, known: np.ndarray) -> Line:
    texts, counts = (told["name"], told["unit"], told["zone"]), (told["first"], told["points"], told["steps"])
    numbers = [float(told[name]) for name in ("start", "step", "scale")]
    if not all(isinstance(text, str) for text in texts) or not all(type(count) is int for count in counts):
        raise ValueError("a series lacks its name or length")
    if told["unit"] not in ("s", "M", "") or not np.isfinite(numbers).all() or numbers[1] <= 0 or numbers[2] <= 0:
        raise ValueError("a series is on no grid")
    points, steps = told["points"], max(told["points"], told["steps"])
    if (
        points < 2
        or told["first"] < 0
        or len(value) != steps
        or np.isnan(value[points - 1])
        or not np.isnan(value[points:]).all()
    ):
        raise ValueError("a series has other values than it tells of")
    if abs(numbers[0]) + numbers[1] * (2 * steps + 10) > (LATEST if told["unit"] == "s" else 1e15):
        raise ValueError("a series lies in no year that a calendar tells")
    grid = Grid(numbers[0], numbers[1], told["unit"], np.array([0, steps - 1], np.int64), told["zone"])
    return Line(told["name"], grid, told["first"], value[:points], known, numbers[2])
