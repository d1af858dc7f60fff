"""What a hand-over has done so far."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import State
from tests.artifacts.handoff.made import handoff

ENVELOPE = Envelope.of({"hour": [9.5] * 40}, np.arange(40))


def test_it_begins_at_the_threshold_that_was_promised_and_without_one_at_none() -> None:
    assert State.of(handoff(envelope=ENVELOPE)).threshold == 0.9
    assert State.of(handoff(envelope=ENVELOPE, threshold=None)).threshold is None


def test_it_is_read_back_to_the_bit(tmp_path: Path) -> None:
    held = handoff(envelope=ENVELOPE)
    state = State.of(held)
    assert state.realised is not None
    state.realised.learn(np.linspace(0.9, 1, 30), np.arange(30) % 7 == 0)
    state.decided, state.learned, state.visited = 5, 3, ENVELOPE
    state.save(tmp_path / "state.json")
    again = State.load(tmp_path / "state.json", held)
    assert (again.decided, again.learned, again.broken) == (5, 3, "")
    assert again.realised is not None
    assert again.realised.to_json() == state.realised.to_json()
    again.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "state.json").read_bytes()


def test_where_there_is_none_it_begins_and_a_folder_in_its_place_hands_all_over(tmp_path: Path) -> None:
    held = handoff(envelope=ENVELOPE)
    assert State.load(tmp_path / "none.json", held).broken == ""
    (tmp_path / "folder.json").mkdir()
    broken = State.load(tmp_path / "folder.json", held)
    assert "cannot be read" in broken.broken
    assert broken.threshold is None
