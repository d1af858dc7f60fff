"""Does a machine that has become too wrong decide less in time, and one that is right enough go on? Does it come back?

    python prove/decide.py            # 1,000 streams of each kind; writes prove/decide.json
    python prove/decide.py --small    # 40 of each, shorter; writes nothing

Exits with 1 when a bound is broken. 2 % may be wrong, with delta .05. Streams of spot checks of which just 2 % are
wrong may make it decide less in 5 % (one-sided exact binomial at 1 %), however often one looks; where 10 % are, it
must within 150 checks in 90 %. Where it rises after 5,000 good checks that takes longer, since what is promised is
promised for ever: what is reached within 150 is told, and 90 % are held to 250. All that was handed over must come back
within 1,500 checks of which .5 % are wrong in 90 %, and the first level, where 2 % still are, in at most 5 %.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import binom

import ninelives as nl
from bounds import row, run
from ninelives.kernels.stats.betting import Realised
from ninelives.store.digest import of_json

SEED = 20261130
RISK, DELTA = 0.02, 0.05
LADDER = (0.0, 0.25, 0.5, 0.75)  # scores are uniform, so that each keeps its share
CLOSED = 400  # checks at 40 %, after which all is handed over


def checks(seed: list[int], risks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores, and whether each answer was wrong."""
    rng = np.random.default_rng(seed)
    return rng.random(len(risks)), rng.random(len(risks)) < risks


def reacted(seed: list[int], risks: np.ndarray) -> int | None:
    """The check at which it first decides less."""
    changes = Realised.of(LADDER, RISK, DELTA).learn(*checks(seed, risks))
    return changes[0].check if changes else None


def foreseeing(seed: list[int], risks: np.ndarray, actual: float, horizon: int) -> int | None:
    """The check at which one reacts who knows that the risk rises to ``actual``, and some time before ``horizon``."""
    wrong = checks(seed, risks)[1]
    money = 0.0
    for n, each in enumerate(wrong.tolist(), 1):
        money = (money + 1 / horizon) * (actual / RISK if each else (1 - actual) / (1 - RISK))
        if money + max(0.0, 1 - n / horizon) >= 1 / DELTA:
            return n
    return None


def back(seed: list[int], risk: float, most: int) -> tuple[int | None, int | None]:
    """Checks after which a machine that decides nothing decides anything again, and all that it first did."""
    state = Realised.of(LADDER, RISK, DELTA)
    state.learn(*checks([*seed, 0], np.full(CLOSED, 0.4)))
    if state.threshold is not None:
        raise RuntimeError("40 % were wrong, and it still decides")
    changes = state.learn(*checks([*seed, 1], np.full(most, risk)))
    began = state.checks - most
    whole = [each.check - began for each in changes if each.after == LADDER[0]]
    return (changes[0].check - began if changes else None), (whole[0] if whole else None)


def measure(streams: int, length: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    took: dict[str, Any] = {}
    rows = [*on_time(streams, length, took), *late(streams, length // 2, took), *returning(streams, length, took)]
    facts = {"seed": SEED, "version": nl.__version__, "risk": RISK, "delta": DELTA, "levels": len(LADDER)}
    facts |= {"checks until": took, "rows": rows}
    return facts | {"digest": of_json(facts)}


def on_time(streams: int, length: int, took: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Streams that are as good as promised, that are not, and that slowly become so."""
    false = [reacted([SEED, 0, each], np.full(length, RISK)) for each in range(streams)]
    what = f"decides less, of {length:,} checks 2 % wrong, always looking"
    yield row(what, within(false, length), streams, at_most=most_false(streams, DELTA))
    early = [reacted([SEED, 1, each], np.full(400, 0.1)) for each in range(streams)]
    yield row("decides less within 150 checks, 10 % wrong", within(early, 150), streams, at_least=least(streams, 0.9))
    took["10 % wrong at once"] = quantiles(early)
    risks = np.concatenate([np.full(1000, 0.01), np.linspace(0.01, 0.1, 1000), np.full(400, 0.1)])
    slow = [reacted([SEED, 4, each], risks) for each in range(streams)]
    what = "decides less before 150 checks at 10 %, to which it rises from 1 % in 1,000"
    yield row(what, within(slow, 2150), streams, at_least=least(streams, 0.9))
    took["slowly to 10 %, since it began to rise"] = quantiles(since(slow, 1000))


def late(streams: int, quiet: int, took: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Streams that are good for long and then are not, beside one who foresees that."""
    for at, past in ((2, 0.01), (3, RISK)):
        after, risks = f"10 % wrong after {quiet:,} checks of {100 * past:g} %", np.full(quiet + 400, 0.1)
        risks[:quiet] = past
        found = since([reacted([SEED, at, each], risks) for each in range(streams)], quiet)
        for checks_, share in ((150, 0.6), (250, 0.9)):
            what, bound = f"decides less within {checks_} checks, {after}", least(len(found), share)
            yield row(what, within(found, checks_), len(found), at_least=bound)
        took[after] = quantiles(found)
        best = since([foreseeing([SEED, at, each], risks, 0.1, 2 * quiet) for each in range(streams)], quiet)
        took[f"{after}, foreseen"] = {"within 150": within(best, 150), "of": len(best)} | quantiles(best)


def returning(streams: int, length: int, took: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Machines that decide nothing any more, and are right again, or are not."""
    for at, risk in ((5, 0.005), (6, 0.0)):
        came = [back([SEED, at, each], risk, 1500) for each in range(streams)]
        what = f"all come back within 1,500 checks of which {100 * risk:g} % are wrong"
        yield row(what, within([all_ for _, all_ in came], 1500), streams, at_least=least(streams, 0.9))
        took[f"first come back, {100 * risk:g} % wrong"] = quantiles([first for first, _ in came])
        took[f"all come back, {100 * risk:g} % wrong"] = quantiles([all_ for _, all_ in came])
    came = [back([SEED, 7, each], RISK, length) for each in range(streams)]
    what = f"all come back, of {length:,} checks 2 % wrong, always looking"
    yield row(what, within([all_ for _, all_ in came], length), streams, at_most=most_false(streams, DELTA))
    what = f"any of {len(LADDER)} levels comes back, of {length:,} checks 2 % wrong"
    bound = most_false(streams, len(LADDER) * DELTA)
    yield row(what, within([first for first, _ in came], length), streams, at_most=bound)


def most_false(streams: int, share: float) -> int:
    """By an exact binomial test at 1 %."""
    return int(binom.ppf(0.99, streams, share))


def least(streams: int, share: float) -> int:
    """That share of many streams; of few, what one in a hundred such runs would miss."""
    return round(share * streams) if streams >= 100 else int(binom.ppf(0.01, streams, share))


def since(found: list[int | None], start: int) -> list[int | None]:
    """Checks since ``start``, of those that had not reacted by then."""
    return [each if each is None else each - start for each in found if each is None or each > start]


def within(found: list[int | None], most: int) -> int:
    return sum(each is not None and each <= most for each in found)


def quantiles(found: list[int | None]) -> dict[str, float | None]:
    """How many checks half, and nine in ten, took; None where fewer did at all."""
    own = np.array([np.inf if each is None else each for each in found], float)
    half, most = np.quantile(own, (0.5, 0.9), method="higher").tolist()
    return {"half": half if half < np.inf else None, "9 in 10": most if most < np.inf else None}


def main() -> int:
    return run(
        __file__,
        __doc__,
        "40 streams of each kind, shorter; writes nothing",
        lambda few: measure(40, 2000) if few else measure(1000, 10_000),
    )


if __name__ == "__main__":
    sys.exit(main())
