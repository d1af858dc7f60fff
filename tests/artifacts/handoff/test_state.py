"""What a hand-over has done so far."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import State
from ninelives.artifacts.handoff import state as state_
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


def test_a_state_that_was_there_and_is_gone_hands_all_over(tmp_path: Path) -> None:
    held = handoff(envelope=ENVELOPE)
    State.of(held).save(tmp_path / "state.json")
    assert State.load(tmp_path / "state.json", held).broken == ""
    (tmp_path / "state.json").unlink()
    gone = State.load(tmp_path / "state.json", held)
    assert (gone.broken, gone.threshold) == (
        "what it did so far cannot be read: state.json was there, and is gone",
        None,
    )


def test_what_is_broken_names_the_way_out(tmp_path: Path) -> None:
    held = handoff(envelope=ENVELOPE)
    (tmp_path / "state.json").write_bytes(b"{,")
    state = State.load(tmp_path / "state.json", held)
    assert state.broken.endswith("state.json is no JSON")
    assert "ninelives defer photos.model --out photos-anew.handoff" in state.mend(held)
    assert "photos.handoff/state.json back" in state.mend(held)
    assert State.of(held).mend(held) == ""


def test_what_came_is_known_again_after_it_was_read_back(tmp_path: Path) -> None:
    held = handoff(envelope=ENVELOPE)
    state, told = State.of(held), np.array([7, 2**64 - 1, 7], np.uint64)
    state.meet(told, named=True)
    assert state.new.tolist() == [True, True, False]
    state.save(tmp_path / "state.json")
    again = State.load(tmp_path / "state.json", held)
    again.meet(told, named=True)
    assert (again.new.any(), again.decided, again.seen) == (False, 2, {7: None, 2**64 - 1: None})


def test_only_the_last_items_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_, "REMEMBERED", 3)
    state = State.of(handoff(envelope=ENVELOPE))
    state.meet(np.arange(5, dtype=np.uint64), named=True)
    assert list(state.seen) == [2, 3, 4]
    state.meet(np.array([4, 0], np.uint64), named=True)
    assert state.new.tolist() == [False, True]
