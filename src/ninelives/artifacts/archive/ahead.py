"""Work in order, a few pieces ahead on all cores: what waits is bounded, and nothing is started that nobody takes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def threads() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def ahead(do: Callable[[Job], Result], jobs: Iterable[Job], *, waiting: int = 2) -> Generator[Result]:
    """The results of jobs, in their order.

    Args:
        do: does one, in a thread of its own.
        jobs: what is to be done; taken as they are begun.
        waiting: results that may wait for each thread.
    """
    workers = threads()
    pending: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="photos") as pool:
        try:
            for job in jobs:
                pending.append(pool.submit(do, job))
                if len(pending) > waiting * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()
