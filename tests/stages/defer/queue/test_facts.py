"""A handoff's facts as a queue needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue.facts import asked_of
from ninelives.store import manifest

FACTS: dict[str, Any] = {
    "noun": "photo",
    "classes": ["cat", "dog"],
    "unit": None,
    "within": None,
    "risk": 0.02,
    "delta": 0.1,
    "guarantee": "at most 2 %",
    "kept": 0.9,
    "costs": {"minute": 0.5, "currency": "£"},
    "unrecorded": ["place"],
    "gaps": [{"words": "the night", "kind": "unseen"}],
    "by_region": [{"region": "light below 0.1", "kind": "unknown"}, {"region": "day", "kind": "seen"}],
}


def sealed(folder: Path, **more: Any) -> Path:
    folder.mkdir()
    manifest.seal(folder, "handoff", FACTS | more)
    return folder


def test_all_is_read(tmp_path: Path) -> None:
    asked = asked_of(sealed(tmp_path / "photos.handoff"))
    assert (asked.classes, asked.risk, asked.delta) == (("cat", "dog"), 0.02, 0.1)
    assert (asked.minute, asked.currency, len(asked.handoff)) == (0.5, "£", 64)
    assert asked.lacks == ("the night: unseen", "light below 0.1: unknown", "place was never recorded")


def test_without_a_guarantee_nothing_was_promised(tmp_path: Path) -> None:
    assert asked_of(sealed(tmp_path / "a", guarantee="none", classes=None, costs=None)).risk is None


def test_what_is_no_handoff_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no handoff"):
        asked_of(tmp_path / "none")
    manifest.seal(tmp_path, "model", {})
    with pytest.raises(NinelivesError, match="model"):
        asked_of(tmp_path)


def test_a_changed_byte_is_refused(tmp_path: Path) -> None:
    folder = sealed(tmp_path / "a")
    text = (folder / manifest.NAME).read_text().replace("0.02", "0.20")
    (folder / manifest.NAME).write_text(text)
    with pytest.raises(NinelivesError, match="damaged"):
        asked_of(folder)
