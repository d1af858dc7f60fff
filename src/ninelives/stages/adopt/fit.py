"""Adopt: from a model made elsewhere, and data that it is judged on, to a model with its flight envelope."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import Lineage, foresee, place, put
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError
from ninelives.report.terminal import watched
from ninelives.stages.adopt.job import Job, Order
from ninelives.stages.adopt.made import Heard, made, shared
from ninelives.stages.adopt.naming import order as order_of
from ninelives.stages.adopt.sources import Source, source_of
from ninelives.stages.adopt.spec import AdoptSpec


@dataclass(frozen=True, slots=True)
class Adopted:
    """A model, and where it lies."""

    model: Model | TableModel
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


def adopt(
    foreign: Any,
    *,
    data: Any,
    labels: str | Path | None = None,
    target: str | None = None,
    trained_on: Any = None,
    deployment: str | Path | Deployment | None = None,
    problem: str | Path | Problem | None = None,
    out: str | Path | None = None,
    spec: AdoptSpec | None = None,
    progress: Progress | bool | None = None,
    **options: Any,
) -> Model | TableModel:
    """Give a model made elsewhere what our own have: score, calibration, envelope, lineage, a report.

    Args:
        foreign: an ONNX file, a table of predictions (``item``, and a probability for each class), a
            ``torch.nn.Module``, an estimator of scikit-learn, or any function from a batch to probabilities. A batch of
            photos is a list of uint8 arrays (height, width, 3), RGB; with ``size`` it is one array, made ready as a
            network would take it. A batch of rows is a Polars frame.
        data: what it is judged on: photos, a folder with a subfolder for each class, a table of their paths, zip, tar
            or archive; or rows, a file or a frame.
        labels: a Labels file that names the class of each photo.
        target: the column of a table that holds the label.
        trained_on: what it was trained on, as ``data``; the envelope is that of these. Where it is not known, the
            envelope is that of ``data``, and it is said so.
        deployment: where the model will be used, in words (``"hour=20-6"``), as a TOML file or a Deployment.
        problem: what is asked, a Problem or its file: target, deployment and costs; an argument that is given here
            wins.
        out: the folder to write; without it nothing is written, and ``save`` of the model does.
        spec: all options together.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        options: single options of ``AdoptSpec``: ``classes``, ``size``, ``values``, ``channels``, ``seed``, ….

    Returns:
        The model; the same arguments on the same machine give the same bytes. Of a table or a function it keeps the
        answers: whatever asks it for new ones is told so.

    Raises:
        NinelivesError: the model is refused, or the data are not fit to judge it.
    """
    start, spec, show = time.perf_counter(), spec or AdoptSpec.of(options), watched(progress)
    told: dict[str, Any] = {"labels": labels, "target": target, "trained_on": trained_on, "deployment": deployment}
    told["problem"] = problem
    if out is not None:
        return adopt_into(foreign, data, spec, Path(out), Path(out), show, **told).model
    _, make = _prepared(foreign, Order.of(data, spec, **told), show, start, lambda _: None)
    return make()


def adopt_into(
    foreign: Any,
    data: Any,
    spec: AdoptSpec,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    **told: Any,
) -> Adopted:
    """Adopt, and write to ``out``, or beside others at ``default``; the same lineage is never computed twice."""
    start, order = time.perf_counter(), Order.of(data, spec, **told)
    lineage, make = _prepared(foreign, order, progress, start, lambda known: foresee(out, default, known))
    where, saved = place(out, default, lineage), None
    if not where.done:
        keep: Callable[[Path], Model | TableModel] = make().save
        where, saved = put(where, out, default, lineage, keep)
    found = saved or load_model(where.path)
    assert isinstance(found, Model | TableModel)  # its lineage was made here, where no series is
    return Adopted(found, done=saved is None, note=where.note)


def _prepared(
    foreign: Any, order: Order, progress: Progress | None, start: float, foreseen: Callable[[Lineage], None]
) -> tuple[Lineage, Callable[[], Model | TableModel]]:
    """The lineage of the model to be, and what makes it; ``foreseen`` is called with what is known before reading."""
    if is_table(order.data):
        from ninelives.stages.adopt.row_sources import hear_rows
        from ninelives.stages.adopt.rows import made_of_rows

        rows, answers = hear_rows(foreign, order, progress, foreseen)
        return rows.lineage, lambda: made_of_rows(rows, answers(), start)
    if order.spec.columns or order.spec.id:
        name = "columns" if order.spec.columns else "id"
        raise NinelivesError(f"--{name} is of a table of rows, and DATA holds photos", fix=f"leave --{name} out")
    source = source_of(foreign, order.spec)
    foreseen(order.lineage({"foreign": source.digest} if source.digest else {}))
    job, heard = _ready(source, Job.read(order, progress), progress)
    return job.lineage, lambda: _made(source, job, heard or source.hear(job, progress), progress, start)


def _ready(source: Source, job: Job, progress: Progress | None) -> tuple[Job, Heard | None]:
    """The job with its whole lineage, and what was heard where only that tells one source from another."""
    heard = source.hear(job, progress) if source.digest is None else None
    name = heard.digest if heard else source.digest
    assert name is not None
    return replace(job, inputs={"foreign": name} | job.inputs), heard


def _made(source: Source, job: Job, heard: Heard, progress: Progress | None, start: float) -> Model:
    parts = shared(job, heard.classes)
    doubt = order_of(parts.y, heard.said, job.archive.scene, parts.kept_apart, heard.classes, source.typed)
    doubt = doubt or source.doubt(job, heard, progress)
    return made(job, parts, heard.doubted([doubt] * bool(doubt)), start)
