"""Seconds that lie beside what is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts import timings


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    told = {"total": 3.5, "rungs": {"rules": 1.25}}
    timings.write(tmp_path, told)
    assert timings.seconds_of(tmp_path) == 3.5
    assert timings.timings_of(tmp_path) == told


@pytest.mark.parametrize("text", ["no json", "[]", '{"total": null}', '{"total": "long", "rungs": []}', "{}", None])
def test_whatever_is_wrong_with_them_is_no_fault(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / timings.FILE).write_text(text)
    assert timings.seconds_of(tmp_path) == 0
    assert timings.timings_of(tmp_path) == {"total": 0, "rungs": {}}
