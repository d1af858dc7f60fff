"""The numbers of the owner's page."""

from __future__ import annotations

import pytest

from ninelives.stages.defer.page.figures import grows, look
from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, given


@pytest.mark.parametrize(("came", "went", "said"), [(0, 0, False), (60, 40, True), (6, 4, False), (40, 60, False)])
def test_a_queue_grows_where_chance_does_not_say_it(came: int, went: int, said: bool) -> None:
    assert grows(came, went, 2) is said
    assert not grows(came, went, 1)


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
