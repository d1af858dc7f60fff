"""Is the risk among what is kept as low as promised, as often as promised, while enough is kept?

    python prove/defer.py            # 1,000 redraws of each world; writes prove/defer.json
    python prove/defer.py --small    # 30 of each; writes nothing

Exits with 1 when a bound is broken. In each world calibration cases, planning cases and labels are drawn anew, and the
true risk of what is kept is known exactly or from 200,000 cases. It may be above alpha in not significantly more than
delta (one-sided exact binomial at 1 %), of independent cases, of scenes, of numbers, where classes or regions come in
other shares whose weights are known or estimated, and where risk goes up and down as scores fall. With 2,000 cases at
least 80 % of what an oracle keeps must be kept: the same score, with its threshold set on the true risk.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy.special import betaincinv
from scipy.stats import binom

import ninelives
from bounds import row, run
from ninelives.kernels.stats.guarantee import Cases, Doubt, Plan, Weights, certify
from ninelives.store.digest import of_json

SEED = 20261130
DELTA, SHARE = 0.05, 0.8
MANY = 200_000  # cases that a true risk is read from
PLANNING = 500
MISS = 0.01  # chance that an interval of weights misses, taken off delta


@dataclass(frozen=True)
class Drawn:
    """One sample: score, loss in [0, 1], scene, stratum."""

    score: np.ndarray
    loss: np.ndarray
    scene: np.ndarray
    stratum: np.ndarray

    def cases(self) -> Cases:
        return Cases.of(self.score, self.loss, self.scene, self.stratum)


Draw = partial[Drawn]  # called with a generator and a number of scenes


@dataclass(frozen=True)
class World:
    """Where cases come from, and how they come later.

    Attributes:
        draw: a sample of so many scenes.
        alpha: the risk that is allowed.
        weights: of the strata later, beside how often they came; None where they come as they came.
        counted: cases later and before, of which the strata alone are seen, where weights are estimated from them.
    """

    draw: Draw
    alpha: float
    weights: tuple[float, ...] | None = None
    counted: int = 0


def independent(draw: np.random.Generator, n: int, *, wrong: float, steep: float) -> Drawn:
    """One case a scene; errors are the likelier the lower the score, by a power of its rank; many scores are 1."""
    rank = draw.random(n)
    loss = draw.random(n) < np.minimum(wrong * (steep + 1) * rank**steep, 0.6)
    score = np.where(rank < 0.3, 1.0, 1 - rank)
    return Drawn(score, loss.astype(float), np.arange(n), np.zeros(n, int))


def scenes(draw: np.random.Generator, n: int, *, most: int) -> Drawn:
    """Up to so many cases a scene, hard or easy together."""
    scene = np.repeat(np.arange(n), draw.integers(1, most + 1, n))
    hard = draw.random(n)[scene]
    rank = np.clip(0.6 * hard + 0.4 * draw.random(len(scene)), 0, 1)
    loss = draw.random(len(scene)) < 0.35 * rank**5
    return Drawn(1 - rank, loss.astype(float), scene, np.zeros(len(scene), int))


def numbers(draw: np.random.Generator, n: int, *, within: float | None) -> Drawn:
    """Predicted numbers whose errors grow with them; the score is doubt, learned from others. Losses are errors beyond
    ``within``, or the errors themselves, up to a most of 4."""
    doubt = Doubt.learn(*_predicted(np.random.default_rng(SEED), 1000), within=within)
    said, true = _predicted(draw, n)
    off = np.abs(said - true)
    loss = np.minimum(off / 4, 1) if within is None else (off > within).astype(float)
    return Drawn(-doubt.of(said), loss, np.arange(n), np.zeros(n, int))


def _predicted(draw: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    said = draw.uniform(0, 1, n)
    return said, said + draw.normal(size=n) * (0.1 + 1.2 * said**3)


def shifted(draw: np.random.Generator, n: int, *, errors: tuple[float, ...], shares: tuple[float, ...]) -> Drawn:
    """Strata, such as classes or regions, of unlike shares and unlike errors."""
    stratum = draw.choice(len(shares), n, p=shares)
    rank = draw.random(n)
    loss = draw.random(n) < np.array(errors)[stratum] * 6 * rank**5
    return Drawn(1 - rank, loss.astype(float), np.arange(n), stratum)


def winding(draw: np.random.Generator, n: int) -> Drawn:
    """Risk among the kept that is above alpha at first, falls just below, rises just above, and falls again."""
    rank = draw.random(n)
    here = np.select([rank < 0.1, rank < 0.5, rank < 0.6, rank < 0.9], [0.03, 0.015, 0.05, 0.012], 0.05)
    return Drawn(1 - rank, (draw.random(n) < here).astype(float), np.arange(n), np.zeros(n, int))


WORLDS: dict[str, World] = {
    "easy, 1.4 % wrong": World(partial(independent, wrong=0.014, steep=10), 0.02),
    "middling, 7 % wrong": World(partial(independent, wrong=0.07, steep=8), 0.02),
    "hard, 15 % wrong": World(partial(independent, wrong=0.15, steep=5), 0.05),
    "scenes of 1 to 6 cases": World(partial(scenes, most=6), 0.02),
    "numbers, further off than .5": World(partial(numbers, within=0.5), 0.05),
    "numbers, how far off": World(partial(numbers, within=None), 0.05),
    "classes in other shares, weights known": World(
        partial(shifted, errors=(0.02, 0.12), shares=(0.7, 0.3)), 0.05, (0.5, 13 / 6)
    ),
    "regions in other shares, weights known": World(
        partial(shifted, errors=(0.01, 0.05, 0.2), shares=(0.5, 0.3, 0.2)), 0.05, (0.6, 1.0, 2.0)
    ),
    "regions in other shares, weights estimated": World(
        partial(shifted, errors=(0.01, 0.05, 0.2), shares=(0.5, 0.3, 0.2)), 0.05, (0.6, 1.0, 2.0), counted=5000
    ),
    "risk that goes up and down": World(partial(winding), 0.02),
}
SIZES = (300, 500, 2000)


def truth(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, descending, with the share that each keeps and the true risk of what it keeps."""
    many = world.draw(np.random.default_rng([SEED, 9]), MANY)
    counts = 1 / np.bincount(many.scene)[many.scene]
    if world.weights:
        counts = counts * np.array(world.weights)[many.stratum]
    order = np.argsort(-many.score, kind="stable")
    last = np.r_[np.diff(many.score[order]) != 0, True]  # of equal scores all are kept
    kept, lost = counts[order].cumsum()[last], (counts * many.loss)[order].cumsum()[last]
    return many.score[order][last], kept / kept[-1], lost / kept


