"""Jobs beside one another."""

from __future__ import annotations

import threading
import time

import pytest

from ninelives.stages.train.abreast import Tick, abreast
from ninelives.stages.train.clock import OutOfTime, until


def nothing() -> None:
    pass


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    def slow(job: int, tick: Tick) -> int:
        tick()
        time.sleep(0.002 * (5 - job))
        return job

    assert list(abreast(slow, range(5), workers, nothing)) == list(range(5))


def test_so_many_run_at_a_time() -> None:
    both = threading.Barrier(2, timeout=20)

    def met(_job: int, _tick: Tick) -> bool:
        return both.wait() >= 0

    assert list(abreast(met, range(4), 2, nothing)) == [True] * 4


def endless(job: int, tick: Tick) -> None:
    while True:
        tick()
        time.sleep(0.001)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_one_raises_ends_all(workers: int) -> None:
    calls: list[None] = []

    def tick() -> None:
        calls.append(None)
        if len(calls) == 20:
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        list(abreast(endless, range(4), workers, tick))
    assert threading.active_count() == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_clock_that_interrupts_the_caller_ends_them_too(workers: int) -> None:
    with pytest.raises(OutOfTime), until(time.perf_counter() + 0.1):
        list(abreast(endless, range(4), workers, nothing))
    assert threading.active_count() == 1
