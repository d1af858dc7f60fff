"""Does the audit know how well a model does where nobody has seen the truth? Real data, and made-up worlds.

    python prove/harm.py            # 100 splits of each, 200 worlds of each kind; writes prove/harm.json
    python prove/harm.py --small    # 5 splits and 20 worlds; writes nothing

Exits with 1 when a bound is broken. Over 100 random splits the interval of 95 % must hold the truth in 90, at a median
width of 15 points at most; of numbers of 30 % of the error. Harmless drift must be called harmless in 95 %, and what
costs ten points or more harmful in 90 %. Of hired bicycles a year later nothing is told without labels, and why is
said; 200 labels, drawn at random, must then do. Data that are not there are named and left out.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import polars as pl
from scipy.stats import binom

import ninelives
from bounds import run
from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.copies import CopyGauge, Darkened, Varied
from ninelives.artifacts.archive.gauges import FeaturesGauge, LightGauge
from ninelives.artifacts.envelope.gaps import Gaps
from ninelives.artifacts.findings.harm import Harm
from ninelives.artifacts.sides.side import Side
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.night import night
from ninelives.kernels.stats.harm import estimate
from ninelives.stages.audit.harm import reckon
from ninelives.stages.audit.harm.dark import of_copies
from ninelives.stages.train.look import look
from ninelives.stages.train.rungs import Lesson
from ninelives.stages.train.rungs.pretrained import fit
from ninelives.store.cache import Cache
from ninelives.store.digest import of_json

SEED = 20261129
LEVEL = 0.95
COVER, WIDE, WIDE_SHARE = 0.9, 0.15, 0.3
HARMLESS, HARMFUL = 0.95, 0.9
COSTS = 0.1  # of all answers
DARK = Darkened(0.0, 0.1)  # as `train --deployment light=0-0.1` makes them
SMALL = 128  # directions of the features that heads are fitted to, so that a hundred are fitted in minutes
LABELS = 200
ROOT = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data"))


@dataclass(frozen=True)
class Told:
    """What one split told: the estimate, its interval, and the truth."""

    interval: tuple[float, float] | None
    truth: float
    before: float
    verdict: str = ""
    reason: str = ""


def side(outputs: np.ndarray, truth: Any, scenes: np.ndarray, **more: Any) -> Side:
    items = [str(at) for at in range(len(outputs))]
    told: dict[str, Any] = {"conditions": {}, "inputs": pl.DataFrame()} | more
    return Side(items=items, scenes=scenes, outputs=outputs, truth=truth, **told)


def reckoned(reference: Side, new: Side, labels: Any = None, classes: Any = None) -> Harm:
    options: dict[str, Any] = {"shifted": True, "gaps": Gaps(), "level": LEVEL, "seed": 0}
    return reckon(None, reference, new, labels=labels, classes=classes, **options)


def of_harm(harm: Harm, truth: float) -> Told:
    return Told(harm.interval, truth, harm.before or 0.0, harm.verdict, harm.reason)


def seen(path: Path, gauges: Mapping[str, Any]) -> tuple[Archive, dict[str, np.ndarray]]:
    cache, archive = Cache.user(), Archive.of(path)
    look(archive, list(gauges.values()), cache)
    return archive, {name: archive.vectors(gauge, cache=cache) for name, gauge in gauges.items()}


def widest(x: np.ndarray) -> np.ndarray:
    """The directions in which features vary most, shape (features, SMALL)."""
    return np.asarray(np.linalg.eigh(np.cov(x.T))[1][:, -SMALL:])


def by_scene(scenes: np.ndarray, draw: np.random.Generator, *shares: int) -> list[np.ndarray]:
    """Rows in random order, cut by scene into parts of about so many; the rest is the last part."""
    _, scene = np.unique(scenes, return_inverse=True)
    place = draw.permutation(scene.max() + 1)[scene]
    order = np.argsort(place, kind="stable")
    cuts = np.searchsorted(place[order], [place[order][min(at, len(order) - 1)] for at in np.cumsum(shares)])
    return np.split(order, cuts)


# -- small pictures of ten classes ------------------------------------------------------------


def small_pictures(splits: int) -> dict[str, list[Told]]:
    archive, held = seen(ROOT / "cifar10.tar.gz", {"x": FeaturesGauge.user(Cache.user(), 224)})
    folder = [item.split("/")[-2] for item in archive.items]
    names = tuple(sorted(set(folder)))
    y = np.array([names.index(name) for name in folder])
    first = np.array([item.split("/")[-3] == "test" for item in archive.items])  # the others are cats and dogs
    x = held["x"] - held["x"].mean(axis=0)
    x = (x @ widest(x[first])).astype(np.float32)
    ten, two, found = np.flatnonzero(first), np.flatnonzero(~first), dict[str, list[Told]]()
    for split in range(splits):
        draw = np.random.default_rng([SEED, 1, split])
        learned, kept, rest = (ten[part] for part in by_scene(archive.scene[ten], draw, 3000, 1000))
        head = fit(Lesson(x[learned], y[learned], names, split))

        def told(rows: np.ndarray, head: Any = head) -> Side:
            truth = np.array(names, object)[y[rows]]
            return side(head.probabilities(x[rows]), truth, archive.scene[rows], features=x[rows])

        reference = told(kept)
        samples = {"as they come": rest[:2000], "cats and dogs alone": draw.permutation(two)[:2000]}
        samples["ten classes in other shares"] = _tilted(rest, y, draw)
        for name, rows in samples.items():
            new = told(rows)
            assert new.outputs is not None
            truth = float((new.outputs.argmax(axis=1) == y[rows]).mean())
            found.setdefault(name, []).append(of_harm(reckoned(reference, new, classes=names), truth))
    return found


def _tilted(rows: np.ndarray, y: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    shares = draw.dirichlet(np.ones(y.max() + 1))[y[rows]]
    order = np.argsort(-np.log(np.maximum(shares, 1e-12)) + np.log(draw.exponential(size=len(rows))))
    return np.asarray(rows[order[:1500]])


# -- cats and dogs by night ------------------------------------------------------------


def by_night(splits: int) -> dict[str, list[Told]]:
    cache = Cache.user()
    plain, level = (FeaturesGauge.user(cache, 224, levelled=levelled) for levelled in (False, True))
    taught = Varied(("brightness", "noise"))
    gauges: dict[str, Any] = {"plain": plain, "level": level}
    for at in range(2):
        gauges |= {f"taught {at}": CopyGauge(level, taught, at), f"light {at}": CopyGauge(LightGauge(), DARK, at)}
        gauges |= {f"dark plain {at}": CopyGauge(plain, DARK, at), f"dark level {at}": CopyGauge(level, DARK, at)}
    archive, day = seen(ROOT / "dogcat", gauges)
    with tempfile.TemporaryDirectory() as scratch:
        made, dark = seen(nights(archive, Path(scratch)), {"plain": plain, "level": level})
    lines = {how: widest(day[how]) for how in ("plain", "level")}
    for held in (day, dark):
        for name in [name for name in held if "light" not in name]:
            how = "plain" if "plain" in name else "level"
            held[name] = (held[name] @ lines[how]).astype(np.float32)
    place = {item.rpartition(".")[0]: at for at, item in enumerate(made.items)}
    order = np.array([place[item.rpartition(".")[0]] for item in archive.items])
    lit = {name: made.table.get_column(name).cast(pl.Float64).to_numpy()[order] for name in ("light", "sharpness")}
    classes = ("cat", "dog")
    y = np.array([classes.index(item.split("/")[-2]) for item in archive.items])
    found = dict[str, list[Told]]()
    for split in range(splits):
        draw = np.random.default_rng([SEED, 2, split])
        kept, learned, new = by_scene(archive.scene, draw, 300, 500)
        for how, name in (("level", "told of the dark, and mended"), ("plain", "told of the dark, nothing mended")):
            x, rows = day[how][learned], learned
            if how == "level":
                x = np.concatenate([x, *(day[f"taught {at}"][learned] for at in range(2))])
                rows = np.tile(learned, 3)
            head = fit(Lesson(x, y[rows], classes, split))
            copies = pl.concat([_copies(head, day, how, at, kept, y, archive.scene, classes) for at in range(2)])
            p = head.probabilities(dark[how][order][new])
            conditions = {axis: pl.Series(values[new]) for axis, values in lit.items()}
            told = of_copies(copies, classes, side(p, None, archive.scene[new], conditions=conditions))
            assert told is not None
            here = estimate(
                told.old, told.lost, told.new, (told.scenes, archive.scene[new]), told.along, share=True, seed=0
            )
            half = 1.959964 * here.error
            ends = max(0.0, 1 - here.value - half), min(1.0, 1 - here.value + half)
            before = float((head.probabilities(day[how][kept]).argmax(axis=1) == y[kept]).mean())
            found.setdefault(name, []).append(Told(ends, float((p.argmax(axis=1) == y[new]).mean()), before))
    return found


def nights(archive: Archive, to: Path) -> Path:
    for at, item in enumerate(archive.items):
        path = (to / item).with_suffix(".png")
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = night(decode(archive.source.read(at)), seed=zlib.crc32(item.partition("/")[2].encode()))
        cv2.imwrite(str(path), picture[:, :, ::-1])
    return to


def _copies(
    head: Any, day: Any, how: str, at: int, kept: np.ndarray, y: np.ndarray, scene: np.ndarray, classes: Any
) -> pl.DataFrame:
    """As a model's table ``darkened``."""
    p, lit = head.probabilities(day[f"dark {how} {at}"][kept]), day[f"light {at}"][kept].astype(float)
    said = {f"p_{name}": p[:, code] for code, name in enumerate(classes)}
    truth = np.array(classes)[y[kept]].tolist()
    return pl.DataFrame({"scene": scene[kept], "truth": truth, **said, "light": lit[:, 0], "sharpness": lit[:, 1]})


