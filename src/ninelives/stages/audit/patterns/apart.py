"""Groups whose times differ, and habits that change: what each event has is shuffled among all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ninelives.kernels.stats.moments import Found, arcs, bursts, shuffled, split, strangers
from ninelives.kernels.stats.shift import corrected
from ninelives.stages.audit.patterns.peel import GLANCE, HOPELESS

AT_ONCE = 1 << 22  # bins that are shuffled at once: 32 MiB
GROUPS, LEAST = 40, 10  # groups that are looked at, and the events that one must have
BROAD = 8  # parts of a circle in which groups are compared: a habit is broad, and few events fill few bins
BUNDLES = 16  # parts of the time, with as many events each
WHOLE = {"hours": (1, 14, 3), "weekdays": (7, 56, 14)}  # days of a cycle, that must be there, and on each side
PLACES = 200  # moments at which a habit may change
SURE = 100  # draws of an interval


@dataclass(frozen=True, slots=True, eq=False)
class Stranger:
    """A group whose times are not those of the others.

    Attributes:
        group: its name.
        circle: ``hours``, ``weekdays`` or ``when``.
        start: first bin of the stretch in which it differs most.
        length: bins.
        share: of its events there.
        expected: of the others' events.
        p: corrected.
        many: events of the group.
    """

    group: str
    circle: str
    start: int
    length: int
    share: float
    expected: float
    p: float
    many: int


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A habit that is another from some day on.

    Attributes:
        circle: ``hours`` or ``weekdays``.
        day: the first of the other habit, datetime64[D].
        ends: the days between which that lies, 95 %.
        start: first bin of the stretch that has more afterwards.
        length: bins.
        share: of events there afterwards.
        expected: before.
        p: corrected.
    """

    circle: str
    day: np.datetime64
    ends: tuple[np.datetime64, np.datetime64]
    start: int
    length: int
    share: float
    expected: float
    p: float


