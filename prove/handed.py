"""What is decided alone, and how often wrongly, by day, by night and where only the shares have changed?

    python prove/handed.py            # 100 splits of real photos, 200 redraws of made-up ones; writes prove/handed.json
    python prove/handed.py --small    # 5 splits and 10 redraws; writes nothing

Exits with 1 when a bound is broken. In each split 500 of 1,800 real photos are learned from, 300 or 500 calibrate, and
800 are new; a night is made of these. With a day envelope nothing may be decided wrongly alone by night, and next to
nothing alone (a photo that came out as light as one by day was seen); where copies made dark were learned from and are
trusted, 70 % at least, and 2 % of that may be wrong. Made-up items have 2,000 calibrate:
80 % at least of what the same score keeps with its threshold set on the true risk, and the risk may be above what was
promised in not significantly more than delta (one-sided exact binomial at 1 %). Data that are not there are named and
left out.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.stats import binom

import ninelives
from bounds import row, run
from harm import DARK, ROOT, by_scene, nights, seen
from ninelives.artifacts.archive.copies import CopyGauge, Varied
from ninelives.artifacts.archive.gauges import FeaturesGauge, LightGauge
from ninelives.artifacts.envelope import Envelope, places
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.handoff.judged import Bools, Floats, Ints, Judged
from ninelives.artifacts.lineage import Lineage
from ninelives.stages.defer.found import found
from ninelives.stages.defer.sources import New, Source
from ninelives.stages.defer.spec import DeferSpec
from ninelives.stages.train.rungs import Lesson
from ninelives.stages.train.rungs.pretrained import fit
from ninelives.store.cache import Cache
from ninelives.store.digest import of_json

SEED = 20261201
RISK, DELTA = 0.02, 0.05
CLASSES = ("cat", "dog")
LEARNED, KEPT, MORE, FOLDS = 500, 300, 500, 5  # photos; MORE calibrate where somebody labels some more
BY_DAY, BY_NIGHT, FLOOR = 0.95, 0.7, 0.8
ITEMS, MANY = 2000, 200_000  # made-up ones that calibrate and are new, and that a true risk is read from
NAMES = {name: name for name in ("model", "new")}


def handed(source: Source, new: Judged, *, trusted: bool = False, seed: int = 0) -> Handoff:
    """As ``defer MODEL --new NEW`` finds it, without the files."""
    spec = DeferSpec(risk=RISK, delta=DELTA, trust_simulated=trusted, seed=seed)
    fresh = New(judged=new, visited=Envelope.of(new.conditions, new.scenes))
    return found(source, fresh, None, None, spec, Lineage(stage="defer", inputs={}, options={}, seed=seed), NAMES)


def source_of(calibration: Judged, envelope: Envelope, **more: Any) -> Source:
    """What ``defer`` reads from a model."""
    told: dict[str, Any] = {"planning": None, "apart": f"the {len(calibration):,} photos kept apart"} | more
    facts: dict[str, Any] = {"noun": "photo", "name": "photos.model", "kind": "photos", "identity": "0" * 64}
    return Source(**facts, classes=CLASSES, calibration=calibration, envelope=envelope, **told)


def alone(handoff: Handoff, judged: Judged) -> Bools:
    """What the rule decides alone, by the envelope that it carries."""
    where = places(handoff.envelope, judged.conditions, len(judged))
    return handoff.rule.keeps(judged.outputs.max(axis=1), where.kind)


def risk(judged: Judged, kept: Bools) -> float:
    return float(judged.wrong(None)[kept].mean()) if kept.any() else 0.0


# -- cats and dogs, by day and by night -------------------------------------------------------


@dataclass(frozen=True)
class Photos:
    """Real photos, as two models see them: one as they are, one that levels light and was told of the dark.

    Attributes:
        x: features of each view, shape (photos, features).
        lit: light and sharpness of each view, the same in both ways of seeing.
        y, scene: of each, shape (photos,).
    """

    x: dict[str, np.ndarray]
    lit: dict[str, np.ndarray]
    y: np.ndarray
    scene: np.ndarray

    def judged(self, head: Any, view: str, lit: str, rows: Ints) -> Judged:
        conditions = {name: pl.Series(self.lit[lit][rows, at]) for at, name in enumerate(("light", "sharpness"))}
        told: dict[str, Any] = {"items": [f"{lit} {row}" for row in rows], "scenes": self.scene[rows]}
        outputs, truth = head.probabilities(self.x[view][rows]).astype(float), self.y[rows].astype(float)
        return Judged(**told, conditions=conditions, outputs=outputs, truth=truth)

    def envelope(self, rows: Ints, copied: Ints | None = None) -> Envelope:
        """Of photos, and of copies that were learned from."""
        lit, scenes = [self.lit["day"][rows]], [self.scene[rows]]
        for view in () if copied is None else ("taught 0", "taught 1"):
            lit, scenes = [*lit, self.lit[view][copied]], [*scenes, self.scene[copied]]
        told = np.concatenate(lit)
        made = np.arange(len(told)) >= len(rows)
        conditions = {"light": told[:, 0], "sharpness": told[:, 1]}
        return Envelope.of(conditions, np.concatenate(scenes), augmented=made)


def photos() -> Photos:
    cache = Cache.user()
    plain, level = (FeaturesGauge.user(cache, 224, levelled=levelled) for levelled in (False, True))
    gauges: dict[str, Any] = {"plain": plain, "level": level}
    for name, change in (("taught", Varied(("brightness", "noise"))), ("dark", DARK)):
        for at in range(2):
            gauges[f"{name} {at}"] = CopyGauge(level, change, at)
            gauges[f"{name} {at} lit"] = CopyGauge(LightGauge(), change, at)
    archive, x = seen(ROOT / "dogcat", gauges)
    with tempfile.TemporaryDirectory() as scratch:
        made, dark = seen(nights(archive, Path(scratch)), {"plain": plain, "level": level})
    place = {item.rpartition(".")[0]: at for at, item in enumerate(made.items)}
    order = np.array([place[item.rpartition(".")[0]] for item in archive.items])
    lit = {name.removesuffix(" lit"): x.pop(name).astype(float) for name in list(x) if name.endswith(" lit")}
    measured = pl.col("light", "sharpness").cast(pl.Float64)
    lit |= {"day": archive.table.select(measured).to_numpy(), "night": made.table.select(measured).to_numpy()[order]}
    x |= {f"night {how}": dark[how][order] for how in ("plain", "level")}
    return Photos(x, lit, np.array([CLASSES.index(item.split("/")[-2]) for item in archive.items]), archive.scene)


@dataclass
class Told:
    """What the splits told of one way to decide: the share kept, and how much of it is wrong, split by split.

    Attributes:
        kept: of the new photos.
        wrong: of what is kept of these.
        true: the same of all photos that the model did not learn from, which those that calibrate are drawn of.
    """

    kept: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    true: list[float] = field(default_factory=list)

    def add(self, handoff: Handoff, new: Judged, whole: Judged) -> None:
        self.kept.append(handoff.facts["kept"])
        self.wrong.append(risk(new, alone(handoff, new)))
        self.true.append(risk(whole, alone(handoff, whole)))

    def means(self) -> dict[str, float]:
        told = {"kept": self.kept, "least_kept": [min(self.kept)], "wrong": self.wrong, "true": self.true}
        return {name: round(float(np.mean(values)), 4) for name, values in told.items()}


def split(held: Photos, at: int, told: dict[str, Told]) -> None:
    draw = np.random.default_rng([SEED, at])
    kept, more, learned, new = by_scene(held.scene, draw, KEPT, MORE - KEPT, LEARNED)
    rest = np.concatenate([kept, more, new])
    head = fit(Lesson(held.x["plain"][learned], held.y[learned], CLASSES, 0))
    day = held.judged(head, "plain", "day", np.arange(len(held.y)))
    dark, whole = held.judged(head, "night plain", "night", new), held.judged(head, "night plain", "night", rest)
    planning = _crossfit(held, learned, draw)
    for name, rows in (("300", kept), ("500", np.concatenate([kept, more]))):
        source = source_of(day.select(rows), held.envelope(np.concatenate([learned, rows])), planning=planning)
        handoff = handed(source, day.select(new), seed=at)
        told[f"day {name}"].add(handoff, day.select(new), day.select(rest))
        told[f"night {name}"].add(handed(source, dark, seed=at), dark, whole)
        _plainly(told[f"plain {name}"], handoff, dark, whole)
    _in_the_dark(held, kept, learned, (new, rest), told["trusted"])


def _plainly(told: Told, handoff: Handoff, dark: Judged, whole: Judged) -> None:
    """What the threshold of the day would do by night, without an envelope."""
    least = np.inf if handoff.rule.threshold is None else handoff.rule.threshold
    sure = [each.outputs.max(axis=1) >= least for each in (dark, whole)]
    told.kept.append(float(sure[0].mean()))
    told.wrong.append(risk(dark, sure[0]))
    told.true.append(risk(whole, sure[1]))


def _in_the_dark(held: Photos, kept: Ints, learned: Ints, others: tuple[Ints, Ints], told: Told) -> None:
    """As ``train --deployment light=0-0.1`` and ``defer --trust-simulated``."""
    x = np.concatenate([held.x[view][learned] for view in ("level", "taught 0", "taught 1")])
    head = fit(Lesson(x, np.tile(held.y[learned], 3), CLASSES, 0))
    copies = [held.judged(head, f"dark {at}", f"dark {at}", kept) for at in range(2)]
    envelope = held.envelope(np.concatenate([learned, kept]), learned)
    source = source_of(held.judged(head, "level", "day", kept), envelope, darkened=_joined(*copies))
    new, whole = (held.judged(head, "night level", "night", rows) for rows in others)
    told.add(handed(source, new, trusted=True), new, whole)


def _crossfit(held: Photos, rows: Ints, draw: np.random.Generator) -> Judged:
    """The photos that were learned from, judged by heads that had not seen their scenes."""
    parts = []
    for part in by_scene(held.scene[rows], draw, *[len(rows) // FOLDS] * (FOLDS - 1)):
        others = np.delete(rows, part)
        head = fit(Lesson(held.x["plain"][others], held.y[others], CLASSES, 0))
        parts.append(held.judged(head, "plain", "day", rows[part]))
    return _joined(*parts)


def _joined(*parts: Judged) -> Judged:
    first = parts[0]
    conditions = {name: pl.concat([part.conditions[name] for part in parts]) for name in first.conditions}
    arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("scenes", "outputs", "truth")}
    return replace(first, items=[item for part in parts for item in part.items], conditions=conditions, **arrays)


def of_photos(splits: int) -> list[dict[str, Any]]:
    if not (ROOT / "dogcat").exists():
        print("photos: skipped, there is no dogcat in NINELIVES_DATA", file=sys.stderr)
        return []
    held = photos()
    names = [f"{how} {many}" for how in ("day", "night", "plain") for many in ("300", "500")]
    told = {name: Told() for name in [*names, "trusted"]}
    for at in range(splits):
        split(held, at, told)
    return [line for many in ("300", "500") for line in _lines(told, many, splits)] + _trusted(told["trusted"], splits)


def _lines(told: dict[str, Told], many: str, splits: int) -> list[dict[str, Any]]:
    day, night, plain = (told[f"{how} {many}"] for how in ("day", "night", "plain"))
    target = {"at_least": round(1000 * BY_DAY)} if many == "500" else {"at_least": 0}
    most = int(binom.ppf(0.99, splits, DELTA))
    return [
        _row(f"by day, {many} calibrate: kept in 1,000", _mille(day), 1000, day, **target),
        _row(f"by day, {many} calibrate: risk above 2 %", _above(day.true), splits, day, at_most=most),
        _row(f"by night, day envelope, {many} calibrate: wrong alone at all", _some(night), splits, night, at_most=0),
        _row(f"by night, day envelope, {many} calibrate: kept in 1,000", _mille(night), 1000, night, at_most=1),
        _row(
            f"by night, the day's threshold alone, {many}: risk above 2 %",
            _above(plain.true),
            splits,
            plain,
            at_least=0,
        ),
    ]


def _trusted(told: Told, splits: int) -> list[dict[str, Any]]:
    most = int(binom.ppf(0.99, splits, DELTA))
    return [
        _row(
            "by night, simulated is trusted: kept in 1,000", _mille(told), 1000, told, at_least=round(1000 * BY_NIGHT)
        ),
        _row("by night, simulated is trusted: risk above 2 %", _above(told.true), splits, told, at_most=most),
    ]


def _mille(told: Told) -> int:
    return round(1000 * np.mean(told.kept))


def _some(told: Told) -> int:
    """Splits in which anything that is decided alone is wrong, of all photos that the model did not learn from."""
    return sum(each > 0 for each in told.true)


def _above(risks: list[float]) -> int:
    return sum(each > RISK for each in risks)


def _row(what: str, count: float, draws: int, told: Told, **bound: int) -> dict[str, Any]:
    return row(what, int(count), draws, **bound) | told.means()


# -- made-up items -----------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """Two classes, told apart by a number whose middle is further off by day; each as ``shares`` say: dogs, nights."""

    before: tuple[float, float]
    later: tuple[float, float]
    sure: tuple[float, float]  # by day, by night
    axes: bool = False

    def draw(self, draw: np.random.Generator, n: int, shares: tuple[float, float]) -> Judged:
        dog, dark = (draw.random(n) < share for share in shares)
        line = draw.normal(np.where(dark, self.sure[1], self.sure[0]) * np.where(dog, 1, -1), 1.0)
        p = 1 / (1 + np.exp(-2 * self.sure[0] * line))
        light = pl.Series(np.where(dark, 0.05, 0.45))
        conditions = {"light": light} if self.axes else {}
        told: dict[str, Any] = {"items": [str(at) for at in range(n)], "scenes": np.arange(n)}
        return Judged(**told, conditions=conditions, outputs=np.c_[1 - p, p], truth=dog.astype(float))


WORLDS = {
    "classes in other shares": World(before=(0.5, 0.0), later=(0.7, 0.0), sure=(1.75, 1.75)),
    "more nights, seen before": World(before=(0.5, 0.3), later=(0.5, 0.5), sure=(2.1, 1.6), axes=True),
}
HARDER = {  # where weights that are estimated cost more than a fifth of it; shown, and held to their promise alone
    "harder classes in other shares": World(before=(0.5, 0.0), later=(0.7, 0.0), sure=(1.476, 1.476)),
    "harder nights, seen before": World(before=(0.5, 0.2), later=(0.5, 0.5), sure=(2.1, 1.6), axes=True),
}


def redrawn(world: World, redraws: int, seed: list[int]) -> dict[str, Any]:
    """How often a promise was broken, the share kept under a promise, and an oracle's."""
    whole = world.draw(np.random.default_rng([*seed, 0]), MANY, world.later)
    score, wrong = whole.outputs.max(axis=1), whole.wrong(None)
    order = np.argsort(-score)
    risks: Floats = np.cumsum(wrong[order]) / np.arange(1, MANY + 1)
    oracle = float(np.flatnonzero(risks <= RISK).max(initial=-1) + 1) / MANY
    broken, kept, kinds = 0, [], dict[str, int]()
    for at in range(redraws):
        draw = np.random.default_rng([*seed, 1, at])
        calibration, new = world.draw(draw, ITEMS, world.before), world.draw(draw, ITEMS, world.later)
        source = source_of(calibration, Envelope.of(calibration.conditions, calibration.scenes))
        handoff = handed(source, new, seed=at)
        promised = handoff.facts["guarantee"] != "none"
        broken += promised and risk(whole, alone(handoff, whole)) > RISK
        kept.append(handoff.facts["kept"] if promised else 0.0)
        kind = handoff.facts["shift"]["kind"]
        kinds[kind] = kinds.get(kind, 0) + 1
    return {"broken": broken, "kept": round(float(np.mean(kept)), 3), "oracle": round(oracle, 3), "kinds": kinds}


def made_up(redraws: int) -> list[dict[str, Any]]:
    rows = []
    for at, (name, world) in enumerate((WORLDS | HARDER).items()):
        told = redrawn(world, redraws, [SEED, 100 + at])
        floor = FLOOR if name in WORLDS else 0
        most, least = int(binom.ppf(0.99, redraws, DELTA)), int(np.ceil(1000 * floor * told["oracle"]))
        rows.append(row(f"{name}: risk above the promised", told.pop("broken"), redraws, at_most=most) | told)
        what = f"{name}: kept under a promise in 1,000; an oracle keeps {1000 * told['oracle']:.0f}"
        rows.append(row(what, round(1000 * told["kept"]), 1000, at_least=least))
    return rows


def measure(splits: int, redraws: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = [*made_up(redraws), *of_photos(splits)]
    facts = {"seed": SEED, "version": ninelives.__version__, "risk": RISK, "delta": DELTA, "rows": rows}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(
        __file__,
        __doc__,
        "5 splits, 10 redraws, writes nothing",
        lambda few: measure(*((5, 10) if few else (100, 200))),
    )


if __name__ == "__main__":
    sys.exit(main())