# -- hired bicycles a year later ------------------------------------------------------------


def bicycles(splits: int) -> dict[str, list[Told]]:
    from sklearn.ensemble import HistGradientBoostingRegressor

    table = pl.read_csv(ROOT / "tabular" / "bike_hour.csv")
    leaks = ("instant", "dteday", "yr", "casual", "registered", "cnt")
    x = table.select(pl.exclude(leaks)).to_numpy().astype(np.float32)
    y, later = table.get_column("cnt").to_numpy().astype(float), table.get_column("yr").to_numpy() == 1
    day = table.get_column("dteday").str.to_date("%m/%d/%y").dt.epoch("d").to_numpy()
    found = dict[str, list[Told]]()
    for split in range(splits):
        draw = np.random.default_rng([SEED, 3, split])
        one, two = np.flatnonzero(~later), np.flatnonzero(later)
        learned, kept = (one[part] for part in by_scene(day[one], draw, 6900))
        new = two[by_scene(day[two], draw, 4300)[0]]
        model = HistGradientBoostingRegressor(random_state=split).fit(x[learned], y[learned])

        def told(rows: np.ndarray, model: Any = model) -> Side:
            more = {"features": x[rows], "moments": day[rows] * 86_400.0}
            return side(model.predict(x[rows])[:, None], y[rows], rows, **more)  # each hour is a scene, as in `train`

        reference, fresh = told(kept), told(new)
        assert fresh.outputs is not None
        truth = float(np.abs(fresh.outputs[:, 0] - y[new]).mean())
        found.setdefault("no labels", []).append(of_harm(reckoned(reference, fresh), truth))
        some = {str(at): y[new][at] for at in draw.permutation(len(new))[:LABELS]}
        found.setdefault("200 labels", []).append(of_harm(reckoned(reference, fresh, some), truth))
    return found


