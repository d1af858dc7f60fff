"""Finished rungs of a table outlive a kill: the next run of the same command finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.nets.rungs.tables import CLASSIFIERS, REGRESSORS
from ninelives.stages.train.ladder import seal, under, unseal
from ninelives.stages.train.tables.climb import Climbed, finished
from ninelives.stages.train.tables.task import TableTask

if TYPE_CHECKING:
    from pathlib import Path


def keep(climbed: Climbed, path: Path) -> None:
    """Put a finished rung where :func:`recall` finds it."""
    arrays = {f"rung.{name}": array for name, array in climbed.rung.arrays().items()}
    arrays |= {"rows": climbed.rows, "judged": climbed.judged}
    arrays |= {} if climbed.base is None else {"base": climbed.base}
    told = {"seconds": np.asarray(climbed.score.seconds), "learned": np.asarray(climbed.learned)}
    seal({**arrays, **told}, path)


def recall(name: str, path: Path, task: TableTask) -> Climbed | None:
    """A rung that an earlier run of the same command finished, None where there is none that is whole."""
    kinds = CLASSIFIERS if task.classes else REGRESSORS
    try:
        arrays = unseal(path)
        rung = kinds[name].from_arrays(under("rung.", arrays))
        base = None if task.classes else arrays["base"]
        told = float(arrays["seconds"]), int(arrays["learned"])
        return finished(rung, arrays["rows"], arrays["judged"], base, task, told[1], told[0])
    except (KeyError, ValueError, IndexError, OSError):
        return None
