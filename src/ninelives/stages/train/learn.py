"""One training from photos that can be learned from to a model: split, climb, choose, make ready, keep the evidence."""

from __future__ import annotations

import time
from typing import Any

from ninelives.artifacts.archive import AXES, Archive, Progress
from ninelives.artifacts.archive.gauges import TUNED, FactsGauge, FeaturesGauge
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.model import Model, evidence
from ninelives.artifacts.model.split import Split
from ninelives.stages.train import biases, darkened, growth, interaction, ladder, tuning, work
from ninelives.stages.train.capped import compared, late, recommended
from ninelives.stages.train.clock import deadline
from ninelives.stages.train.job import Job
from ninelives.stages.train.look import network_of
from ninelives.stages.train.properties import columns
from ninelives.stages.train.ready import readiest
from ninelives.stages.train.setting import Setting
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.split import split
from ninelives.stages.train.untried import Untried, absent, unfit, without
from ninelives.store.cache import Cache


def learn(job: Job, cache: Cache, progress: Progress | None) -> Model:
    """The model of a job.

    Args:
        job: what is to be learned of which photos.
        cache: the user's; finished rungs wait there until the model is written.
        progress: called with (stage, done, of how many).

    Raises:
        NinelivesError: the photos are not fit for it.
    """
    archive, lineage, capped = job.archive, job.lineage, job.spec.capped
    end = deadline(job.start, job.spec.budget, len(archive))
    parts = split(archive, job.spec)
    part = parts.part
    untried = (*absent(job.spec), *unfit(job.spec, parts.classes))
    spec = without(job.spec, untried)
    written = job.known.written(job.asked, parts.classes)
    task = ladder.Task(parts.y[parts.fitted_on], part.scene, part.items, parts.classes, job.asked, written)
    used = archive.select(parts.fitted_on | parts.kept_apart)

    done = work.climb_all(used, part, task, spec, lineage, cache, progress, end, capped=capped)
    gauges, climbed = done.gauges, done.climbed
    chosen = recommended(climbed, capped)
    pair = _interaction(climbed.get("perceptron"), part, task, spec, cache)

    seen, use = archive.envelope(spec.axes), job.deployment
    setting = Setting(gauges, used, part, task, seen, use, spec, lineage, cache, progress, end)
    final = readiest({name: one for name, one in climbed.items() if name not in capped}, chosen, setting)
    if spec.fine_tune and (why := tuning.cannot(final.name)):
        untried = (*untried, Untried(TUNED, why))
    elif spec.fine_tune:
        final = tuning.tried(final, setting)
    final, copies = darkened.kept(final, archive, parts, setting)
    chosen = final.name
    climbed[chosen] = final.climbed
    scores = compared(climbed, capped, chosen, task)
    envelope = biases.widened(archive, part, final.plan, spec, cache)

    unfinished = [name for name in spec.ladder if name not in climbed and name not in done.late]
    left = {
        "untried": [one.to_json() for one in (*untried, *map(late, done.late))],
        "unfinished": [*unfinished, *final.unfinished],
    }
    grown = growth.facts(job.known.book, climbed, part, task, final, spec, cache)
    return Model(
        classes=parts.classes,
        chosen=chosen,
        scores=scores,
        rungs={name: entry.rung for name, entry in climbed.items()},
        envelope=envelope,
        facts=_facts(job, parts, envelope) | left | {"interaction": pair, "fine_tuned": None} | grown | final.facts,
        tables=evidence.tables(
            *(archive, parts, final.climbed.rung, final.climbed.judged), final.gauge or FactsGauge(), cache
        )
        | copies,
        network=network_of({name: gauges[name] for name in climbed if name in gauges}),
        tuned=final.gauge.network if chosen == TUNED and isinstance(final.gauge, FeaturesGauge) else None,
        seconds=time.perf_counter() - job.start,
    )


def _interaction(
    layer: ladder.Climbed | None, part: Archive, task: ladder.Task, spec: TrainSpec, cache: Cache
) -> dict[str, Any] | None:
    """What one layer cannot say, where one was climbed."""
    if layer is None:
        return None
    fold = ladder.folds_of(task, spec.folds, spec.seed)
    x = part.vectors(FactsGauge(task.asked), cache=cache)
    return interaction.shown(x, layer, task, fold, columns(task.asked), seed=spec.seed)


def _facts(job: Job, parts: Split, envelope: Envelope) -> dict[str, Any]:
    """What is sealed beside the fitted ladder."""
    archive, spec, use = job.archive, job.spec, job.deployment
    return {
        "task": "classification",
        "kinds": None,
        "items": len(archive),
        "notes": [*archive.notes, *job.problem.notes],
        "problem": job.problem.facts,
        "scenes": archive.scenes,
        "fitted_on": len(parts.part),
        "calibration_items": int(parts.kept_apart.sum()),
        "size": spec.size,
        "side": spec.side,
        "axes": list(spec.axes or AXES),
        "world": archive.world,
        "deployment": use.to_json() if use else None,
        "gaps": [gap.to_json() for gap in envelope.gaps(use)] if use else [],
        "lineage": job.lineage.to_json(),
    }
