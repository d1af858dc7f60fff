"""Jobs beside one another."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from ninelives.stages.train.abreast import Tick, abreast
from ninelives.stages.train.clock import OutOfTime, until


def nothing() -> None:
    pass


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


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
    calls: list[int] = []

    def tick() -> None:
        calls.append(threading.get_ident())
        if len(calls) == 4:
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        list(abreast(endless, range(4), workers, tick))
    assert set(calls) == {threading.get_ident()}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_job_that_fails_ends_the_others(workers: int) -> None:
    def fails(job: int, tick: Tick) -> None:
        if job == 1 or workers == 1:
            raise ValueError("broken")
        endless(job, tick)

    with pytest.raises(ValueError, match="broken"):
        list(abreast(fails, range(4), workers, nothing))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_clock_that_interrupts_the_caller_ends_them_too(workers: int) -> None:
    with pytest.raises(OutOfTime), until(time.perf_counter() + 0.1):
        list(abreast(endless, range(4), workers, nothing))


def test_what_has_not_begun_when_the_caller_stops_never_begins() -> None:
    begun: list[int] = []

    def long(job: int, tick: Tick) -> None:
        begun.append(job)
        while True:
            time.sleep(0.001)
            tick()

    def stop() -> None:
        if len(begun) == 2:
            raise OutOfTime

    with pytest.raises(OutOfTime):
        list(abreast(long, range(6), 2, stop))
    assert sorted(begun) == [0, 1]
