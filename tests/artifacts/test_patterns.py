"""Patterns are saved, loaded and checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.patterns import FILE, KIND, Pattern, Patterns
from ninelives.errors import NinelivesError
from ninelives.store import manifest

PATTERN = Pattern(kind="hours", sentence="Half of it", column="when", share=0.5, expected=0.2, p=0.01, bins=(1, 2, 24))


def sample(**more: Any) -> Patterns:
    facts = {"read": 12, "set_aside": [], "first": "2024-01-01T00:00:00", "last": "2024-02-01T00:00:00"}
    told: dict[str, Any] = {"events": 12, "patterns": (PATTERN,), "traps": ("a trap",), "cannot_tell": ("seasons",)}
    return Patterns(**(told | {"notes": ("a note",), "facts": facts} | more))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    digest = sample().save(tmp_path / "e.patterns", {"stage": "patterns"}, 1.5)
    found = Patterns.load(tmp_path / "e.patterns")
    assert found.summary() == sample().summary()
    assert (found.notes, found.patterns) == (("a note",), (PATTERN,))
    assert digest == sample().save(tmp_path / "other.patterns", {"stage": "patterns"}, 9.0)  # timings are no content
    assert "12 events: 1 pattern" in repr(found)
    with pytest.raises(NinelivesError, match="exists"):
        sample().save(tmp_path / "e.patterns", {})


@pytest.mark.parametrize(
    "change",
    [{"events": "many"}, {"patterns": [{}]}, {"patterns": None}, {"facts": []}, {"traps": 3}]
    + [{"patterns": [{**sample().summary()["patterns"][0], "p": p}]} for p in (2.0, -1, "x")]
    + [{"patterns": [{**sample().summary()["patterns"][0], "kind": "ghost"}]}],
)
def test_what_is_damaged_is_refused_even_where_it_is_sealed(tmp_path: Path, change: dict[str, Any]) -> None:
    body = {**sample().summary(), "notes": [], "facts": {}, **change}
    (tmp_path / FILE).write_text(json.dumps(body))
    manifest.seal(tmp_path, KIND, {})
    with pytest.raises(NinelivesError, match="damaged"):
        Patterns.load(tmp_path)


def test_a_changed_byte_and_another_kind_are_refused(tmp_path: Path) -> None:
    sample().save(tmp_path / "e.patterns", {})
    file = tmp_path / "e.patterns" / FILE
    file.write_text(file.read_text().replace("0.5", "0.6"))
    with pytest.raises(NinelivesError, match="was changed"):
        Patterns.load(tmp_path / "e.patterns")
