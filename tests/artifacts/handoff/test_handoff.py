"""A hand-over is a sealed folder; nothing in it can run code, and a changed byte is found."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import ninelives as nl
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.handoff.handoff import TOLD
from ninelives.errors import NinelivesError
from ninelives.store import manifest
from tests.artifacts.handoff.made import handoff

ENVELOPE = Envelope.of({"hour": [9.5] * 40}, np.arange(40))


@pytest.fixture
def saved(tmp_path: Path) -> Handoff:
    return handoff(envelope=ENVELOPE).save(tmp_path / "photos.handoff")


def test_what_was_saved_is_read_back_and_named_in_the_api(saved: Handoff, tmp_path: Path) -> None:
    held = nl.Handoff.load(tmp_path / "photos.handoff")
    assert held.facts == saved.facts
    assert held.rule.threshold == 0.9
    assert held.classes == ("cat", "dog")
    assert "It decides." in repr(held)
    assert "It decides." in held._repr_html_()


def test_its_summary_begins_as_it_was_agreed(saved: Handoff) -> None:
    told = saved.summary()
    assert list(told)[: len(TOLD)] == list(TOLD)
    assert list(told)[-1] == "seconds"
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize("name", ["calibration.parquet", "ninelives.json"])
def test_a_changed_byte_is_found(saved: Handoff, name: str) -> None:
    assert saved.path is not None
    file = saved.path / name
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(bytes(body))
    with pytest.raises(NinelivesError):
        Handoff.load(saved.path)


def test_what_somebody_else_sealed_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "x.handoff"
    folder.mkdir()
    manifest.seal(folder, "handoff", {"verdict": "keeps"})
    with pytest.raises(NinelivesError, match="holds no hand-over that can be used"):
        Handoff.load(folder)


def test_none_and_another_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no hand-over"):
        Handoff.load(tmp_path / "none.handoff")
    with pytest.raises(NinelivesError, match="named by its folder"):
        Handoff.load(3)  # type: ignore[arg-type]


def test_one_that_lies_nowhere_remembers_nothing() -> None:
    with pytest.raises(NinelivesError, match="lies nowhere yet"):
        handoff(envelope=ENVELOPE).remember()