def estimated(world: World, draw: np.random.Generator) -> Weights | None:
    """Weights as they are known: exactly, or by counting strata in two samples (Clopper and Pearson)."""
    if world.weights is None or not world.counted:
        return None if world.weights is None else Weights.known(world.weights)
    stratum = world.draw(draw, world.counted).stratum
    before = np.bincount(stratum, minlength=len(world.weights))
    later = draw.multinomial(world.counted, _shares(world))
    ends = [_ends(count, world.counted, MISS / (2 * len(before))) for count in (before, later)]
    return Weights(ends[1][0] / ends[0][1], ends[1][1] / ends[0][0], MISS)


def _shares(world: World) -> np.ndarray:
    later = np.array(world.draw.keywords["shares"]) * np.array(world.weights)
    return np.asarray(later / later.sum())


def _ends(counts: np.ndarray, n: int, miss: float) -> tuple[np.ndarray, np.ndarray]:
    return betaincinv(counts, n - counts + 1, miss / 2), betaincinv(counts + 1, n - counts, 1 - miss / 2)


def redrawn(world: World, n: int, redraws: int, seed: list[int]) -> tuple[int, float, float]:
    """How often the risk was above alpha, the share kept on average, and an oracle's."""
    score, kept, risk = truth(world)
    broken, shares = 0, []
    for at in range(redraws):
        draw = np.random.default_rng([*seed, at])
        planning, cases = world.draw(draw, PLANNING).cases(), world.draw(draw, n).cases()
        weights = estimated(world, draw)
        plan = Plan.learn(planning, n, world.alpha, DELTA, weights=weights, seed=at)
        found = certify(cases, plan, world.alpha, DELTA, weights=weights, seed=at)
        place = -1 if found.threshold is None else int(np.searchsorted(-score, -found.threshold, side="right")) - 1
        broken += place >= 0 and risk[place] > world.alpha
        shares.append(kept[place] if place >= 0 else 0.0)
    return broken, float(np.mean(shares)), float(kept[risk <= world.alpha].max(initial=0))


def measure(redraws: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows, most = [], int(binom.ppf(0.99, redraws, DELTA))
    for kind, (name, world) in enumerate(WORLDS.items()):
        for n in SIZES:
            broken, share, oracle = redrawn(world, n, redraws, [SEED, kind, n])
            told = row(f"risk above alpha, {name}, {n:,} scenes", broken, redraws, at_most=most)
            rows.append(told | {"kept": round(share, 3), "oracle": round(oracle, 3)})
            if n == max(SIZES) and name != "risk that goes up and down":
                what = f"kept in 1,000, {name}; an oracle keeps {1000 * oracle:.0f}"
                rows.append(row(what, round(1000 * share), 1000, at_least=int(np.ceil(1000 * SHARE * oracle))))
            else:
                print(f"    kept {share:.3f}, an oracle {oracle:.3f}", file=sys.stderr)
    facts = {"seed": SEED, "version": ninelives.__version__, "delta": DELTA, "rows": rows}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(__file__, __doc__, "30 redraws of each, writes nothing", lambda few: measure(30 if few else 1000))


if __name__ == "__main__":
    sys.exit(main())
