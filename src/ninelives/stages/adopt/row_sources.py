"""Models of rows, told apart: an ONNX file, an estimator of scikit-learn, a table of answers, a function."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.archive.sources import TABLES
from ninelives.artifacts.lineage import Lineage
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Columns, Photos, Told
from ninelives.kernels.nets.foreign.opening import opened, read
from ninelives.kernels.nets.foreign.reading import read_input
from ninelives.kernels.nets.rungs.foreign import Foreign as Outputs
from ninelives.kernels.nets.rungs.tables.foreign import ForeignRows
from ninelives.stages.adopt import said
from ninelives.stages.adopt.exports import of_estimator
from ninelives.stages.adopt.feeds import feeds_of
from ninelives.stages.adopt.job import Order
from ninelives.stages.adopt.naming import named
from ninelives.stages.adopt.rows import NOUN, HeardRows, RowJob
from ninelives.stages.adopt.sources import PROGRAMS
from ninelives.store import digest

BATCH: Final = 4096  # rows that a function is given at once
AGREE: Final = 0.99  # share of rows that an estimator and its ONNX form must judge alike
Foreseen = Callable[[Lineage], None]


def hear_rows(
    foreign: Any, order: Order, progress: Progress | None, foreseen: Foreseen
) -> tuple[RowJob, Callable[[], HeardRows]]:
    """The rows of an adoption, and what gives the answers of the model.

    Args:
        foreign: the model.
        order: what is asked of it.
        progress: called with (stage, done, of how many).
        foreseen: called with what is known of the lineage, before any row is read.

    Raises:
        NinelivesError: the model is refused, or the rows are not fit to judge it.
    """
    spec = order.spec
    if spec.reading:
        name = next(iter(spec.reading))
        if name != "output":
            raise NinelivesError(f"--{name} says how photos are shown, and DATA holds rows", fix=f"leave --{name} out")
    if isinstance(foreign, bytes | str | os.PathLike):
        path = Path("network.onnx") if isinstance(foreign, bytes) else Path(foreign)
        if path.suffix.lower() in PROGRAMS:
            what = f"'{path}' is no ONNX file, and no table of predictions"
            raise NinelivesError(what, fix=PROGRAMS[path.suffix.lower()])
        if path.suffix.lower() in TABLES:
            return _of_table(path, order, progress, foreseen)
        return _of_network(foreign if isinstance(foreign, bytes) else read(path), path.name, order, progress, foreseen)
    if hasattr(foreign, "predict_proba"):
        return _of_estimator(foreign, order, progress)
    if not callable(foreign):
        raise NinelivesError(
            f"{type(foreign).__name__} is no model that can be adopted for rows",
            fix="name an ONNX file or a table of predictions, or give an estimator with predict_proba, or a function",
        )
    job = RowJob.read(order, order.spec.columns or (), progress)
    return _with_answers(job, foreign)


def _of_network(
    data: bytes, name: str, order: Order, progress: Progress | None, foreseen: Foreseen
) -> tuple[RowJob, Callable[[], HeardRows]]:
    spec = order.spec
    takes = read_input(opened(data), Told(columns=len(spec.columns) if spec.columns else None))
    if isinstance(takes, Photos):
        fix = f"ninelives adopt {name} --data photos/"
        raise NinelivesError(f"'{name}' takes photos, and DATA holds rows", fix=fix)
    keep = spec.columns or (takes.names if isinstance(takes, Columns) else ())
    source = digest.of_bytes(data)
    foreseen(order.lineage({"foreign": source}))
    job = _with(RowJob.read(order, keep, progress), source)
    return job, lambda: _shown(job, data, name)


def _shown(job: RowJob, data: bytes, name: str, columns: tuple[str, ...] | None = None) -> HeardRows:
    """The rows given to a network."""
    spec = job.order.spec
    columns = columns or spec.columns
    takes = read_input(opened(data), Told(columns=len(columns) if columns else None))
    assert not isinstance(takes, Photos)
    feeds, assumed = feeds_of(takes, job.coding, columns)
    rung = ForeignRows(data, spec.output or "", feeds, Outputs.of("logits"))
    given = rung.given(job.x)
    network = rung.opened(given)
    names = named(network.classes, network.gives.classes, spec.classes, job.labels, NOUN)
    seen = network.outputs(given).astype(np.float32)
    rung = ForeignRows(data, spec.output or "", feeds, Outputs.of(network.kind))
    notes = tuple(filter(None, (names.note, assumed)))
    return HeardRows(name, names.classes, seen, rung, network.weights, notes, digest.of_bytes(data))


def _of_table(
    path: Path, order: Order, progress: Progress | None, foreseen: Foreseen
) -> tuple[RowJob, Callable[[], HeardRows]]:
    try:
        source = digest.of_file(path)
    except OSError as error:
        what = f"cannot read the predictions '{path}': {error.strerror}"
        raise NinelivesError(what, fix=f"ls -l '{path}'") from error
    foreseen(order.lineage({"foreign": source}))
    job = _with(RowJob.read(order, (), progress), source)
    swapped = "Its columns would be named"
    return job, lambda: _kept(said.of_table(path, job.table.items, job.labels, order.spec, NOUN), source, swapped)


def _of_estimator(estimator: Any, order: Order, progress: Progress | None) -> tuple[RowJob, Callable[[], HeardRows]]:
    """As ONNX where skl2onnx can write it and it judges alike; else its answers."""
    own = getattr(estimator, "feature_names_in_", None)
    columns = order.spec.columns or (None if own is None else tuple(map(str, own)))
    job = RowJob.read(order, columns or (), progress)
    ask = _asking(estimator, columns, named_columns=own is not None)
    name, why = type(estimator).__name__, ""
    try:
        heard = _shown(job, of_estimator(estimator, job.coding, columns, named_columns=own is not None), name, columns)
        theirs = np.concatenate([np.asarray(ask(part)) for part in _batches(job, columns)])
        alike = float((theirs.argmax(axis=1) == heard.seen.argmax(axis=1)).mean())
        if alike >= AGREE:
            return _with(job, heard.digest), lambda: heard
        why = f"its ONNX form judges {100 * (1 - alike):.1f} % of the rows otherwise"
    except NinelivesError as error:
        why = error.message
    job, answers = _with_answers(job, ask, columns, (f"{name} is kept as its answers: {why}",))
    return job, answers


def _asking(estimator: Any, columns: tuple[str, ...] | None, *, named_columns: bool) -> Callable[[pl.DataFrame], Any]:
    def ask(rows: pl.DataFrame) -> Any:
        taken = rows if columns is None else rows.select(columns)
        return estimator.predict_proba(taken if named_columns else taken.to_numpy())

    ask.__name__ = type(estimator).__name__
    ask.classes_ = getattr(estimator, "classes_", ())  # type: ignore[attr-defined]
    return ask


def _with_answers(
    job: RowJob, call: Any, columns: tuple[str, ...] | None = None, notes: tuple[str, ...] = ()
) -> tuple[RowJob, Callable[[], HeardRows]]:
    answers = said.of_function(call, _batches(job, columns), job.table.items, job.labels, job.order.spec, NOUN)
    heard = _kept(answers, answers.digest, "--classes", notes)
    return _with(job, heard.digest), lambda: heard


def _batches(job: RowJob, columns: tuple[str, ...] | None) -> Iterator[pl.DataFrame]:
    """The inputs of the rows, as a function is given them: words as text, in the order of the table or as named."""
    names = list(columns or job.coding.names)
    if missing := [name for name in names if name not in job.table.frame.columns]:
        raise NinelivesError(f"DATA has no column '{missing[0]}'", fix="rename its columns as the model has them")
    frame = job.table.frame.select(names).with_columns(pl.col(pl.Enum).cast(pl.String))
    yield from frame.iter_slices(BATCH)


def _kept(answers: said.Answers, source: str, typed: str, notes: tuple[str, ...] = ()) -> HeardRows:
    rung = ForeignRows(b"", "", (), Outputs.of("probabilities"))
    return HeardRows(answers.name, answers.classes, answers.x, rung, 1, (*answers.notes, *notes), source, typed)


def _with(job: RowJob, source: str) -> RowJob:
    return RowJob(job.order, job.table, job.coding, job.x, job.trained, {"foreign": source} | job.inputs)
