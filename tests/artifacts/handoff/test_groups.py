"""Groups that each have a promise of their own."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.groups import Groups
from ninelives.artifacts.handoff.judged import Judged

ENVELOPE = Envelope.of({"hour": [9.0, 13.0, 21.0]}, np.arange(3))


def judged(hours: list[float | None] | None) -> Judged:
    rows = 3 if hours is None else len(hours)
    outputs = np.array([[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]])[:rows]
    return Judged(
        items=[str(at) for at in range(rows)],
        scenes=np.arange(rows),
        conditions={} if hours is None else {"hour": hours},
        outputs=outputs,
    )


def test_items_are_of_the_answer_that_they_got() -> None:
    groups = Groups.of("answer", judged(None), ENVELOPE, ("cat", "dog"))
    assert groups.names == ("cat", "dog")
    assert groups.place(judged(None), ENVELOPE).tolist() == [0, 1, 1]


def test_items_are_of_the_bin_that_they_lie_in_and_others_of_none() -> None:
    groups = Groups.of("hour", judged([9.0, 13.0]), ENVELOPE, None)
    assert groups.names == ("8–10 h", "12–14 h")
    assert groups.place(judged([13.5, 21.0, None]), ENVELOPE).tolist() == [1, 2, 2]
    assert groups.place(judged(None), ENVELOPE).tolist() == [2, 2, 2]
    assert Groups.from_json(groups.to_json()) == groups
