"""Train: from photos with labels to a model with its flight envelope."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.archive import AXES, Archive, Progress, threads
from ninelives.artifacts.archive.gauges import FactsGauge, Gauge
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import Lineage, foresee, place
from ninelives.artifacts.model import Model, Score
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.folds import apart
from ninelives.stages.train import evidence, ladder
from ninelives.stages.train.look import gauges_of, look
from ninelives.stages.train.spec import TrainSpec
from ninelives.store.cache import Cache


@dataclasses.dataclass(frozen=True, slots=True)
class Trained:
    """A model, and where it lies."""

    model: Model
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


def train(
    data: str | Path | Sequence[str | Path] | Archive,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    deployment: str | Path | Deployment | None = None,
    out: str | Path | None = None,
    spec: TrainSpec | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Model:
    """Fit a ladder of rungs to photos, and recommend the lowest that does the job.

    Args:
        data: a folder with a subfolder for each class, a table, zip, tar, archive, or several of them.
        labels: a Labels file that names the class of each item.
        target: the column of a table that holds the label.
        deployment: where the model will be used, in words (``"hour=20-6"``), as a TOML file or a Deployment.
        out: the folder to write; without it nothing is written, and ``Model.save`` does.
        spec: all options together.
        progress: called with (stage, done, of how many).
        options: single options of ``TrainSpec``: ``rungs``, ``seed``, ``calibration_share``, ``size``, ``axes``, ….

    Returns:
        The model; the same arguments on the same machine give the same bytes.

    Raises:
        NinelivesError: the photos, labels or options are not fit for it.
    """
    spec = spec or TrainSpec(**options)
    if out is not None:
        where = Path(out)
        return train_into(data, deployment, spec, where, where, progress, labels=labels, target=target).model
    told = _declared(deployment, spec)
    archive = Archive.of(data, labels=labels, target=target, progress=progress)
    return _kept(*_prepared(archive, told, spec), told, spec, progress, None)


def train_into(
    data: str | Path | Sequence[str | Path] | Archive,
    deployment: str | Path | Deployment | None,
    spec: TrainSpec,
    out: Path | None,
    default: Path,
    progress: Progress | None = None,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
) -> Trained:
    """Train, and write to ``out``, or beside others at ``default``; the same lineage is never computed twice."""
    told = _declared(deployment, spec)
    foresee(out, _lineage(told, spec, {}))
    archive = Archive.of(data, labels=labels, target=target, progress=progress)
    archive, lineage = _prepared(archive, told, spec)
    where = place(out, default, lineage)
    if where.done:
        shutil.rmtree(
            Cache.user().work(_name(lineage)), ignore_errors=True
        )  # of a run that was killed after its last step
        return Trained(Model.load(where.path), done=True, note=where.note)
    model = _kept(archive, lineage, told, spec, progress, where.path)
    return Trained(model, done=False, note=where.note)


def _kept(
    archive: Archive,
    lineage: Lineage,
    told: Deployment | None,
    spec: TrainSpec,
    progress: Progress | None,
    path: Path | None,
) -> Model:
    """Fit, and save if there is a path; only then are the finished rungs given up."""
    cache = Cache.user()
    model = _fitted(archive, told, lineage, spec, cache, progress)
    saved = model if path is None else model.save(path)
    shutil.rmtree(cache.work(_name(lineage)), ignore_errors=True)
    return saved


def _declared(deployment: str | Path | Deployment | None, spec: TrainSpec) -> Deployment | None:
    return None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())


def _prepared(archive: Archive, told: Deployment | None, spec: TrainSpec) -> tuple[Archive, Lineage]:
    archive = usable(archive)
    archive.envelope(spec.axes)  # an unknown axis is told before anything is fitted
    return archive, _lineage(told, spec, {"archive": archive.digest})


def _lineage(told: Deployment | None, spec: TrainSpec, inputs: dict[str, str]) -> Lineage:
    options = {name: value for name, value in asdict(spec).items() if name != "seed"}
    options["deployment"] = told.to_json() if told else None
    return Lineage(stage="train", inputs=inputs, options=options, seed=spec.seed, threads=threads())


def usable(archive: Archive) -> Archive:
    """The photos that can be learned from: with a label, of a class that has at least two scenes.

    Raises:
        NinelivesError: there are no labels, or fewer than two classes.
    """
    labels = np.array([label or "" for label in archive.labels], dtype=object)
    if not any(labels):
        raise NinelivesError(
            f"none of the {len(archive):,} photos has a label",
            fix="put each class into a folder of its own (photos/cat, photos/dog), or add --labels labels.csv",
        )
    archive = archive.select(labels != "", "it has no label")
    labels = np.array(archive.labels, dtype=object)
    names = sorted(set(labels))
    lonely = {name for name in names if len(np.unique(archive.scene[labels == name])) < 2}
    if len(names) - len(lonely) < 2:
        raise _too_few(names, labels)
    if lonely:
        archive = archive.select(~np.isin(labels, list(lonely)), "its class has no second scene to be tested on")
    return archive


def _too_few(names: list[str], labels: np.ndarray) -> NinelivesError:
    counted = ", ".join(f"'{name}' ({int((labels == name).sum()):,} photos)" for name in names[:8])
    if len(names) == 1:
        what = f"there is only one class, {counted}: nothing to tell apart"
    else:
        what = f"there are fewer than two classes of at least two scenes: {counted}"
    return NinelivesError(what, fix="put each class into a folder of its own: photos/cat, photos/dog")


def _fitted(
    archive: Archive,
    deployment: Deployment | None,
    lineage: Lineage,
    spec: TrainSpec,
    cache: Cache,
    progress: Progress | None,
) -> Model:
    start = time.perf_counter()
    classes = tuple(sorted({label for label in archive.labels if label}))
    y = np.searchsorted(np.array(classes, dtype=object), np.array(archive.labels, dtype=object)).astype(np.int64)
    kept_apart = apart(archive.scene, y, spec.calibration_share, seed=spec.seed, key=archive.items)
    fitted_on = _within(archive.scene, ~kept_apart, spec)
    part = archive.select(fitted_on)
    if part.scenes < 2:
        raise NinelivesError(
            f"only one scene is left to fit on, of {len(part):,} photos: none to be tested on",
            fix="add photos of other scenes, or keep none apart: --calibration-share 0",
        )
    task = ladder.Task(y[fitted_on], part.scene, part.items, len(classes))
    climbed: dict[str, ladder.Climbed] = {}
    gauges = gauges_of(spec, cache, progress)
    look(archive.select(fitted_on | kept_apart), list(gauges.values()), cache, progress)
    steps = _Steps(len(spec.ladder) * (spec.folds + 1), progress)
    work = cache.work(_name(lineage))
    for name in spec.ladder:
        climbed[name] = _climbed(name, part, task, gauges.get(name), spec, work, cache, steps.one)
    steps.end()
    scores = tuple(entry.score for entry in climbed.values())
    chosen = ladder.choose(scores)
    envelope = archive.envelope(spec.axes)
    gaps = [gap.to_json() for gap in envelope.gaps(deployment)] if deployment else []
    tables = evidence.tables(
        archive, part, y, kept_apart, fitted_on, climbed[chosen], classes, gauges.get(chosen) or FactsGauge(), cache
    )
    facts = {
        "task": "classification",
        "items": len(archive),
        "notes": list(archive.notes),
        "scenes": archive.scenes,
        "fitted_on": len(part),
        "calibration_items": int(kept_apart.sum()),
        "size": spec.size,
        "side": spec.side,
        "axes": list(spec.axes or AXES),
        "world": archive.world,
        "deployment": deployment.to_json() if deployment else None,
        "gaps": gaps,
        "lineage": lineage.to_json(),
    }
    return Model(
        classes=classes,
        chosen=chosen,
        scores=scores,
        rungs={name: entry.rung for name, entry in climbed.items()},
        envelope=envelope,
        facts=facts,
        tables=tables,
        network=gauges["pretrained"].network if "pretrained" in climbed else None,  # type: ignore[attr-defined]
        seconds=time.perf_counter() - start,
    )


class _Steps:
    """Tells the fits of all rungs as one stage; rungs found finished, and folds too many, are skipped at its end."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def one(self) -> None:
        self._done += 1
        if self._progress and self._done < self._total:
            self._progress("ladder", self._done, self._total)

    def end(self) -> None:
        if self._progress:
            self._progress("ladder", self._total, self._total)


