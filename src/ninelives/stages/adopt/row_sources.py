"""Models of rows, told apart: an ONNX file, an estimator of scikit-learn, a table of answers, a function."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from ninelives.artifacts.archive import Progress
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
from ninelives.stages.adopt.sources import of_answers
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
    photos = [name for name in order.spec.reading if name != "output"] + ["labels"] * (order.labels is not None)
    if photos:
        raise NinelivesError(f"--{photos[0]} is of photos, and DATA holds rows", fix=f"leave --{photos[0]} out")
    if isinstance(foreign, bytes):
        return _of_network(foreign, "network.onnx", order, progress, foreseen)
    if isinstance(foreign, str | os.PathLike):
        path = Path(foreign)
        if of_answers(path):
            return _of_table(path, order, progress, foreseen)
        return _of_network(read(path), path.name, order, progress, foreseen)
    if hasattr(foreign, "predict_proba"):
        return _of_estimator(foreign, order, progress)
    if not callable(foreign):
        raise NinelivesError(
            f"{type(foreign).__name__} is no model that can be adopted for rows",
            fix="name an ONNX file or a table of predictions, or give an estimator with predict_proba, or a function",
        )
    job = RowJob.read(order, order.spec.columns or (), progress)
    answers = _answers(job, foreign, None)
    kept = _kept(answers, answers.digest, "with --classes")
    return _with(job, kept.digest), lambda: kept


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
    source = said.digest_of(path)
    foreseen(order.lineage({"foreign": source}))
    job = _with(RowJob.read(order, (), progress), source)
    swapped = "with its columns named"
    return job, lambda: _kept(said.of_table(path, job.table.items, job.labels, order.spec, NOUN), source, swapped)


def _of_estimator(estimator: Any, order: Order, progress: Progress | None) -> tuple[RowJob, Callable[[], HeardRows]]:
    """As ONNX where skl2onnx can write it and it judges alike; else its answers."""
    own = getattr(estimator, "feature_names_in_", None)
    columns = order.spec.columns or (None if own is None else tuple(map(str, own)))
    job = RowJob.read(order, columns or (), progress)
    name, by_name = type(estimator).__name__, own is not None
    answers = _answers(job, _asking(estimator, columns, by_name=by_name), columns)
    try:
        heard = _shown(job, of_estimator(estimator, job.coding, columns, named_columns=by_name), name, columns)
        judged = heard.rung.rung.probabilities(heard.seen).argmax(axis=1)
        alike = float((answers.p.argmax(axis=1) == judged).mean())
        if alike >= AGREE:
            return _with(job, heard.digest), lambda: heard
        why = f"its ONNX form judges {100 * (1 - alike):.1f} % of the rows otherwise"
    except NinelivesError as error:
        why = error.message
    kept = _kept(answers, answers.digest, "with --classes", (f"{name} is kept as its answers: {why}",))
    return _with(job, kept.digest), lambda: kept


def _asking(estimator: Any, columns: tuple[str, ...] | None, *, by_name: bool) -> Callable[[pl.DataFrame], Any]:
    def ask(rows: pl.DataFrame) -> Any:
        taken = rows if columns is None else rows.select(columns)
        return estimator.predict_proba(taken if by_name else taken.to_numpy())

    ask.__name__ = type(estimator).__name__
    ask.classes_ = getattr(estimator, "classes_", ())  # type: ignore[attr-defined]
    return ask


def _answers(job: RowJob, call: Any, columns: tuple[str, ...] | None) -> said.Answers:
    return said.of_function(call, _batches(job, columns), job.table.items, job.labels, job.order.spec, NOUN)


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
