"""How each rung is fitted, and what it needs for that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

import numpy as np

from ninelives.kernels.series import Drift, Past, Persistence, Rung, Seasonal
from ninelives.stages.train.series.learned import MOMENTS, Task, fit_boosting, fit_linear, fit_network
from ninelives.stages.train.series.smoothing import fit_smoothing
from ninelives.stages.train.untried import Untried

Fit = Callable[[Sequence[Past], Task], tuple[Rung, ...]]
LEARNED = ("linear", "boosting", "network")
NEEDS = {"smoothing": ("statsforecast", "pip install 'ninelives[series]'")}  # module, and the line that installs it


def _seasonal(pasts: Sequence[Past], task: Task) -> tuple[Rung, ...]:
    """Of several seasons the one that the past itself came round by most nearly; without any, persistence."""
    return tuple(Seasonal(np.asarray(_nearest(past, task.seasons or (1,)))) for past in pasts)


def _nearest(past: Past, seasons: tuple[int, ...]) -> int:
    x, longest = past.values, max(seasons)
    off = [float(np.abs(x[longest:] - x[longest - season : len(x) - season]).mean()) for season in seasons]
    return seasons[int(np.argmin(off))]


FITS: dict[str, Fit] = {
    "persistence": lambda pasts, _: (Persistence(),) * len(pasts),
    "drift": lambda pasts, _: (Drift(),) * len(pasts),
    "seasonal": _seasonal,
    "smoothing": lambda pasts, task: tuple(fit_smoothing(past, task.seasons) for past in pasts),
    "linear": lambda pasts, task: (fit_linear(pasts, task),) * len(pasts),
    "boosting": lambda pasts, task: (fit_boosting(pasts, task),) * len(pasts),
    "network": lambda pasts, task: (fit_network(pasts, task),) * len(pasts),
}


def fit(name: str, pasts: Sequence[Past], task: Task) -> tuple[Rung, ...]:
    """Fit one rung, for each series its own, or all the same where it learns from all together."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # as fast on problems this small, and the same to the last bit on a busy machine
        return FITS[name](pasts, task)


def untried(ladder: Sequence[str], shortest: int, task: Task) -> tuple[Untried, ...]:
    """Rungs that cannot be tried.

    Args:
        ladder: the wanted ones.
        shortest: values of the shortest series before its first origin.
        task: what is asked.
    """
    found = []
    reach = task.recipe(shortest).reach
    for name in ladder:
        if name in NEEDS and find_spec(NEEDS[name][0]) is None:
            found.append(Untried(name, f"{NEEDS[name][0]} is not installed", NEEDS[name][1]))
        elif name == "seasonal" and not task.seasons:
            found.append(Untried(name, "no season was found", "give one, in steps: --season 24"))
        elif name in LEARNED and shortest - reach < max(MOMENTS, task.horizon):
            least = reach + max(MOMENTS, task.horizon)
            found.append(Untried(name, f"it needs {least:,} values before the first origin, got {shortest:,}"))
    return tuple(found)
