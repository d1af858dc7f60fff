"""What a look at data shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.ask.look import is_number, look
from ninelives.stages.ask.spec import AskSpec


def test_photos_are_read_as_every_stage_reads_them(photos: Path) -> None:
    seen = look(photos, AskSpec())
    assert (seen.what, len(seen.labels), seen.classes) == ("photos", 50, {"bright": 40, "dim": 10})
    assert (seen.first, seen.last) == (date(2026, 12, 5), date(2026, 12, 6))
    assert "hour" in [axis.name for axis in seen.envelope.axes]
    assert look(photos.with_suffix(""), AskSpec()).first is None


def test_a_table_without_photos_is_rows(table: Path) -> None:
    seen = look(table, AskSpec(target="kind"))
    assert (seen.what, seen.scenes, seen.classes, seen.target) == ("table", 60, {"coffee": 20, "tea": 40}, "kind")
    assert [axis.name for axis in seen.envelope.axes] == ["hour"]
    assert "light" in seen.envelope.unrecorded
    assert look(table, AskSpec()).classes == {}


def test_numbers_that_are_many_are_measured_and_no_classes(table: Path) -> None:
    seen = look(table, AskSpec(target="weight"))
    assert seen.measured
    assert (seen.held().classes, seen.held().answered) == ({}, 60)
    assert not look(table, AskSpec(target="hour")).measured
    assert (is_number("1e3"), is_number("tea")) == (True, False)


def test_a_column_that_there_is_not_is_told(table: Path, photos: Path) -> None:
    with pytest.raises(NinelivesError, match=r"has no column 'knd': did you mean 'kind' \?"):
        look(table, AskSpec(target="knd"))
    with pytest.raises(NinelivesError, match="has no column 'knd'"):
        look(photos, AskSpec(target="knd"))