def _climbed(
    name: str,
    part: Archive,
    task: ladder.Task,
    gauge: Gauge | None,
    spec: TrainSpec,
    work: Path,
    cache: Cache,
    step: Callable[[], None],
) -> ladder.Climbed:
    """One rung, taken from an earlier run of the same command where that finished it."""
    path = work / f"{name}.safetensors"
    if found := ladder.recall(name, path, task):
        return found
    start = time.perf_counter()
    x = np.zeros((len(part), 0), np.float32) if gauge is None else part.vectors(gauge, cache=cache)
    seen = time.perf_counter() - start
    climbed = ladder.climb(name, x, task, folds=spec.folds, seed=spec.seed, step=step)
    climbed = dataclasses.replace(climbed, score=_later(climbed.score, seen))
    ladder.keep(climbed, path)
    return climbed


def _later(score: Score, seconds: float) -> Score:
    return dataclasses.replace(score, seconds=score.seconds + seconds)


def _name(lineage: Lineage) -> str:
    """Of the folder where finished rungs of this lineage wait until the model is written."""
    return lineage.digest[:32]


def _within(scene: np.ndarray, wanted: np.ndarray, spec: TrainSpec) -> np.ndarray:
    """At most ``limit`` of the wanted photos, whole scenes drawn by the seed, none of them over half of it."""
    if int(wanted.sum()) <= spec.limit:
        return wanted
    names, of = np.unique(scene, return_inverse=True)
    order = np.random.default_rng(spec.seed).permutation(len(names))
    sizes = np.bincount(of[wanted], minlength=len(names))
    order = order[2 * sizes[order] <= spec.limit]  # a scene that is most of it would leave nothing to be tested on
    taken = np.zeros(len(names), bool)
    taken[order[np.cumsum(sizes[order]) <= spec.limit]] = True
    return wanted & taken[of]
