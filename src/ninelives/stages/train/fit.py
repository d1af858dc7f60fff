"""Train: from photos with labels to a model with its flight envelope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import foresee, place, put
from ninelives.artifacts.model import Model
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.properties import Told
from ninelives.errors import NinelivesError
from ninelives.report.terminal import watched
from ninelives.stages.train import kinds, work
from ninelives.stages.train.capped import waits
from ninelives.stages.train.job import Job, Order
from ninelives.stages.train.learn import learn
from ninelives.stages.train.ready import BIASES
from ninelives.stages.train.spec import TrainSpec
from ninelives.store.cache import Cache


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and where it lies."""

    model: Model
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


def train(
    data: str | Path | Sequence[str | Path] | Archive | Model,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    properties: Told | None = None,
    rules: str | Path | None = None,
    deployment: str | Path | Deployment | None = None,
    problem: str | Path | Problem | None = None,
    out: str | Path | None = None,
    spec: TrainSpec | None = None,
    progress: Progress | bool | None = None,
    **options: Any,
) -> Model:
    """Fit a ladder of rungs to photos, and recommend the lowest that does the job.

    Args:
        data: a folder with a subfolder for each class, a table, zip, tar, archive, or several of them; or a model of
            kinds, which ``labels`` of some of its photos name.
        labels: a Labels file that names the class of each item.
        target: the column of a table that holds the label.
        properties: what else is known of each photo, columns and files of people's answers:
            ``"weight,snout=snout.csv@6s"``, a sequence of such words, or a mapping of names to files.
        rules: a TOML file of your own rules for the rung ``rules``.
        deployment: where the model will be used, in words (``"hour=20-6"``), as a TOML file or a Deployment.
        problem: what is asked, a Problem or its file: target, biases, deployment and costs; an argument that is given
            here wins.
        out: the folder to write; without it nothing is written, and ``Model.save`` does.
        spec: all options together.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        options: single options of ``TrainSpec``: ``rungs``, ``seed``, ``calibration_share``, ``unlabelled``, ….

    Returns:
        The model; the same arguments on the same machine give the same bytes.

    Raises:
        NinelivesError: the photos, labels or options are not fit for it.
    """
    spec, show = spec or TrainSpec.of(options), watched(progress)
    told: dict[str, Any] = {"labels": labels, "target": target, "properties": properties, "rules": rules}
    told["problem"] = problem
    if out is not None:
        where = Path(out)
        return train_into(data, deployment, spec, where, where, show, **told).model
    if (held := _of_kinds(data, deployment, spec, **told)) is not None:
        return kinds.named(held, kinds.given(labels))
    assert not isinstance(data, Model)
    job, cache = Order.of(data, deployment, spec, **told).read(show), Cache.user()
    model = _made(job, cache, show)
    _clear(cache, job, model)
    return model


def train_into(
    data: str | Path | Sequence[str | Path] | Archive | Model,
    deployment: str | Path | Deployment | None,
    spec: TrainSpec,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    properties: Told | None = None,
    rules: str | Path | None = None,
    problem: str | Path | Problem | None = None,
    start: float | None = None,
) -> Trained:
    """Train, and write to ``out``, or beside others at ``default``; the same lineage is never computed twice.

    ``start`` is when a budget began, of ``time.perf_counter``: now by default. Where a budget, or the clock of a
    capped rung, was over before all was finished, the same command goes on from there, and what it finishes takes the
    place of the model.
    """
    told: dict[str, Any] = {"labels": labels, "target": target, "properties": properties, "rules": rules}
    told["problem"] = problem
    if (of_kinds := _of_kinds(data, deployment, spec, **told)) is not None:
        return Trained(*kinds.named_into(of_kinds, labels, out, default))
    assert not isinstance(data, Model)
    order = Order.of(data, deployment, spec, start=start, **told)
    foresee(out, default, order.lineage)
    job, cache = order.read(progress), Cache.user()
    where, saved = place(out, default, job.lineage), None
    held = Model.load(where.path) if where.done else None
    if held is None:
        where, saved = put(where, out, default, job.lineage, _made(job, cache, progress).save)
    elif waits(held):
        model = _made(job, cache, progress)
        saved = model.save(where.path, replace=True) if _further(model, held) else None
    final = saved or held or Model.load(where.path)
    _clear(cache, job, final)  # only now: it is written, by this run or by another
    return Trained(final, done=where.done and saved is None, note=where.note)


def _made(job: Job, cache: Cache, progress: Progress | None) -> Model:
    if job.spec.unlabelled is None:
        return learn(job, cache, progress)
    return kinds.found(job.archive, job.deployment, job.lineage, job.spec, cache, job.start, progress)


def _further(model: Model, held: Model) -> bool:
    """Whether ``model`` has every rung of ``held`` and more of them, or the same and its biases: none is given up."""
    new, old = waits(model), waits(held)
    if new - {BIASES} == old - {BIASES}:
        return new < old
    return new - {BIASES} < old


def _of_kinds(
    data: Any,
    deployment: str | Path | Deployment | None,
    spec: TrainSpec,
    labels: str | Path | None,
    target: str | None,
    properties: Told | None,
    rules: str | Path | None,
    problem: str | Path | Problem | None,
) -> Model | None:
    """The model whose kinds are to be named; None where there are photos to learn from.

    Raises:
        NinelivesError: what was asked for does not go together.
    """
    if spec.unlabelled is not None and (labels is not None or target is not None):
        raise NinelivesError(
            "labels say what photos show, and --unlabelled goes by looks alone: one of the two",
            fix="ninelives train photos/ --unlabelled 2, then ninelives train photos.model --labels few.csv",
        )
    if spec.unlabelled is not None and (properties is not None or rules is not None):
        raise NinelivesError(
            "properties and rules tell classes apart, and --unlabelled has none: leave them out",
            fix="ninelives train photos/ --unlabelled 2",
        )
    model, more = kinds.model_of(data), (deployment, target, properties, rules, problem)
    if model is not None and (spec != TrainSpec() or any(one is not None for one in more)):
        raise NinelivesError(
            "kinds that are named keep everything else that they were made with",
            fix="ninelives train photos.model --labels few.csv, without another option than -o",
        )
    return model


def _clear(cache: Cache, job: Job, model: Model) -> None:
    """Give finished rungs up, unless the same command may go on with them."""
    if not waits(model):
        work.clear(cache, job.lineage)
