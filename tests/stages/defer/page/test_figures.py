"""The numbers of the owner's page, and a bound that holds at all times."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ninelives.kernels.stats.betting.risk import risk_evidence
from ninelives.stages.defer.page.figures import bound, grows, look
from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, given


@settings(max_examples=25)
@drawn(wrong=st.integers(0, 60), right=st.integers(0, 400))
def test_a_bound_lies_above_what_was_found_and_falls_with_more_that_is_right(wrong: int, right: int) -> None:
    found = wrong / max(wrong + right, 1)
    assert found <= bound(wrong, right) <= 1
    assert bound(wrong, right + 50) <= bound(wrong, right) + 1e-9
    assert bound(wrong, right, 0.01) >= bound(wrong, right, 0.1) - 1e-9


def test_it_is_broken_at_any_time_no_more_often_than_promised() -> None:
    rng, broken = np.random.default_rng(7), 0
    for _ in range(200):
        wrong = np.cumsum(rng.random(300) < 0.1)
        sums = [(int(wrong[n - 1]), n - int(wrong[n - 1])) for n in range(10, 301, 10)]
        broken += any(risk_evidence(right, wrong, 0.9) >= log(10) for wrong, right in sums)  # then the bound is lower
    assert broken <= 31  # of 200 at 10 %: more have a chance of 1 %


def test_a_clean_run_bounds_a_small_risk() -> None:
    assert bound(0, 400) < 0.02 < bound(0, 100)


@pytest.mark.parametrize(("came", "went", "said"), [(0, 0, False), (60, 40, True), (6, 4, False), (40, 60, False)])
def test_a_queue_grows_where_chance_does_not_say_it(came: int, went: int, said: bool) -> None:
    assert grows(came, went) is said


def test_all_is_counted(queue: Queue, clock: Hands) -> None:
    clock.at += 60
    for card in queue.next(1, count=2):
        queue.answer(1, given(card["task"], "dog", spent=6.0))
    clock.at += 200
    seen = look(queue)
    assert (seen.waiting, seen.checks_waiting, seen.today, seen.spent) == (1, 1, 2, 12.0)
    assert (seen.oldest, seen.wait, seen.cost) == (260.0, 60.0, 0.1)
    assert (seen.came, seen.went, seen.checked) == (3, 2, ())
    assert seen.regions == (("too close to call", 2, 2, 0),)
    assert [(voice.name, voice.answers) for voice in seen.voices][:2] == [("ann", 2), ("bob", 0)]
