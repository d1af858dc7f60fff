"""The option ``--fine-tune``: the pretrained network is tuned on the photos and their copies, and used where that pays.

What it buys is measured by folds of its own, fewer than the ladder's, since each of them tunes a network: the rung that
was ready before is climbed through the same folds, and the difference is paired, photo by photo. It is used where that
is more than one standard error in the light that was declared (by day, where none was), and no more than one standard
error of the score is lost by day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import threads
from ninelives.artifacts.archive.copies import copies_of
from ninelives.artifacts.archive.gauges import HEADS, TUNED, FeaturesGauge, Gauge, ShownGauge
from ninelives.kernels.nets.rungs import Pretrained
from ninelives.stages.train import biases, ladder, work
from ninelives.stages.train.abreast import Tick
from ninelives.stages.train.clock import OutOfTime, check, until
from ninelives.stages.train.look import look
from ninelives.stages.train.paired import ONE_ERROR, gain
from ninelives.stages.train.ready import Ready
from ninelives.stages.train.rungs import fine_tuned, pretrained
from ninelives.stages.train.setting import Setting
from ninelives.stages.train.untried import NEEDS

if TYPE_CHECKING:
    from ninelives.kernels.nets.network.lesson import Report

FOLDS = 2
PHOTOS = 1_000  # that a network is tuned on, at most, each with its copies; the head learns from all


@dataclass(frozen=True, slots=True, eq=False)
class Tuning:
    """What a tuning is given: the rung as it is without, and what that was made ready with."""

    before: Ready
    setting: Setting

    @property
    def plan(self) -> biases.Plan:
        """The copies: those of the rung before, which here are learned from in any case."""
        return replace(self.before.plan, learns=True)

    @property
    def path(self) -> Path:
        """Where it waits beside other finished rungs."""
        return (
            work.place(self.setting.lineage, self.setting.cache) / f"{TUNED} {'+'.join(self.plan.biases)}.safetensors"
        )

    def gauge(self, network: Path | bytes) -> FeaturesGauge:
        """What is seen of a photo through a network."""
        return FeaturesGauge(network, self.setting.spec.size, levelled=self.plan.levelled)

    def seen(self, gauge: FeaturesGauge, tick: Tick) -> tuple[np.ndarray, ladder.Copies]:
        """What is seen of the photos and of their copies through it; ``tick`` is called again and again."""
        plan, part, cache = self.plan, self.setting.part, self.setting.cache
        look(part, [gauge], cache, lambda *_: tick())
        if len(plan.rows):
            look(biases.chosen(part, plan.rows), plan.all_copies(gauge), cache, lambda *_: tick())
        return biases.seen_by(TUNED, gauge, part, cache), plan.copies(gauge, part, cache)


def tried(before: Ready, setting: Setting) -> Ready:
    """The rung before, or the tuned one where that pays; the fact ``fine_tuned`` says what it bought.

    Args:
        before: the rung that does the job, of those that look through the network.
        setting: what it was made ready with.
    """
    import_module(NEEDS[TUNED][0])  # as a whole: no clock may break that off half-way
    tuning = Tuning(before, setting)
    try:
        with until(setting.end):
            climbed, network = _climbed(tuning)
            told, pays = _bought(tuning, climbed)
    except OutOfTime:
        return replace(before, unfinished=(*before.unfinished, TUNED))
    if not pays:
        return replace(before, facts=before.facts | {"fine_tuned": told})
    gauge = tuning.gauge(network)
    look(setting.used, [gauge], setting.cache, setting.progress)
    return Ready(tuning.plan, gauge, climbed, _facts(tuning, climbed) | {"fine_tuned": told}, before.unfinished)


def cannot(name: str) -> str:
    """Why a rung that does the job leaves nothing to tune; empty where it looks through the network."""
    return "" if name in HEADS else f"{name} does the job, and looks through no network"


def _facts(tuning: Tuning, climbed: ladder.Climbed) -> dict[str, Any]:
    """Those of the rung before, with what the tuned one keeps of its claims, and what to expect of it."""
    facts, plan = tuning.before.facts, tuning.plan
    kept = {bias["name"]: bias for bias in biases.tested(plan, tuning.setting.spec, climbed, tuning.setting.task)}
    claims = [bias | kept.get(bias["name"], {}) for bias in facts["biases"]]
    foreseen = biases.foreseen(plan, climbed, tuning.setting.task)
    return facts | {"copies": plan.taught, "biases": claims, "foreseen": foreseen}


def _bought(tuning: Tuning, climbed: ladder.Climbed) -> tuple[dict[str, Any], bool]:
    """What the tuning bought by day and in the declared light, and whether that pays."""
    before, setting, rows = tuning.before, tuning.setting, tuning.plan.rows
    task, part, cache = setting.task, setting.part, setting.cache
    x, copies = biases.seen_by(before.name, before.gauge, part, cache), before.plan.copies(before.gauge, part, cache)
    plain = ladder.climb(before.name, x, task, folds=FOLDS, seed=setting.spec.seed, copies=copies)
    pairs = {"day": (climbed.judged, plain.judged, task.y, task.scene)}
    if biases.DARK in climbed.views:
        pairs["dark"] = (climbed.views[biases.DARK], plain.views[biases.DARK], task.y[rows], task.scene[rows])
    least = {view: gain(*pair, level=ONE_ERROR)[1] for view, pair in pairs.items()}
    told: dict[str, Any] = {"against": before.name, "photos": len(task.y), "dark": None}
    for view, pair in pairs.items():
        more, low, high = gain(*pair)
        told[view] = {"gain": more, "interval": [low, high]}
    lost = told["day"]["gain"] < -plain.score.error
    pays = least.get("dark", least["day"]) > 0 and not lost
    return told | {"used": pays}, pays


def _climbed(tuning: Tuning) -> tuple[ladder.Climbed, bytes]:
    """The tuned rung with its network, taken from an earlier run of the same command where that finished it."""
    path, kept = tuning.path, tuning.path.with_suffix(".onnx")
    if (network := _recalled(kept)) and (found := ladder.recall(TUNED, path, tuning.setting.task)):
        return found, network
    assert isinstance(tuning.before.gauge, FeaturesGauge)
    networks, watch = dict[str, bytes](), _Watch(tuning.setting)
    base, (pictures, rows) = tuning.seen(tuning.gauge(tuning.before.gauge.network), watch), _pictures(tuning)

    def eye(fit: ladder.Fit) -> tuple[np.ndarray, ladder.Copies]:
        networks[fit.part] = _network(tuning, base, pictures, rows, fit, watch.of(fit))
        return tuning.seen(tuning.gauge(networks[fit.part]), fit.tick)

    climbed = ladder.climb_through(
        eye, TUNED, tuning.setting.task, folds=FOLDS, seed=tuning.setting.spec.seed, tick=watch, workers=threads()
    )
    watch.end()
    network = networks["whole"]
    ladder.seal({"network": np.frombuffer(network, np.uint8)}, kept)
    ladder.keep(climbed, path)
    return climbed, network


def _recalled(path: Path) -> bytes | None:
    try:
        return ladder.unseal(path)["network"].tobytes()
    except (KeyError, ValueError, OSError):
        return None


def _pictures(tuning: Tuning) -> tuple[list[np.ndarray], np.ndarray]:
    """What the network is shown of some photos, then of each copy of them, and which rows these photos are.

    Each is uint8 of shape (photos, size, size, 3). They are kept nowhere: at 224 px they take 150 kB apiece.
    """
    plan, part, size, progress = tuning.plan, tuning.setting.part, tuning.setting.spec.size, tuning.setting.progress
    rows = plan.rows if len(plan.rows) else np.arange(len(part))
    rows = np.sort(np.random.default_rng(tuning.setting.spec.seed).permutation(rows)[:PHOTOS])
    some, gauge = biases.chosen(part, rows), ShownGauge(size, levelled=plan.levelled)
    gauges: list[Gauge] = [gauge, *copies_of(gauge, plan.biases, biases.COPIES)]
    found = [np.zeros((len(rows), size, size, 3), np.uint8) for _ in gauges]
    for at, blobs in some.measured(gauges, range(len(some)), None):
        for pictures, blob in zip(found, blobs, strict=True):
            pictures[at] = np.frombuffer(blob, np.uint8).reshape(size, size, 3)
        if progress:
            progress("copies", at + 1, len(rows))
    return found, rows


def _network(
    tuning: Tuning,
    base: tuple[np.ndarray, ladder.Copies],
    pictures: list[np.ndarray],
    rows: np.ndarray,
    fit: ladder.Fit,
    tick: Callable[[Report | None], None],
) -> bytes:
    """The network tuned on the photos that one of the fits may see."""
    x, copies = base
    task, seed, kept = tuning.setting.task, tuning.setting.spec.seed, ~fit.out[rows]
    head = pretrained.fit(ladder.lesson(Pretrained.name, x, task, ~fit.out, copies, seed))
    shown = np.concatenate([each[kept] for each in pictures])
    y, scene = (np.tile(column[rows[kept]], len(pictures)) for column in (task.y, task.scene))
    how = fine_tuned.course(shown, y, scene, seed)
    return fine_tuned.tuned(shown, y, head, how, tuning.path.with_name(f"{tuning.path.stem} {fit.part}"), tick)


class _Watch:
    """Tells the steps of all fits together as one stage."""

    def __init__(self, setting: Setting) -> None:
        self._end, self._progress = setting.end, setting.progress
        self._total = (FOLDS + 1) * fine_tuned.STEPS
        self._done: dict[str, int] = {}  # steps of each fit

    def __call__(self) -> None:
        check(self._end)
        if (done := sum(self._done.values())) < self._total:
            self._tell(done)

    def of(self, fit: ladder.Fit) -> Callable[[Report | None], None]:
        """What one of the fits shall call at each of its steps."""

        def step(report: Report | None) -> None:
            fit.tick()
            if report:
                self._done[fit.part] = report.step

        return step

    def end(self) -> None:
        """The stage's last word; fits that were found finished are skipped."""
        self._tell(self._total)

    def _tell(self, steps: int) -> None:
        if self._progress:
            self._progress("fine-tuning", steps * fine_tuned.BATCH, self._total * fine_tuned.BATCH)
