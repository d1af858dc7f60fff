"""One kernel over all worlds, on a few threads: a block of worlds each."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

LEAST = 64  # pictures that are worth a thread of their own, and more; and the least worlds of a block


def available() -> int:
    """How many threads this process may use."""
    return len(os.sched_getaffinity(0))


def over(
    kernel: Callable[..., Any], worlds: int, *arguments: Any, threads: int | None = None, least: int = LEAST
) -> None:
    """Call ``kernel(start, stop, *arguments)`` until every world in [0, worlds) was in a block.

    Args:
        kernel: releases the interpreter's lock (``nogil``), and writes nothing outside its block.
        worlds: how many there are, >= 0.
        arguments: passed on as they are.
        threads: at most so many; None: all that are available.
        least: worlds that are worth a thread, ``LEAST`` or more.
    """
    parts = max(min(threads or available(), worlds // least), 1)
    edges = [worlds * part // parts for part in range(parts + 1)]
    waiting = [_pool(parts - 1).submit(kernel, *edges[part : part + 2], *arguments) for part in range(1, parts)]
    kernel(edges[0], edges[1], *arguments)
    for part in waiting:
        part.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="world")
