"""A hard limit on time."""

from __future__ import annotations

import itertools
import signal
import threading
import time

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import OutOfTime, check, deadline, seconds_of, until


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), (90, 90), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("1.5h", 5400), (" 2m ", 120), ("0.5", 0.5)],
)
def test_times_are_read(text, seconds) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "5 m", "5d", "m5", "1h30", "-5m", "5m!"])
def test_what_is_no_time_is_refused(text) -> None:
    with pytest.raises(NinelivesError, match="90s, 5m or 1h30m"):
        seconds_of(text)


def test_whatever_runs_is_interrupted_and_the_alarm_is_handed_back() -> None:
    mine = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    with pytest.raises(OutOfTime), until(time.perf_counter() + 0.05):
        sum(1 for _ in itertools.count())
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    signal.signal(signal.SIGALRM, mine)


def test_a_time_that_is_over_interrupts_at_once() -> None:
    with pytest.raises(OutOfTime), until(time.perf_counter() - 1):
        time.sleep(60)


def test_no_handler_of_errors_swallows_it() -> None:
    assert not issubclass(OutOfTime, Exception)


def test_work_that_is_quick_enough_is_left_alone() -> None:
    for end in (None, time.perf_counter() + 60):
        with until(end):
            check(end)


def test_in_another_thread_only_a_check_interrupts() -> None:
    seen: list[str] = []

    def work() -> None:
        with until(time.perf_counter() + 0.01):
            time.sleep(0.05)
            seen.append("on")
            try:
                check(time.perf_counter() - 0.01)
            except OutOfTime:
                seen.append("over")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == ["on", "over"]


def test_time_is_set_aside_for_the_rest() -> None:
    assert deadline(100, None, 5) is None
    assert deadline(100, 60, 0) == 158.5
    assert deadline(100, 60, 10_000) == pytest.approx(155.5)
