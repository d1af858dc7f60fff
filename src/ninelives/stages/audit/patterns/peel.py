"""Habits and what happens along the line of time: the strongest is found first, and the rest is looked at given it.

One evening with a hundred events is no habit of the evening, and evenings that come round are no burst. So whatever is
found becomes part of what is expected, and everything is looked at again until chance explains the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninelives.kernels.stats.moments import Found, arcs, bursts, silence, surprise, turn
from ninelives.kernels.stats.shift import corrected
from ninelives.stages.audit.patterns.line import Line

MOST = 3  # bursts, silences and changes that are told, of each
ROUNDS = 12
GLANCE, HOPELESS = 39, 0.25  # draws after which a search is given up whose p-value is so large
BURST, RATE = 1.5, 1.1  # times as many as due, from which on a burst or a change of the rate is worth a word
SURE = 100  # draws of an interval
Scan = {"burst": bursts, "silence": silence, "turn": turn}


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """One pattern on the line.

    Attributes:
        kind: ``hours``, ``weekdays``, ``months``, ``burst``, ``silence`` or ``turn``.
        found: where it is: bins of a circle, or slots of the scan.
        p: corrected.
        part: which division of the slots it is.
        strength: log likelihood ratio, nats.
        ends: of a change, the first and the last slot of the scan between which it lies, 95 %.
    """

    kind: str
    found: Found
    p: float
    part: np.ndarray
    strength: float
    ends: tuple[int, int] | None = None


def peel(row: Line, *, alpha: float, times: int, draws: int, seed: int) -> list[Hit]:
    """Everything on the line that chance would not give it.

    Args:
        row: the events.
        alpha: chance of any false word.
        times: what each p-value is multiplied by, since other tests stand beside these.
        draws: lists that chance makes, a round.
        seed: of these.

    Returns:
        What was found, the strongest first.
    """
    hits: list[Hit] = []
    share = row.fitted([])
    for number in range(ROUNDS):
        best = _best(row, share, hits, alpha, times, draws, seed + number)
        if best is None:
            break
        hits.append(best)
        share = row.fitted([each.part for each in hits])
    return [_sure(row, hit, hits, seed) for hit in hits]


def _best(row: Line, share: np.ndarray, hits: list[Hit], alpha: float, times: int, draws: int, seed: int) -> Hit | None:
    """The strongest of what is significant and worth a word; first few lists, and all where these leave it open."""
    tried = _tried(row, share, hits, GLANCE, seed)
    if not tried or _corrected(tried).min() > HOPELESS:
        return None
    tried = _tried(row, share, hits, draws, seed)
    p = np.minimum(_corrected(tried) * times, 1.0)
    events = int(row.counts.sum())
    able = [
        Hit(name, found, float(one), _part(row, name, found), _strength(found, events))
        for (name, found), one in zip(tried.items(), p, strict=True)
        if one <= alpha and _worth(name, found)
    ]
    return max(able, key=lambda hit: hit.strength, default=None)


def _corrected(tried: dict[str, Found]) -> np.ndarray:
    return corrected(np.stack([each.statistics for each in tried.values()]), surprise)


def _tried(row: Line, share: np.ndarray, hits: list[Hit], draws: int, seed: int) -> dict[str, Found]:
    """Every test of the line, with its statistics in lists by chance."""
    circles, along = row.drawn(share, draws, seed)
    tried: dict[str, Found] = {}
    for name, counts in circles.items():
        if all(hit.kind != name for hit in hits) and counts[0].sum() > 0:
            tried[name] = arcs(counts, row.due(share, name))
    due = row.due_along(share)
    if along.shape[1] >= 8:
        for name, scan in Scan.items():
            if sum(hit.kind == name for hit in hits) < MOST:
                tried[name] = scan(along, due)
    return tried


def _worth(name: str, found: Found) -> bool:
    if name == "burst":
        return found.share >= BURST * found.expected
    if name == "turn":
        ratio = rate(found)
        return ratio >= RATE or ratio <= 1 / RATE
    return True


def rate(found: Found) -> float:
    """How many times as often events come after a change as before; infinite where none came before."""
    before = (1 - found.share) / max(1 - found.expected, 1e-12)
    after = found.share / max(found.expected, 1e-12)
    return after / before if before > 0 else float("inf")


def _strength(found: Found, events: int) -> float:
    from scipy.special import rel_entr

    told, due = found.share, min(max(found.expected, 1e-12), 1 - 1e-12)
    return float(events * (rel_entr(told, due) + rel_entr(1 - told, 1 - due)))


def _part(row: Line, name: str, found: Found) -> np.ndarray:
    if name in row.labels:
        return np.where(row.labels[name] >= 0, row.labels[name], row.around[name])
    inside = (row.scan >= found.start) & (row.scan < found.start + found.length)
    if name == "burst":  # as it was, slot by slot: an event at five is no habit of three to six
        return np.where(inside, np.cumsum(inside), 0)
    return inside.astype(np.int64)


def _sure(row: Line, hit: Hit, hits: list[Hit], seed: int) -> Hit:
    """A change of the rate with its interval: where it is found in lists that are made as this one is told."""
    if hit.kind != "turn":
        return hit
    told = row.fitted([each.part for each in hits])
    others = row.fitted([each.part for each in hits if each is not hit])
    _, along = row.drawn(told, SURE, seed)
    due = row.due_along(others)
    starts = [turn(one[None], due).start for one in along[1:]]
    low, high = np.quantile(starts, [0.025, 0.975])
    ends = (min(int(low), hit.found.start), max(int(np.ceil(high)), hit.found.start))
    return Hit(hit.kind, hit.found, hit.p, hit.part, hit.strength, ends)
