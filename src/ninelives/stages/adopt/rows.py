"""A model from what somebody's model says of the rows of a table: score, temperature, envelope, evidence."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.foreign import Origin
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.model.tables.evidence import learned, recognises, reference, rows
from ninelives.artifacts.model.tables.parts import FACTS
from ninelives.artifacts.problem.given import check_labels
from ninelives.artifacts.table import Coding, Table
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs.tables.foreign import ForeignRows
from ninelives.kernels.stats import apart
from ninelives.report.terminal import counted
from ninelives.report.words import plural
from ninelives.stages.adopt.job import LEARNED, Order
from ninelives.stages.adopt.judgement import Judgement, abroad, facts
from ninelives.stages.adopt.naming import order as order_of

NOUN = "row"


@dataclass(frozen=True, slots=True, eq=False)
class RowJob:
    """An adoption on rows that can begin.

    Attributes:
        order: what was asked for.
        table: the rows that it is judged on.
        coding: how they become numbers.
        x: these, float32 of shape (rows, features).
        trained: the rows that it was trained on; None where nobody said.
        inputs: of the lineage of the model to be, by digest.
    """

    order: Order
    table: Table
    coding: Coding
    x: np.ndarray
    trained: Table | None
    inputs: dict[str, str]

    @classmethod
    def read(cls, order: Order, keep: tuple[str, ...], progress: Progress | None) -> RowJob:
        """Read the rows; ``keep`` are columns that the model takes, whatever they give away.

        Raises:
            NinelivesError: they cannot be read, or the model was trained on all of them.
        """
        if order.target is None:
            raise NinelivesError(
                "DATA is a table of rows, and --target does not say which column holds the truth",
                fix="ninelives adopt FOREIGN --data DATA --target COLUMN",
            )
        spec = order.spec
        told: dict[str, Any] = {"target": order.target, "id": spec.id, "task": "classification"}
        told["progress"] = counted(progress)
        table = Table.of(order.data, keep=keep, **told)
        check_labels(order.answers, table.labels, NOUN)
        table.conditions(spec.axes)  # an unknown axis is told before anything is judged
        coding, trained = Coding.of(table), None
        inputs = {"table": table.digest}
        if order.trained_on is not None:
            trained = Table.of(order.trained_on, keep=keep, **told)
            trained.conditions(spec.axes)
            inputs["trained_on"] = trained.digest
            table = _fresh(table, trained)
        return cls(order, table, coding, table.matrix(coding), trained, inputs)

    @property
    def lineage(self) -> Lineage:
        """Of the model to be."""
        return self.order.lineage(self.inputs)

    @property
    def labels(self) -> list[str]:
        """The different classes of the rows, sorted."""
        return sorted({label for label in self.table.labels if label is not None})

    def places(self, classes: tuple[str, ...]) -> np.ndarray:
        """The place of each row's truth among the classes, int64."""
        code = {name: at for at, name in enumerate(classes)}
        return np.array([code[label or ""] for label in self.table.labels], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class HeardRows:
    """What was said of the rows of a job.

    Attributes:
        name: of whom, for people.
        classes: in the order of the outputs.
        seen: the outputs, float32 of shape (rows, numbers).
        rung: that gives more of them.
        weights: numbers that the model consists of, as far as anybody knows.
        notes: what a person should hear of it.
        digest: of it, or of its answers.
        typed: how to say that its classes stand in another order.
    """

    name: str
    classes: tuple[str, ...]
    seen: np.ndarray
    rung: ForeignRows
    weights: int
    notes: tuple[str, ...]
    digest: str
    typed: str = "with --classes"


def made_of_rows(job: RowJob, heard: HeardRows, start: float) -> TableModel:
    """The model.

    Args:
        job: what was asked for.
        heard: what was said of its rows.
        start: when it began, of ``time.perf_counter``, s.
    """
    table, spec, trained, plain = job.table, job.order.spec, job.trained, heard.rung.rung
    y, scene = job.places(heard.classes), job.table.scene
    kept = apart(scene, y, spec.calibration_share, seed=spec.seed, key=table.items)
    found = Judgement.of(plain, heard.seen, y, scene, kept, heard.weights)
    doubt = order_of(y, found.p.argmax(axis=1), scene, kept, heard.classes, heard.typed)
    axes = _axes(trained or table, table, spec.axes)
    envelope = (trained or table).envelope(axes)
    origin = Origin(name=heard.name, takes=None, output=None, kind=plain.gives, numbers=heard.seen.shape[1])
    origin = replace(origin, doubts=(doubt,) * bool(doubt))
    notes = [*table.notes, *job.order.notes, *heard.notes, *found.notes]
    if trained is not None:
        origin = replace(origin, items=len(trained), scenes=trained.scenes)
        notes += abroad(envelope, table.envelope(axes))
    crossfit, held = (
        rows(table.select(some), found.p[some], None, envelope, axes, heard.classes) for some in (~kept, kept)
    )
    unseen, features = (held, job.x[kept]) if len(held) else (crossfit, job.x[~kept])
    refused = [(entry.path, entry.reason) for entry in table.set_aside]
    assert table.target is not None
    return TableModel(
        target=table.target,
        task="classification",
        classes=heard.classes,
        chosen=ForeignRows.name,
        scores=(found.score,),
        rungs={ForeignRows.name: replace(heard.rung, rung=found.rung)},
        coding=job.coding,
        errors={},
        reach=None,
        envelope=envelope,
        facts={name: [] for name, kind in FACTS.items() if kind is list}
        | {
            "data": "table",
            "id": spec.id,
            "foreign": origin.to_json(),
            "learned": {ForeignRows.name: int((~kept).sum())},
            "recognises": recognises(table, job.coding),
            "notes": notes,
            "leaks": [asdict(leak) | {"evidence": dict(leak.evidence)} for leak in table.leaks],
            "axes": axes,
            "problem": job.order.problem,
            "rules": None,
        }
        | facts(job.lineage, job.order.deployment, envelope, kept, scene),
        tables={
            "calibration": held,
            "crossfit": crossfit,
            "reference": reference(unseen, features),
            "set_aside": pl.DataFrame(refused, schema={"path": pl.String, "reason": pl.String}, orient="row"),
            "learned": learned(table, job.coding, _all(job)),
        },
        seconds=time.perf_counter() - start,
    )


def _axes(whole: Table, table: Table, wanted: tuple[str, ...] | None) -> list[str]:
    """The conditions of what it was trained on that are known of what it is judged on too."""

    def known(name: str) -> bool:
        try:
            return bool(table.conditions([name]))
        except NinelivesError:
            return False

    return [name for name in whole.conditions(wanted) if known(name)]


def _all(job: RowJob) -> np.ndarray:
    """The rows that it was judged on, and those that it was trained on."""
    if job.trained is None:
        return job.x
    try:
        return np.concatenate([job.x, job.coding.matrix(job.trained.frame)])
    except ValueError:  # columns of another kind than those that it is judged on
        return job.x


def _fresh(table: Table, trained: Table) -> Table:
    """The rows that the model was not trained on: the same in all columns proves nothing."""
    if not recognises(table, Coding.of(table)):  # in a coarse table rows are the same by chance
        return table
    shared = [column.name for column in table.columns if column.name in trained.frame.columns]
    names = [*shared, *([table.target] if table.target else [])]
    mine, its = (each.frame.select(pl.col(names).cast(pl.String)) for each in (table, trained))
    known = mine.with_row_index("at").join(its.unique(), on=names, how="semi", nulls_equal=True).get_column("at")
    if len(known) == len(table):
        raise NinelivesError(
            f"the model was trained on all {plural(len(table), NOUN)} of DATA: judging them proves nothing",
            fix="name rows that it has not seen: --data OTHERS.csv",
        )
    if not len(known):
        return table
    keep = np.ones(len(table), bool)
    keep[known.to_numpy()] = False
    return table.select(keep, LEARNED)
