"""Adopt: from a model made elsewhere, and data that it is judged on, to a model with its flight envelope."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import foresee, place, put
from ninelives.artifacts.model import Model
from ninelives.report.terminal import watched
from ninelives.stages.adopt.job import Job, Order
from ninelives.stages.adopt.made import Heard, made, shared
from ninelives.stages.adopt.naming import order as order_of
from ninelives.stages.adopt.sources import Source, source_of
from ninelives.stages.adopt.spec import AdoptSpec


@dataclass(frozen=True, slots=True)
class Adopted:
    """A model, and where it lies."""

    model: Model
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
    out: str | Path | None = None,
    spec: AdoptSpec | None = None,
    progress: Progress | bool | None = None,
    **options: Any,
) -> Model:
    """Give a model made elsewhere what our own have: score, calibration, envelope, lineage, a report.

    Args:
        foreign: an ONNX file, a table of predictions (``item``, and a probability for each class), a
            ``torch.nn.Module``, or any function from a batch of photos to probabilities. A batch is a list of uint8
            arrays (height, width, 3), RGB; with ``size`` it is one array, made ready as a network would take it.
        data: photos that it is judged on: a folder with a subfolder for each class, a table, zip, tar or archive.
        labels: a Labels file that names the class of each item.
        target: the column of a table that holds the label.
        trained_on: what it was trained on, as ``data``; the envelope is that of these. Where it is not known, the
            envelope is that of ``data``, and it is said so.
        deployment: where the model will be used, in words (``"hour=20-6"``), as a TOML file or a Deployment.
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
    if out is not None:
        return adopt_into(foreign, data, spec, Path(out), Path(out), show, **told).model
    source, order = source_of(foreign, spec), _order(data, spec, **told)
    job, heard = _ready(source, Job.read(order, show), show)
    return _made(source, job, heard or source.hear(job, show), show, start)


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
    start = time.perf_counter()
    source, order = source_of(foreign, spec), _order(data, spec, **told)
    foresee(out, default, order.lineage({"foreign": source.digest} if source.digest else {}))
    job, heard = _ready(source, Job.read(order, progress), progress)
    where, saved = place(out, default, job.lineage), None
    if not where.done:
        model = _made(source, job, heard or source.hear(job, progress), progress, start)
        where, saved = put(where, out, default, job.lineage, model.save)
    return Adopted(saved or Model.load(where.path), done=saved is None, note=where.note)


def _order(
    data: Any,
    spec: AdoptSpec,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    trained_on: Any = None,
    deployment: str | Path | Deployment | None = None,
) -> Order:
    use = None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())
    return Order(data=data, labels=labels, target=target, trained_on=trained_on, deployment=use, spec=spec)


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