# -- made-up worlds ------------------------------------------------------------


def world(draw: np.random.Generator, n: int, *, sure: float, drift: float) -> Side:
    """Two classes told by one number, and a column that nothing reads."""
    line = 2 * draw.normal(sure, 1, n) * draw.choice([-1, 1], n)
    p = 1 / (1 + np.exp(-line))
    truth = np.where(draw.random(n) < p, "dog", "cat").astype(object)
    unread = draw.normal(drift, 1, (n, 1))
    inputs = pl.DataFrame({"unread": unread[:, 0]})
    return side(np.c_[1 - p, p], truth, np.arange(n), inputs=inputs, conditions={"unread": inputs["unread"]})


def made_up(worlds: int, n: int, *, sure: float, drift: float, seed: int) -> list[Told]:
    found = []
    for at in range(worlds):
        draw = np.random.default_rng([SEED, 4, seed, at])
        reference, new = world(draw, n, sure=1.5, drift=0), world(draw, n, sure=sure, drift=drift)
        assert new.outputs is not None
        truth = float((np.array(["cat", "dog"])[new.outputs.argmax(axis=1)] == new.truth).mean())
        found.append(of_harm(reckoned(reference, new, classes=("cat", "dog")), truth))
    return found


# -- what is held against what ------------------------------------------------------------

