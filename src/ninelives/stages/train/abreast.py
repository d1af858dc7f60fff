"""Several long jobs beside one another, each on a thread of its own, that stop when whoever asked for them stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
Tick = Callable[[], None]


def abreast(do: Callable[[Job, Tick], Result], jobs: Sequence[Job], workers: int, tick: Tick) -> Iterator[Result]:
    """Results of the jobs, in their order.

    Args:
        do: given a job, and what it shall call again and again: that raises when the job shall end.
        jobs: what is to be done.
        workers: how many at a time; 1 does them where it is called from.
        tick: called by every job on and on; what it raises ends all of them.
    """
    if workers == 1:
        yield from (do(job, tick) for job in jobs)
        return
    stop, ended = Event(), list[BaseException]()

    def watched() -> None:
        if stop.is_set():
            raise CancelledError
        tick()

    def done(job: Job) -> Result:
        try:
            return do(job, watched)
        except BaseException as error:
            ended.append(error)
            stop.set()
            raise

    with ThreadPoolExecutor(workers) as pool:
        try:
            yield from pool.map(done, jobs)
        except CancelledError:
            raise ended[0] from None  # what ended the others
        finally:
            stop.set()
