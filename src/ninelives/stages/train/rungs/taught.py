"""A torch network taken through its training; what is kept beside outlives a kill."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.nets.pixels import BLOCK

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.kernels.nets.network.batches import Photos
    from ninelives.kernels.nets.network.lesson import Course, Report

_LOCK = Lock()
_BEFORE: list[tuple[int, bool]] = []  # threads of torch and whether it is deterministic, once for each fit that runs


def taught(
    net: Any, x: Photos, y: np.ndarray, course: Course, work: Path | None, tick: Callable[[Report | None], None]
) -> Report:
    """Train ``net`` to the end, from where an earlier run stood.

    Args:
        net: is trained in place.
        x: photos, of shape (photos, side, side, 3), in memory or read when they are looked at.
        y: class of each, int64 of shape (photos,).
        course: how much, how fast.
        work: where the training is kept; None for nowhere.
        tick: called with the report of each step, and before the first with None; it may raise to stop the training.

    Returns:
        The last report.
    """
    from ninelives.kernels.nets.network.lesson import train
    from ninelives.kernels.nets.network.state import Shelf

    tick(None)
    shelf = Shelf(work, _named(net, x, y, course))
    tick(None)
    for report in train(net, x, y, course, shelf.recall()):
        shelf.keep(report.good)
        tick(report)
    shelf.keep(report.good, at_once=True)
    return report


def _named(net: Any, x: Photos, y: np.ndarray, course: Course) -> str:
    """Names the training: its state is of no use to another."""
    import torch

    told = hashlib.sha256(repr((course, x.shape, torch.__version__)).encode())
    for at in range(0, len(x), BLOCK):
        told.update(np.ascontiguousarray(x[at : at + BLOCK]).data)
    for array in (y, *(value.numpy() for value in net.state_dict().values())):
        told.update(np.ascontiguousarray(array).data)
    return told.hexdigest()


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Torch on one thread, and the same bytes every time; both as they were when the last of several fits ends.

    On two threads each of a step's hundred small loops waits for both: faster on a quiet machine, ten times as slow on
    a busy one.
    """
    import torch

    with _LOCK:
        if not _BEFORE:
            found = torch.get_num_threads(), torch.are_deterministic_algorithms_enabled()
        _BEFORE.append(_BEFORE[0] if _BEFORE else found)
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
    try:
        yield
    finally:
        with _LOCK:
            threads, deterministic = _BEFORE.pop()
            if not _BEFORE:
                torch.set_num_threads(threads)
                torch.use_deterministic_algorithms(deterministic)
