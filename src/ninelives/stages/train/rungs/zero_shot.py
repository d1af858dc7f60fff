"""Below `pretrained`: what the network calls a photo, where ImageNet names the classes; no photo teaches it anything.

The ladder tempers it like other rungs by what the folds said. That moves no answer, only how sure it claims to be.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ninelives.kernels.nets import lite0
from ninelives.kernels.nets.imagenet import UnnamedError, members
from ninelives.kernels.nets.rungs import ZeroShot
from ninelives.kernels.nets.weights import lite0_weights
from ninelives.stages.train.rungs.lesson import Lesson


def fit(lesson: Lesson) -> ZeroShot:
    """Look the classes up by their names.

    Raises:
        UnnamedError: ImageNet does not name them; ``cannot`` says so beforehand.
    """
    groups = members(lesson.names)
    weights, bias = _head()
    those = np.concatenate([np.array(group) for group in groups])
    return ZeroShot(
        weights=weights[:, those],
        bias=bias[those],
        member=np.repeat(np.arange(len(groups)), [len(group) for group in groups]).astype(np.int64),
        temperature=np.asarray(1.0),
    )


def cannot(names: tuple[str, ...]) -> str:
    """Why ImageNet does not tell these classes apart; empty where it does."""
    try:
        members(names)
    except UnnamedError as error:
        return str(error)
    return ""


@cache
def _head() -> tuple[np.ndarray, np.ndarray]:
    """Read once a process: each fold asks for it."""
    return lite0.classes(lite0_weights())
