"""Answers that were made elsewhere: a table of probabilities, or of numbers, with the truth beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.foreign.table import given_of
from ninelives.artifacts.handoff.judged import Floats, Ints, Judged, places_of
from ninelives.artifacts.predictions import Predictions
from ninelives.artifacts.sheets import Sheet, read_sheet
from ninelives.artifacts.sides.given import TRUTHS, columns, is_given, of_classes, truth_beside
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.source import New, Source
from ninelives.store import digest

SAID = ("prediction", "lower", "upper")
LARGEST = 1e100  # what is larger is no measurement, and its square no number


def is_answers(data: Any) -> bool:
    """Whether something holds answers: Predictions, or a table of ``item`` and ``p_<class>`` or ``prediction``."""
    return isinstance(data, Predictions) or is_given(data) or {"item", "prediction"} <= set(columns(data))


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
    truth, scenes = truth_beside(sheet), _scenes(sheet)
    if classes is None and not of_classes(sheet.names):
        return _numbers(path, sheet, scenes, truth), None
    told = given_of(sheet, classes=classes)
    names = None if truth is None else truth.cast(pl.String).to_list()
    if names is not None and (others := sorted({each for each in names if each} - set(told.classes))):
        raise NinelivesError(
            f"the truth of '{path}' names '{others[0]}', and the classes are {', '.join(told.classes)}",
            fix="write the truth as the columns p_<class> name it",
        )
    judged = Judged(
        items=list(told.items),
        scenes=scenes,
        conditions={},
        outputs=told.probabilities,
        truth=None if names is None else places_of(names, told.classes),
    )
    return judged, told.classes


def _numbers(path: Path, sheet: Sheet, scenes: Ints, truth: pl.Series | None) -> Judged:
    names = SAID if set(SAID) <= set(sheet.names) else SAID[:1]
    if missing := [name for name in ("item", "prediction") if name not in sheet.names]:
        fix = "name its columns item, prediction, truth; of classes item, p_<class> ..., truth"
        raise NinelivesError(f"'{path}' has no column '{missing[0]}'", fix=fix)
    said = np.stack([_floats(path, name, sheet.take(name)) for name in names], axis=1)
    told = None if truth is None else _floats(path, str(truth.name), truth)
    items = sheet.take("item").cast(pl.String).to_list()
    return Judged(items=items, scenes=scenes, conditions={}, outputs=said, truth=told)


def _floats(path: Path, name: str, column: pl.Series) -> Floats:
    """A column as numbers; NaN where it is empty, which only a truth may be."""
    told = column.cast(pl.Float64, strict=False)
    values = told.to_numpy()
    unread = (told.is_null() & column.is_not_null()).to_numpy() | (np.abs(values) > LARGEST)
    if name in SAID:
        unread |= np.isnan(values)
    if unread.any():
        raise NinelivesError(
            f"column '{name}' of '{path}' should hold numbers, and holds {str(column[int(unread.argmax())])!r}",
            fix="write a number a row; of classes a column p_<class> for each",
        )
    return values


def _scenes(sheet: Sheet) -> Ints:
    """The scene of each item; each is one of its own where none are told."""
    if "scene" not in sheet.names:
        return np.arange(sheet.rows)
    names = sheet.column("scene").cast(pl.String).fill_null("").to_numpy()
    return np.asarray(np.unique(names, return_inverse=True)[1], np.int64)
