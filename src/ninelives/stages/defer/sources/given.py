"""Answers that were made elsewhere: a table of probabilities, or of numbers, with the truth beside them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.foreign.table import read_given
from ninelives.artifacts.handoff.judged import Judged, places_of
from ninelives.artifacts.predictions import Predictions
from ninelives.artifacts.sheets import columns_of, read_sheet
from ninelives.artifacts.sides.given import TRUTHS, is_given
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.source import New, Source
from ninelives.store import digest

SAID = ("prediction", "lower", "upper")


def is_answers(data: Any) -> bool:
    """Whether something holds answers: Predictions, or a table of ``item`` and ``p_<class>`` or ``prediction``."""
    if isinstance(data, Predictions) or is_given(data):
        return True
    if not isinstance(data, str | os.PathLike) or not os.path.isfile(data):
        return False
    if Path(data).suffix.lower() not in (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson"):
        return False
    names = columns_of(Path(data)) or read_sheet(Path(data)).names
    return {"item", "prediction"} <= set(names)


def of_answers(data: Any, calibration: Any = None) -> Source:
    """Answers whose truth is known.

    Args:
        data: the table, or Predictions.
        calibration: another such table, that the truth is known of; None where ``data`` tells it.

    Raises:
        NinelivesError: no truth is told, or the two differ in their classes.
    """
    path = path_of(data if calibration is None else calibration)
    judged, classes = read(path, None)
    if calibration is not None and read(path_of(data), classes)[1] != classes:
        raise NinelivesError(f"'{data}' and '{calibration}' tell of different classes", fix="name answers of one model")
    if not judged.known.any():
        raise NinelivesError(
            f"'{path}' tells no truth, so nobody knows how often these answers are right",
            fix=f"add a column '{TRUTHS[0]}', or name such a table with --calibration",
        )
    known = judged.select(judged.known)
    return Source(
        noun="prediction",
        name=path.name,
        kind="predictions",
        identity=digest.of_file(path_of(data)),
        classes=classes,
        calibration=known,
        planning=None,
        envelope=Envelope.of({}, known.scenes),
        apart=f"the {len(known):,} predictions whose truth is told",
        notes=("predictions record no conditions, so there is no envelope that could be left",),
        digests={"predictions": digest.of_file(path_of(data)), "calibration": digest.of_file(path)},
    )


def new_answers(data: Any, source: Source) -> New:
    """New answers beside those that calibrate."""
    judged, _ = read(path_of(data), source.classes)
    return New(judged=judged, visited=Envelope.of({}, judged.scenes))


def path_of(data: Any) -> Path:
    """The file of answers."""
    return data.path if isinstance(data, Predictions) else Path(data)


def read(path: Path, classes: tuple[str, ...] | None) -> tuple[Judged, tuple[str, ...] | None]:
    """What a table of answers holds, with its classes; None of numbers.

    Raises:
        NinelivesError: it cannot be read, or is of other classes.
    """
    sheet = read_sheet(path)
    name = next((each for each in TRUTHS if each in sheet.names), None)
    truth = None if name is None else sheet.take(name)
    if classes is None and not is_given(path):
        return _numbers(path, sheet, truth), None
    told = read_given(path, classes=classes)
    names = None if truth is None else truth.cast(pl.String).to_list()
    if names is not None and (others := sorted({each for each in names if each} - set(told.classes))):
        raise NinelivesError(
            f"the truth of '{path}' names '{others[0]}', and the classes are {', '.join(told.classes)}",
            fix="write the truth as the columns p_<class> name it",
        )
    return _judged(list(told.items), sheet, told.probabilities, names and places_of(names, told.classes)), told.classes


def _numbers(path: Path, sheet: Any, truth: Any) -> Judged:
    names = SAID if set(SAID) <= set(sheet.names) else SAID[:1]
    if "prediction" not in sheet.names:
        raise NinelivesError(f"'{path}' holds no predictions", fix="name its columns item, prediction, truth")
    try:
        said = np.stack([sheet.take(name).cast(pl.Float64).to_numpy() for name in names], axis=1)
        told = None if truth is None else truth.cast(pl.Float64).to_numpy()
    except pl.exceptions.PolarsError as error:
        raise NinelivesError(f"'{path}' should hold numbers: {error}", fix="write a number a row") from None
    return _judged(sheet.take("item").cast(pl.String).to_list(), sheet, said, told)


def _judged(items: list[str], sheet: Any, outputs: Any, truth: Any) -> Judged:
    scenes = np.arange(len(items))
    if "scene" in sheet.names:
        scenes = np.unique(sheet.take("scene").cast(pl.String).fill_null("").to_numpy(), return_inverse=True)[1]
    return Judged(items=items, scenes=np.asarray(scenes, np.int64), conditions={}, outputs=outputs, truth=truth)
