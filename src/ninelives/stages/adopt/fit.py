"""Adopt: from a model made elsewhere, and data that it is judged on, to a model with its flight envelope."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.foreign import Origin
from ninelives.artifacts.lineage import foresee, place, put
from ninelives.artifacts.model import Model
from ninelives.report.terminal import watched
from ninelives.stages.adopt.job import Job, Order
from ninelives.stages.adopt.made import Heard, made, shared
from ninelives.stages.adopt.naming import named
from ninelives.stages.adopt.naming import order as order_of
from ninelives.stages.adopt.shown import Network, outputs, readings
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store import digest
from ninelives.store.cache import Cache


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
        foreign: an ONNX file.
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
        The model; the same arguments on the same machine give the same bytes.

    Raises:
        NinelivesError: the model is refused, or the data are not fit to judge it.
    """
    spec, show = spec or AdoptSpec.of(options), watched(progress)
    told: dict[str, Any] = {"labels": labels, "target": target, "trained_on": trained_on, "deployment": deployment}
    if out is not None:
        return adopt_into(foreign, data, spec, Path(out), Path(out), show, **told).model
    network, order = _asked(foreign, data, spec, **told)
    return _adopted(network, Job.read(order, show), show, time.perf_counter())


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
    network, order = _asked(foreign, data, spec, **told)
    foresee(out, default, order.lineage())
    job = Job.read(order, progress)
    where, saved = place(out, default, job.lineage), None
    if not where.done:
        model = _adopted(network, job, progress, start)
        where, saved = put(where, out, default, job.lineage, model.save)
    return Adopted(saved or Model.load(where.path), done=saved is None, note=where.note)


def _asked(
    foreign: Any,
    data: Any,
    spec: AdoptSpec,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    trained_on: Any = None,
    deployment: str | Path | Deployment | None = None,
) -> tuple[Network, Order]:
    """The model looked through, and what is asked of it, before any photo is read."""
    use = None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())
    path = Path(foreign)
    network = Network.of(path, path.name, spec)
    order = Order(
        data=data,
        labels=labels,
        target=target,
        trained_on=trained_on,
        deployment=use,
        spec=spec,
        source=digest.of_bytes(network.data),
    )
    return network, order


def _adopted(network: Network, job: Job, progress: Progress | None, start: float) -> Model:
    """The photos shown to the network, and what comes of it."""
    cache, spec = Cache.user(), job.order.spec
    names = named(network.opened.classes, network.opened.gives.classes, spec.classes, job.labels, "photo")
    parts = shared(job, names.classes)
    x = outputs(job.archive, network.gauge, cache, progress)
    origin = Origin(
        name=network.name,
        takes=network.takes,
        output=network.output,
        kind=network.opened.kind,
        numbers=network.opened.numbers,
    )
    heard = Heard(names.classes, x, origin, network.opened.weights, network.data)
    doubt = order_of(parts.y, heard.said, job.archive.scene, parts.kept_apart, names.classes)
    doubt = doubt or readings(job.archive, parts.y, network, cache, spec.seed, progress)
    return made(job, parts, heard.doubted([doubt] * bool(doubt)), [names.note] * bool(names.note), start)
