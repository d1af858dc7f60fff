"""Tests of work that is done a few pieces ahead."""

from __future__ import annotations

import threading
import time
from contextlib import closing

import pytest

from ninelives.artifacts.archive.ahead import ahead


def test_results_come_in_the_order_of_the_jobs() -> None:
    def slow_first(job: int) -> int:
        time.sleep(0.01 * (job == 0))
        return job * job

    assert list(ahead(slow_first, range(20))) == [job * job for job in range(20)]
    assert list(ahead(slow_first, [])) == []


def test_few_jobs_are_begun_before_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ninelives.artifacts.archive.ahead.threads", lambda: 2)
    begun: list[int] = []
    with closing(ahead(begun.append, range(1000), waiting=3)) as results:
        next(results)
        time.sleep(0.05)
        assert len(begun) <= 7


def test_what_a_job_raises_ends_the_rest() -> None:
    done = threading.Event()

    def work(job: int) -> None:
        if job == 3:
            raise ValueError("the third")
        assert job < 500, "the rest was begun"
        done.set()

    with pytest.raises(ValueError, match="the third"):
        list(ahead(work, range(1000)))
    assert done.is_set()
