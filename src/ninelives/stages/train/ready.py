"""The chosen rung made ready for what should not matter, and for the light that it will be used in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.lineage import Lineage
from ninelives.stages.train import biases, ladder, work
from ninelives.stages.train.clock import OutOfTime, until
from ninelives.stages.train.look import gauges_of, look
from ninelives.stages.train.spec import TrainSpec
from ninelives.store.cache import Cache


@dataclass(frozen=True, slots=True)
class Ready:
    """The rung as it will be used.

    Attributes:
        plan: the copies that it learned from and was judged on.
        gauge: what it sees of a photo; None for a rung that looks at nothing.
        climbed: the rung.
        facts: what the model says of it, see ``biases.facts``.
        finished: whether time allowed what was claimed.
    """

    plan: biases.Plan
    gauge: Gauge | None
    climbed: ladder.Climbed
    facts: dict[str, Any]
    finished: bool = True


def ready(
    climbed: ladder.Climbed,
    gauges: Mapping[str, Gauge],
    plan: biases.Plan,
    used: Archive,
    part: Archive,
    task: ladder.Task,
    spec: TrainSpec,
    lineage: Lineage,
    cache: Cache,
    progress: Progress | None = None,
    end: float | None = None,
) -> Ready:
    """Climb the chosen rung once more with copies, where the plan has any.

    Biases that nobody asked for are left off again where the photos contradict them, or where they cost more than one
    standard error on the photos themselves: where brightness is what tells the classes apart, no copy may teach that it
    does not matter.

    Args:
        climbed: the chosen rung as the ladder made it.
        gauges: of the ladder.
        plan: which copies are made.
        used: the photos to fit on and those kept apart.
        part: the photos to fit on.
        task: what is to be learned of them.
        spec: of the ladder.
        lineage: of the model to be; names the work.
        cache: the user's.
        progress: called with (stage, done, of how many).
        end: when to stop, of ``time.perf_counter``, s, and to use the rung as the ladder made it; None for never.
    """
    name = climbed.rung.name

    def made(plan: biases.Plan) -> Ready:
        if not len(plan.rows):
            return Ready(plan, gauges.get(name), climbed, biases.facts(plan, part, None, climbed, task, spec, cache))
        gauge = gauges_of(replace(spec, rungs=(name,)), cache, levelled=plan.levelled, asked=task.asked)[name]
        look(used, [gauge], cache, progress)
        again = work.climb_again(name, part, task, gauge, plan, spec, lineage, cache, progress, end)
        facts = biases.facts(plan, part, gauge, again, task, spec, cache)
        contradicted = any(bias["contradicted"] for bias in facts["biases"])
        lost = again.score.score < climbed.score.score - climbed.score.error
        if spec.biases is not None or not (contradicted or (lost and plan.biases)):
            return Ready(plan, gauge, again, facts)
        plain = made(replace(plan, biases=()))
        return replace(plain, facts=plain.facts | {"biases": [bias | {"used": False} for bias in facts["biases"]]})

    try:
        with until(end):
            return made(plan)
    except OutOfTime:
        return replace(made(biases.Plan.none()), finished=not len(plan.rows))
