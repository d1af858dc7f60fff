"""What people are asked about."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import State
from ninelives.artifacts.handoff.judged import Judged
from ninelives.stages.defer.decide.asking import ask, beside, learned, opened
from ninelives.stages.defer.decide.whole import Whole
from ninelives.stages.defer.queue import Given
from tests.artifacts.handoff.made import handoff

COLUMNS = ("item", "decision", "prediction", "probability", "reason", "check", "score", "region")
ROWS = [
    ("a", "alone", "cat", 0.99, "99.0 % sure", False, 0.99, "8–10 h"),
    ("b", "alone", "cat", 0.98, "98.0 % sure", True, 0.98, "8–10 h"),
    ("c", "ask-human", "dog", 0.6, "60.0 % sure, and it decides alone from 90.0 %", False, 0.6, "8–10 h"),
    ("d", "ask-human", "dog", 0.95, "never seen: 0–2 h", True, 0.95, "0–2 h"),
    ("e", "refuse", None, None, "it cannot be read: empty", False, None, None),
]
TABLE = pl.DataFrame(ROWS, schema=COLUMNS, orient="row")


def met() -> State:
    state = State("h" * 64, None)
    state.meet((np.array([0.5, 0.09, 0.7, 0.02]) * 2.0**64).astype(np.uint64), named=True)
    state.drawn = np.array([False, True, False, True])
    return state


def whole() -> Whole:
    judged = Judged(items=list("abcd"), scenes=np.arange(4), conditions={}, outputs=np.zeros((4, 2)))
    rows = pl.DataFrame({"item": list("abcd"), "size": [1.5, 2.5, 3.5, 4.5], "when": pl.Series(["x"] * 4)})
    return Whole(judged=judged, unread=(("e", "empty"),), rows=rows)


def test_people_see_what_was_handed_over_and_what_is_checked_the_doubtful_first(tmp_path: Path) -> None:
    held = handoff(envelope=Envelope.of({}, np.arange(3))).save(tmp_path / "x.handoff")
    assert held.path is not None
    assert beside(held.path) == tmp_path / "x.queue"
    with opened(held.path, None) as queue:
        assert ask(queue, TABLE, whole(), met()) == 3
        assert ask(queue, TABLE, whole(), met()) == 0
        queue.tokens.invite("ann")
        cards = queue.next(1, count=10)
        assert [card["item"] for card in cards] == ["d", "b", "c"]  # what is drawn first, by chance
        assert cards[2]["fields"] == {"size": 3.5, "when": "x"}
        assert cards[2]["view"]["prediction"] == "dog"
        assert "view" not in cards[1]
        assert cards[1]["reason"] == "a spot check of what it decides alone"


def test_answers_of_checks_are_learned_once(tmp_path: Path) -> None:
    held = handoff(envelope=Envelope.of({}, np.arange(3))).save(tmp_path / "x.handoff")
    assert held.path is not None
    with opened(held.path, None) as queue:
        ask(queue, TABLE, whole(), met())
        queue.tokens.invite("ann")
        for card in queue.next(1, count=10):
            queue.answer(1, Given(id=f"{card['task']:032x}", task=card["task"], label="cat"))
        state = held.state
        first, again = learned(state, queue), learned(state, queue)
        assert first >= 1  # the very last answer may still be taken back
        assert again == 0
        assert state.realised is not None
        assert state.realised.checks == first
        assert state.learned > 0