Study = Callable[[int], dict[str, list[Told]]]
STUDIES: dict[str, tuple[str, Study]] = {
    "cifar10": ("cifar10.tar.gz", small_pictures),
    "dogcat by night": ("dogcat", by_night),
    "bike_hour, year 2": ("tabular/bike_hour.csv", bicycles),
}
UNBOUND = ("told of the dark, nothing mended",)  # shown, and promised by nobody


def measure(splits: int, worlds: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = [row for name, study in STUDIES.items() for row in _studied(name, *study, splits)]
    rows += _worlds(worlds)
    facts = {"seed": SEED, "version": ninelives.__version__, "level": LEVEL, "splits": splits, "rows": rows}
    return facts | {"digest": of_json(facts)}


def _worlds(worlds: int) -> Iterator[dict[str, Any]]:
    for n in (500, 2000):
        told = made_up(worlds, n, sure=1.5, drift=3.0, seed=n)
        yield _count(f"harmless, a column that nothing reads moves, {n:,} rows", told, "harmless", HARMLESS)
        told = [one for one in made_up(worlds, n, sure=0.2, drift=0.0, seed=n + 1) if one.before - one.truth >= COSTS]
        yield _count(f"harmful, ten points or more are lost, {n:,} rows", told, "harmful", HARMFUL)
        yield _covers(f"interval holds the truth, the same, {n:,} rows", told)


def _studied(
    name: str, data: str, study: Callable[[int], dict[str, list[Told]]], splits: int
) -> Iterator[dict[str, Any]]:
    if not (ROOT / data).exists():
        print(f"{name}: skipped, there is no {data} in NINELIVES_DATA", file=sys.stderr)
        return
    for how, told in study(splits).items():
        silent = [one for one in told if one.interval is None]
        if silent:
            row = {"what": f"{name}, {how}: none is told", "count": len(silent), "draws": len(told), "holds": True}
            yield _shown(row | {"reason": silent[0].reason})
        if len(silent) < len(told):
            yield _covers(f"{name}, {how}", [one for one in told if one.interval], bound=how not in UNBOUND)
        costly = [one for one in told if one.interval and one.verdict and 1 >= one.before >= one.truth + COSTS]
        if costly:
            yield _count(f"{name}, {how}: harmful, where ten points or more are lost", costly, "harmful", HARMFUL)


def _covers(what: str, told: list[Told], *, bound: bool = True) -> dict[str, Any]:
    ends = [(*one.interval, one.truth) for one in told if one.interval]
    count = sum(low <= truth <= high for low, high, truth in ends)
    numbers = max(truth for _, _, truth in ends) > 1
    width = float(np.median([(high - low) / (truth if numbers else 1) for low, high, truth in ends]))
    widest, least = (WIDE_SHARE if numbers else WIDE), _least(len(told), COVER)
    held = not bound or (count >= least and width <= widest)
    row = {"what": what, "count": count, "draws": len(told), "width": round(width, 4), "holds": bool(held)}
    row |= {"truth": round(float(np.mean([truth for _, _, truth in ends])), 4)}
    return _shown(row | ({"at_least": least, "widest": widest} if bound else {}))


def _count(what: str, told: list[Told], verdict: str, share: float) -> dict[str, Any]:
    count, least = sum(one.verdict == verdict for one in told), _least(len(told), share)
    return _shown({"what": what, "count": count, "draws": len(told), "at_least": least, "holds": count >= least})


def _least(draws: int, share: float) -> int:
    """The share itself of many draws; of few what chance leaves of it."""
    return int(np.ceil(share * draws)) if draws >= 100 else int(binom.ppf(0.01, draws, share))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    bound = f"at least {row['at_least']:,}" if "at_least" in row else ""
    width = f"width {row['width']:.3f}" if "width" in row else ""
    state = "" if row["holds"] else "BROKEN"
    print(
        f"{row['what']:<82} {row['count']:>5,} of {row['draws']:,}  {bound:<13} {width} {state}",
        file=sys.stderr,
        flush=True,
    )
    return row


def main() -> int:
    return run(
        __file__, __doc__, "5 splits, 20 worlds, writes nothing", lambda few: measure(*((5, 20) if few else (100, 200)))
    )


if __name__ == "__main__":
    sys.exit(main())
