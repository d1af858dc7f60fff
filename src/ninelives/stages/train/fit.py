"""Train: from photos with labels to a model with its flight envelope."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import AXES, Archive, Progress, threads
from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.lineage import Lineage, foresee, place, put
from ninelives.artifacts.model import Model
from ninelives.artifacts.properties import Property, Told
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import UNTAUGHT
from ninelives.report.terminal import watched
from ninelives.stages.train import biases, evidence, growth, interaction, kinds, ladder, work
from ninelives.stages.train.capped import compared, late, recommended
from ninelives.stages.train.clock import deadline, reading
from ninelives.stages.train.look import network_of
from ninelives.stages.train.properties import Knowledge, columns
from ninelives.stages.train.ready import ready
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.split import Split, split, usable
from ninelives.stages.train.untried import Untried, absent, unfit, without
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
    if out is not None:
        where = Path(out)
        return train_into(
            *(data, deployment, spec, where, where, show),
            labels=labels,
            target=target,
            properties=properties,
            rules=rules,
        ).model
    if (held := _of_kinds(data, deployment, spec, labels, target, properties, rules)) is not None:
        return kinds.named(held, kinds.given(labels))
    assert not isinstance(data, Model)
    start, told = time.perf_counter(), _declared(deployment, spec)
    known = Knowledge.of(properties, rules, spec, photos=data, labels=labels, target=target)
    with reading(start, spec.budget):
        archive = Archive.of(data, labels=labels, target=target, progress=show)
    archive, asked, lineage = _prepared(archive, told, spec, known)
    cache = Cache.user()
    model = _fitted(archive, told, lineage, spec, cache, start, show, known, asked)
    _clear(cache, lineage, model)
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
    start: float | None = None,
) -> Trained:
    """Train, and write to ``out``, or beside others at ``default``; the same lineage is never computed twice.

    ``start`` is when a budget began, of ``time.perf_counter``: now by default. Where a budget was over before all was
    finished, the same command goes on from there, and what it finishes takes the place of the model.
    """
    if (of_kinds := _of_kinds(data, deployment, spec, labels, target, properties, rules)) is not None:
        return Trained(*kinds.named_into(of_kinds, labels, out, default))
    assert not isinstance(data, Model)
    start, told = time.perf_counter() if start is None else start, _declared(deployment, spec)
    known = Knowledge.of(properties, rules, spec, photos=data, labels=labels, target=target)
    foresee(out, default, _lineage(told, spec, known.inputs()))
    with reading(start, spec.budget):
        archive = Archive.of(data, labels=labels, target=target, progress=progress)
    archive, asked, lineage = _prepared(archive, told, spec, known)
    where, cache, saved = place(out, default, lineage), Cache.user(), None
    held = Model.load(where.path) if where.done else None
    if held is None:
        model = _fitted(archive, told, lineage, spec, cache, start, progress, known, asked)
        where, saved = put(where, out, default, lineage, model.save)
    elif held.facts["unfinished"]:
        model = _fitted(archive, told, lineage, spec, cache, start, progress, known, asked)
        more = len(model.facts["unfinished"]) < len(held.facts["unfinished"])
        saved = model.save(where.path, replace=True) if more else None
    final = saved or held or Model.load(where.path)
    _clear(cache, lineage, final)  # only now: it is written, by this run or by another
    return Trained(final, done=where.done and saved is None, note=where.note)


def _of_kinds(
    data: Any,
    deployment: str | Path | Deployment | None,
    spec: TrainSpec,
    labels: str | Path | None,
    target: str | None,
    *more: object,
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
    if spec.unlabelled is not None and any(one is not None for one in more):
        raise NinelivesError(
            "properties and rules tell classes apart, and --unlabelled has none: leave them out",
            fix="ninelives train photos/ --unlabelled 2",
        )
    model, more = kinds.model_of(data), (deployment, target, *more)
    if model is not None and (spec != TrainSpec() or any(one is not None for one in more)):
        raise NinelivesError(
            "kinds that are named keep everything else that they were made with",
            fix="ninelives train photos.model --labels few.csv, without another option than -o",
        )
    return model


def _clear(cache: Cache, lineage: Lineage, model: Model) -> None:
    """Give finished rungs up, unless the same command may go on with them."""
    if not model.facts["unfinished"]:
        work.clear(cache, lineage)


def _declared(deployment: str | Path | Deployment | None, spec: TrainSpec) -> Deployment | None:
    return None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())


def _prepared(
    archive: Archive, told: Deployment | None, spec: TrainSpec, known: Knowledge
) -> tuple[Archive, tuple[Property, ...], Lineage]:
    archive, asked = known.put_on(archive)
    archive = usable(archive) if spec.unlabelled is None else kinds.unlabelled(archive, spec.unlabelled)
    archive.envelope(spec.axes)  # an unknown axis is told before anything is fitted
    return archive, asked, _lineage(told, spec, {"archive": archive.digest} | known.inputs(asked))


def _lineage(told: Deployment | None, spec: TrainSpec, inputs: dict[str, str]) -> Lineage:
    options = {name: value for name, value in asdict(spec).items() if name not in ("seed", "budget")}
    options["deployment"] = told.to_json() if told else None
    if spec.unlabelled is None and (gone := absent(spec)):  # once it is installed, the same command makes another model
        options["without"] = [one.name for one in gone]
    return Lineage(stage="train", inputs=inputs, options=options, seed=spec.seed, threads=threads())


def _fitted(
    archive: Archive,
    deployment: Deployment | None,
    lineage: Lineage,
    spec: TrainSpec,
    cache: Cache,
    start: float,
    progress: Progress | None,
    known: Knowledge,
    asked: tuple[Property, ...],
) -> Model:
    if spec.unlabelled is not None:
        return kinds.found(archive, deployment, lineage, spec, cache, start, progress)
    end = deadline(start, spec.budget, len(archive))
    parts = split(archive, spec)
    capped, untried = spec.capped, (*absent(spec), *unfit(spec, parts.classes))
    spec = without(spec, untried)
    of = (parts.y[parts.fitted_on], parts.part.scene, parts.part.items, parts.classes)
    task = ladder.Task(*of, asked, known.written(asked, parts.classes))
    used = archive.select(parts.fitted_on | parts.kept_apart)
    done = work.climb_all(used, parts.part, task, spec, lineage, cache, progress, end, capped=capped)
    gauges, climbed = done.gauges, done.climbed
    untried = (*untried, *map(late, done.late))
    pair = {"interaction": _interaction(climbed.get("perceptron"), parts, task, spec, cache)}
    chosen = recommended(climbed, capped)
    scores = compared(climbed, capped, chosen, task)
    looks, learns = chosen in gauges, chosen not in UNTAUGHT
    plan = biases.plan(spec, parts.part, archive.envelope(spec.axes), deployment, looks=looks, learns=learns)
    final = ready(climbed[chosen], gauges, plan, used, parts.part, task, spec, lineage, cache, progress, end)
    climbed[chosen] = final.climbed
    missing = [name for name in spec.ladder if name not in climbed and name not in done.late]
    unfinished = [*missing, *([] if final.finished else ["biases"])]
    scores = tuple(final.climbed.score if score.name == chosen else score for score in scores)
    envelope = biases.widened(archive, parts.part, final.plan, spec, cache)
    tables = evidence.tables(archive, parts, final.climbed, final.gauge or FactsGauge(), cache)
    facts = _facts(archive, parts, envelope, deployment, spec, lineage, untried, unfinished) | final.facts
    return Model(
        classes=parts.classes,
        chosen=chosen,
        scores=scores,
        rungs={name: entry.rung for name, entry in climbed.items()},
        envelope=envelope,
        facts=facts | pair | growth.facts(known.book, climbed, parts.part, task, final, spec, cache),
        tables=tables,
        network=network_of({name: gauges[name] for name in climbed if name in gauges}),
        seconds=time.perf_counter() - start,
    )


def _interaction(
    layer: ladder.Climbed | None, parts: Split, task: ladder.Task, spec: TrainSpec, cache: Cache
) -> dict[str, Any] | None:
    """What one layer cannot say, where one was climbed."""
    if layer is None:
        return None
    fold = ladder.folds_of(task, spec.folds, spec.seed)
    x = parts.part.vectors(FactsGauge(task.asked), cache=cache)
    return interaction.shown(x, layer, task, fold, columns(task.asked), seed=spec.seed)


def _facts(
    archive: Archive,
    parts: Split,
    envelope: Envelope,
    deployment: Deployment | None,
    spec: TrainSpec,
    lineage: Lineage,
    untried: tuple[Untried, ...],
    unfinished: list[str],
) -> dict[str, Any]:
    """What is sealed beside the fitted ladder."""
    return {
        "task": "classification",
        "kinds": None,
        "items": len(archive),
        "notes": list(archive.notes),
        "untried": [one.to_json() for one in untried],
        "unfinished": unfinished,
        "scenes": archive.scenes,
        "fitted_on": len(parts.part),
        "calibration_items": int(parts.kept_apart.sum()),
        "size": spec.size,
        "side": spec.side,
        "axes": list(spec.axes or AXES),
        "world": archive.world,
        "deployment": deployment.to_json() if deployment else None,
        "gaps": [gap.to_json() for gap in envelope.gaps(deployment)] if deployment else [],
        "lineage": lineage.to_json(),
    }
