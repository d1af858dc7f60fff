"""Several long jobs beside one another, each on a thread of its own, that stop when whoever asked for them stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
Tick = Callable[[], None]
EVERY = 0.1  # s between two ticks


def abreast(do: Callable[[Job, Tick], Result], jobs: Sequence[Job], workers: int, tick: Tick) -> Iterator[Result]:
    """Results of the jobs, in their order.

    Args:
        do: given a job, and what it shall call again and again: that raises when the job shall end.
        jobs: what is to be done.
        workers: how many at a time; 1 does them where it is called from.
        tick: called on and on, in the caller's own thread; what it raises ends all jobs.
    """
    if workers == 1:
        yield from (do(job, tick) for job in jobs)
        return
    stop, ended = Event(), list[BaseException]()

    def watched() -> None:
        if stop.is_set():
            raise CancelledError

    def done(job: Job) -> Result:
        watched()  # before it begins
        try:
            return do(job, watched)
        except BaseException as error:
            ended.append(error)
            stop.set()
            raise

    with ThreadPoolExecutor(workers) as pool:
        try:
            for future in [pool.submit(done, job) for job in jobs]:
                while not future.done():
                    tick()
                    wait([future], timeout=EVERY)
                yield future.result()
        except CancelledError:
            raise ended[0] from None  # what ended the others
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)  # those that run are waited for by the block
