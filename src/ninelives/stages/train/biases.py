"""Inductive biases are claims: each chooses copies to learn from, and is then tested on others.

A bias says what should not matter (left and right, light, noise, …). Copies of the photos, changed in just that, are
learned from; copies changed in one thing alone are only judged, each by a fit that saw neither the photo nor any copy
of its scene. How often the answer flips says whether the model keeps what was claimed; whether believing it costs
accuracy says whether the data contradict it (a mirrored b is a d).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import polars as pl

from ninelives.artifacts.archive.copies import CopyGauge, Darkened, Varied, copies_of
from ninelives.artifacts.archive.gauges import LightGauge, SmallGauge
from ninelives.artifacts.envelope import Envelope
from ninelives.kernels.stats import clustered
from ninelives.stages.train import ladder
from ninelives.stages.train.capped import beside
from ninelives.stages.train.spec import CAPPED

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.deployment import Deployment
    from ninelives.stages.train.spec import TrainSpec
    from ninelives.store.cache import Cache

COPIES: Final = 2  # of a photo, to learn from
COPIED: Final = 4_000  # photos, at most, that copies are made of
FLIPS: Final = 0.05  # share of answers that may flip where a bias is kept
DARK: Final = "dark"  # the view of the declared light


@dataclass(frozen=True, slots=True)
class Plan:
    """Which copies are made, and why.

    Attributes:
        biases: in effect, in the order of ``kernels.photos.vary.BIASES``.
        dark: the declared light that the photos do not cover, [0, 1]; None where they do.
        rows: of the photos to fit on, which are copied, int64 of shape (copied,).
        learns: whether the rung learns from copies; one that learns nothing is judged on them all the same.
    """

    biases: tuple[str, ...]
    dark: tuple[float, float] | None
    rows: np.ndarray
    learns: bool = True

    @classmethod
    def none(cls) -> Plan:
        """Nothing is claimed, and nothing declared."""
        return cls((), None, np.zeros(0, np.int64))

    @property
    def levelled(self) -> bool:
        """Whether every picture is brought to one exposure, in training and in use."""
        return "brightness" in self.biases

    @property
    def taught(self) -> int:
        """How many copies are learned from."""
        return len(self.rows) * COPIES if self.biases and self.learns else 0

    def learned(self, gauge: Gauge) -> list[CopyGauge]:
        """Copies to learn from, each changed in all biases at once."""
        return copies_of(gauge, self.biases, COPIES) if self.learns else []

    def views(self, gauge: Gauge) -> dict[str, CopyGauge]:
        """Copies to be judged: one for each bias alone, and one in the declared light."""
        alone = {name: CopyGauge(gauge, Varied((name,)), COPIES) for name in self.biases}
        return alone | ({DARK: CopyGauge(gauge, Darkened(*self.dark), COPIES)} if self.dark else {})

    def all_copies(self, gauge: Gauge) -> list[CopyGauge]:
        """All of them, and the light of what is learned from; those of one copy in a row."""
        made = [*self.learned(gauge), *self.views(gauge).values(), *self.learned(LightGauge())]
        different = {copy.recipe: copy for copy in made}.values()
        return sorted(different, key=lambda copy: (copy.change.recipe, copy.number))

    def copies(self, gauge: Gauge | None, part: Archive, cache: Cache) -> ladder.Copies:
        """What a rung sees of all copies; none for a rung that looks at nothing."""
        if gauge is None or not len(self.rows):
            return ladder.Copies.none()
        some = chosen(part, self.rows)
        learned = tuple(some.vectors(copy, cache=cache) for copy in self.learned(gauge))
        views = {name: some.vectors(copy, cache=cache) for name, copy in self.views(gauge).items()}
        return ladder.Copies(self.rows, learned, views)


def seen_by(name: str, gauge: Gauge | None, part: Archive, cache: Cache) -> np.ndarray:
    """What a rung sees of the photos, float32 of shape (photos, features); no feature for one that looks at nothing.

    The pictures of the rung ``network`` stay on disk, and are read when they are looked at: see
    ``kernels/nets/pixels.py``.
    """
    if name in CAPPED and isinstance(gauge, SmallGauge):
        return cast("np.ndarray", part.pixels(gauge, cache=cache))  # it is used as an array is
    return np.zeros((len(part), 0), np.float32) if gauge is None else part.vectors(gauge, cache=cache)


def plan(
    spec: TrainSpec,
    part: Archive,
    envelope: Envelope,
    deployment: Deployment | None,
    *,
    looks: bool = True,
    learns: bool = True,
) -> Plan:
    """The biases that were asked for; where none was, those of the night, if the declared use is darker than was seen.

    What to expect in that light is told in either case. A rung that never ``looks`` at a photo makes no use of
    copies, and one that ``learns`` nothing is only judged on them.
    """
    from ninelives.kernels.photos.vary import BIASES, NIGHT

    if not looks:
        return Plan.none()
    dark = _uncovered_light(part, envelope, deployment)
    wanted = (NIGHT if dark else ()) if spec.biases is None else spec.biases
    some = min(len(part), COPIED) if wanted or dark else 0
    rows = np.sort(np.random.default_rng(spec.seed).permutation(len(part))[:some])
    return Plan(tuple(name for name in BIASES if name in wanted), dark, rows, learns)


def _uncovered_light(part: Archive, envelope: Envelope, deployment: Deployment | None) -> tuple[float, float] | None:
    """The light of a declared use that lies in its gaps: below the photos' own, where copies can be darkened to."""
    if deployment is None:
        return None
    own = float(part.table.get_column("light").mean() or 0)  # type: ignore[arg-type]
    single = [gap for gap in envelope.gaps(deployment) if len(gap.conditions) == 1]
    told = [(gap.axes[0].step or 0, gap.conditions[0][1]) for gap in single if gap.conditions[0][0] == "light"]
    ends = [(label * step, (label + 1) * step) for step, label in told if isinstance(label, int)]
    ends = [(low, high) for low, high in ends if high <= own]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def chosen(part: Archive, rows: np.ndarray) -> Archive:
    """The photos at some rows."""
    mask = np.zeros(len(part), bool)
    mask[rows] = True
    return part.select(mask)