def differing(
    bins: dict[str, tuple[np.ndarray, int]], names: np.ndarray, *, alpha: float, times: int, draws: int, seed: int
) -> list[Stranger] | str:
    """The groups of one column whose times differ, or why none can be told.

    Args:
        bins: of each circle the bin of every event, -1 for none, and how many bins there are.
        names: the group of each event.
        alpha: chance of any false word.
        times: what each p-value is multiplied by, since other tests stand beside these.
        draws: shuffles.
        seed: of these.
    """
    every, code, many = np.unique(names, return_inverse=True, return_counts=True)
    if len(every) < 2:
        return f"every event has the value '{every[0]}'"
    large = np.flatnonzero(many >= LEAST)
    large = large[np.argsort(-many[large], kind="stable")][:GROUPS]
    if not large.size:
        return f"its {len(every):,} values have at most {int(many.max()):,} events each, and {LEAST} would do"
    place = np.full(len(every), len(large))
    place[large] = np.arange(len(large))
    group = place[code]
    of = [(circle, each) for circle in bins for each in range(len(large))]

    def statistics(draws: int) -> np.ndarray:
        found = []
        for own, around in bins.values():
            told, wide = own >= 0, max(around // BROAD, 1)
            ask = _asked(-(-around // wide), group[told], len(large) + 1)
            found.append(_drawn(own[told] // wide, draws, seed, ask)[: len(large)])
        return np.concatenate(found)

    p = _judged(statistics, draws, times)
    found = []
    for each in range(len(large)):
        mine = [(float(one), circle) for one, (circle, number) in zip(p, of, strict=True) if number == each]
        least, circle = min(mine)
        if least <= alpha:
            found.append(_stranger(str(every[large[each]]), circle, *bins[circle], group == each, least))
    return found


def _judged(statistics: Callable[[int], np.ndarray], draws: int, times: int) -> np.ndarray:
    """Corrected p-values: of a few shuffles first, and of all where these leave it open."""
    few = corrected(statistics(GLANCE))
    if few.min() > HOPELESS:
        return np.ones(len(few))
    return np.minimum(corrected(statistics(draws)) * times, 1.0)


def _asked(around: int, groups: np.ndarray, of: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda bins: strangers(bins, around, groups, of)


def _drawn(own: np.ndarray, draws: int, seed: int, ask: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Statistics of the events as they are and of all shuffles, a few shuffles at a time; shape (tests, draws + 1)."""
    step = max(1, min(draws, AT_ONCE // max(len(own), 1)))
    found = []
    for start in range(0, draws, step):
        told = ask(shuffled(own, min(step, draws - start), seed + start))
        found.append(told if not start else told[:, 1:])
    return np.concatenate(found, axis=1)


def _stranger(name: str, circle: str, own: np.ndarray, around: int, mine: np.ndarray, p: float) -> Stranger:
    told = own >= 0
    here = np.bincount(own[told & mine], minlength=around)
    rest = np.bincount(own[told & ~mine], minlength=around)
    due = rest / max(rest.sum(), 1)
    found = bursts(here[None], due) if circle == "when" else arcs(here[None], due)
    return Stranger(name, circle, found.start, found.length, found.share, found.expected, p, int(mine.sum()))


def changing(
    when: np.ndarray, own: np.ndarray, around: int, circle: str, *, alpha: float, times: int, draws: int, seed: int
) -> Changed | str | None:
    """The day from which on a habit is another; None where chance explains all, or why it cannot be told.

    Before and after hold whole days (or weeks), so that neither has more mornings than the other.

    Args:
        when: of the events, in order, datetime64[us].
        own: the bin of each, in [0, around).
        around: bins of the circle.
        circle: ``hours`` or ``weekdays``.
        alpha: chance of any false word.
        times: what each p-value is multiplied by, since other tests stand beside these.
        draws: shuffles.
        seed: of these.
    """
    cycle, needed, side = WHOLE[circle]
    day = when.astype("datetime64[D]").astype("int64")
    first, last = int(day[0]) + 1, int(day[-1])  # whole days: neither the first nor the last
    whole = (last - first) // cycle * cycle
    if whole < needed or len(when) < 2 * LEAST:
        return f"{needed} whole days with {2 * LEAST} events would do"
    inside = (day >= first) & (day < first + whole)
    own, day = own[inside], day[inside]
    edges = np.arange(first + side, first + whole - side + 1, cycle)
    edges = edges[np.unique(np.linspace(0, len(edges) - 1, PLACES).astype(int))]
    at = np.unique(np.searchsorted(day, edges))

    def statistics(draws: int) -> np.ndarray:
        return _drawn(own, draws, seed, lambda bins: split(bins, around, at).statistics[None])

    p = float(_judged(statistics, draws, times)[0])
    if p > alpha:
        return None
    found = split(own[None], around, at)
    before, after = (np.bincount(part, minlength=around) for part in (own[: found.start], own[found.start :]))
    part = arcs(after[None], before / before.sum())
    ends = _ends(own, around, at, found, seed)
    days = [
        np.datetime64(int(edges[min(np.searchsorted(edges, day[each - 1], side="right"), len(edges) - 1)]), "D")
        for each in (found.start, *ends)
    ]
    return Changed(circle, days[0], (days[1], days[2]), part.start, part.length, part.share, part.expected, p)


def _ends(own: np.ndarray, around: int, at: np.ndarray, found: Found, seed: int) -> tuple[int, int]:
    """Between which events the change lies: where it is found when both habits are drawn anew (bootstrap)."""
    rng, starts = np.random.default_rng(seed), []
    for _ in range(SURE):
        before = rng.choice(own[: found.start], found.start)
        after = rng.choice(own[found.start :], len(own) - found.start)
        starts.append(split(np.concatenate([before, after])[None], around, at).start)
    low, high = np.quantile(starts, [0.025, 0.975])
    return min(int(low), found.start), max(int(np.ceil(high)), found.start)
