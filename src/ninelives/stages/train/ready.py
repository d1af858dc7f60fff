"""The chosen rung made ready for what should not matter, and for the light that it will be used in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ninelives.artifacts.archive.gauges import Gauge
from ninelives.stages.train import biases, ladder, work
from ninelives.stages.train.clock import OutOfTime, until
from ninelives.stages.train.look import closely, gauges_of, look
from ninelives.stages.train.paired import ONE_ERROR, gain
from ninelives.stages.train.setting import Setting
from ninelives.stages.train.spec import CAPPED

BIASES = "biases"  # beside rungs that are unfinished: the chosen one once more, with copies


@dataclass(frozen=True, slots=True)
class Ready:
    """The rung as it will be used.

    Attributes:
        plan: the copies that it learned from and was judged on.
        gauge: what it sees of a photo; None for a rung that looks at nothing.
        climbed: the rung.
        facts: what the model says of it, see ``biases.facts``.
        unfinished: what time did not allow: ``BIASES``, or the name of a rung.
    """

    plan: biases.Plan
    gauge: Gauge | None
    climbed: ladder.Climbed
    facts: dict[str, Any]
    unfinished: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of the rung."""
        return self.climbed.rung.name


def readiest(climbed: Mapping[str, ladder.Climbed], chosen: str, setting: Setting) -> Ready:
    """The lowest rung that does the job where it will be used, made ready for it.

    By day that is the chosen one. Where a darker use is declared and it falls there, each rung above it is made ready
    too, and takes its place where it is better there. Both by more than one standard error of the difference, on the
    same darkened copies. Rungs that take minutes are not tried a second time, and none is where nothing shall be done
    about the dark: ``biases=()``.
    """
    kept = ready(climbed[chosen], setting)
    names = list(climbed)
    for name in names[names.index(chosen) + 1 :] if setting.spec.biases != () else ():
        if name not in CAPPED and _falls(kept, setting.task):
            other = ready(climbed[name], setting)
            kept = other if _better_in_the_dark(other, kept, setting.task) else kept
    return kept


def _falls(one: Ready, task: ladder.Task) -> bool:
    """Whether a rung is right less often in the dark than by day, on the same photos."""
    dark, rows = one.climbed.views.get(biases.DARK), one.plan.rows
    return dark is not None and _more(one.climbed.judged[rows], dark, task, rows)


def _better_in_the_dark(one: Ready, other: Ready, task: ladder.Task) -> bool:
    views = [each.climbed.views.get(biases.DARK) for each in (one, other)]
    if views[0] is None or views[1] is None:  # time was over
        return False
    return _more(views[0], views[1], task, one.plan.rows)


def _more(one: np.ndarray, other: np.ndarray, task: ladder.Task, rows: np.ndarray) -> bool:
    """Whether ``one`` is right more often than ``other``, by more than one standard error of the difference.

    Photos that one of them did not judge, since it was fitted once, are left out.
    """
    both = ladder.known(one) & ladder.known(other)
    y, scene = task.y[rows[both]], task.scene[rows[both]]
    return gain(one[both], other[both], y, scene, level=ONE_ERROR)[1] > 0


def ready(climbed: ladder.Climbed, setting: Setting) -> Ready:
    """Climb a rung once more with copies, where its plan has any.

    Biases that nobody asked for are left off again where the photos contradict them, or where they cost more than one
    standard error on the photos themselves: where brightness is what tells the classes apart, no copy may teach that it
    does not matter.

    Args:
        climbed: the rung as the ladder made it; where time is over first, it stays that.
        setting: what it is made ready with.
    """
    name, part, task, spec, cache = climbed.rung.name, setting.part, setting.task, setting.spec, setting.cache
    planned = setting.plan(name)

    def made(plan: biases.Plan) -> Ready:
        if not len(plan.rows):
            facts = biases.facts(plan, part, None, climbed, task, spec, cache)
            return Ready(plan, setting.gauges.get(name), climbed, facts)
        told, close = replace(spec, rungs=(name,)), closely(setting.used)
        gauge = gauges_of(told, cache, levelled=plan.levelled, asked=task.asked, close=close)[name]
        look(setting.used, [gauge], cache, setting.progress)
        again = work.climb_again(
            *(name, part, task, gauge, plan, spec, setting.lineage, cache),
            progress=setting.progress,
            end=setting.end,
        )
        facts = biases.facts(plan, part, gauge, again, task, spec, cache)
        contradicted = any(bias["contradicted"] for bias in facts["biases"])
        lost = again.score.score < climbed.score.score - climbed.score.error
        if spec.biases is not None or not (contradicted or (lost and plan.biases)):
            return Ready(plan, gauge, again, facts)
        plain = made(replace(plan, biases=()))
        return replace(plain, facts=plain.facts | {"biases": [bias | {"used": False} for bias in facts["biases"]]})

    try:
        with until(setting.end):
            return made(planned)
    except OutOfTime:
        return replace(made(biases.Plan.none()), unfinished=(BIASES,) if len(planned.rows) else ())