def tested(plan: Plan, spec: TrainSpec, climbed: ladder.Climbed, task: ladder.Task) -> list[dict[str, Any]]:
    """For each bias in effect how often the answer flips under it, and whether that keeps what was claimed."""
    some = climbed.known[plan.rows]
    said, scene = climbed.judged[plan.rows][some].argmax(axis=1), task.scene[plan.rows][some]
    return [
        {"name": name, "asked": spec.biases is not None, "used": True}
        | _flips(said != climbed.views[name][some].argmax(axis=1), scene)
        for name in plan.biases
        if name in climbed.views
    ]


def _flips(flipped: np.ndarray, scene: np.ndarray) -> dict[str, Any]:
    share, _, low, high = clustered(flipped, scene)
    verdict = "kept" if high <= FLIPS else "broken" if low > FLIPS else "cannot tell"
    return {"flips": share, "interval": [low, high], "verdict": verdict, "photos": len(flipped)}


def contradicted(
    name: str, x: np.ndarray, task: ladder.Task, copies: ladder.Copies, spec: TrainSpec
) -> dict[str, dict[str, Any]]:
    """What believing each bias alone costs the rung, in share right on unchanged photos.

    Both cross-validations have the same folds, so the difference is paired photo by photo and its interval is over
    scenes; where it lies below zero as a whole, the data contradict the bias. A rung that takes minutes is asked as
    shortly as the whole ladder tries it.
    """
    short = name in CAPPED

    def climbed(taught: ladder.Copies) -> ladder.Climbed:
        return ladder.climb(name, x, task, folds=spec.folds, seed=spec.seed, copies=taught, capped=short)

    plain, found = climbed(ladder.Copies.none()), {}
    for bias, view in copies.views.items():
        if bias != DARK:
            told = beside(climbed(ladder.Copies(copies.rows, learned=(view,))), plain, task)
            low, high = told.interval
            found[bias] = {"gain": told.gain, "gain_interval": [low, high], "contradicted": high < 0}
    return found


def foreseen(plan: Plan, climbed: ladder.Climbed, task: ladder.Task) -> dict[str, Any] | None:
    """How often right in the declared light, from darkened copies: an estimate, since nobody has seen that light."""
    if plan.dark is None or DARK not in climbed.views:
        return None
    rows = plan.rows[some := climbed.known[plan.rows]]
    right = climbed.views[DARK][some].argmax(axis=1) == task.y[rows]
    share, _, low, high = clustered(right, task.scene[rows])
    return {"light": list(plan.dark), "accuracy": share, "interval": [low, high], "photos": len(right)}


def facts(
    plan: Plan,
    part: Archive,
    gauge: Gauge | None,
    climbed: ladder.Climbed,
    task: ladder.Task,
    spec: TrainSpec,
    cache: Cache,
) -> dict[str, Any]:
    """What the model says of its biases: ``levelled``, ``biases`` (each with its test) and ``foreseen``."""
    found = tested(plan, spec, climbed, task)
    if found:
        name, copies = climbed.rung.name, plan.copies(gauge, part, cache)
        costs = contradicted(name, seen_by(name, gauge, part, cache), task, copies, spec)
        found = [one | costs[one["name"]] for one in found]
    return {
        "levelled": plan.levelled,
        "copies": plan.taught,
        "biases": found,
        "foreseen": foreseen(plan, climbed, task),
    }


def widened(archive: Archive, part: Archive, plan: Plan, spec: TrainSpec, cache: Cache) -> Envelope:
    """The envelope of the photos, with the copies that were learned from as simulated in light and sharpness."""
    copies = plan.learned(LightGauge())
    if not copies or not len(plan.rows):
        return archive.envelope(spec.axes)
    some = chosen(part, plan.rows)
    frames = [archive.table, *(_seen_as(some, copy, cache) for copy in copies)]
    conditions: dict[str, Any] = {
        name: pl.concat([frame[name] for frame in frames]) for name in archive.conditions(spec.axes)
    }
    scene = np.concatenate([frame.get_column("scene").to_numpy() for frame in frames])
    augmented = np.arange(len(scene)) >= len(archive)
    return Envelope.of(conditions, scene, world=archive.world, augmented=augmented)


def _seen_as(some: Archive, copy: CopyGauge, cache: Cache) -> pl.DataFrame:
    """The photos' rows with the light and sharpness of their copies."""
    measured = zip(("light", "sharpness"), some.vectors(copy, cache=cache).T, strict=True)
    return some.table.with_columns(pl.Series(name, values).cast(some.table.schema[name]) for name, values in measured)
