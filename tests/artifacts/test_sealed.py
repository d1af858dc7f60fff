"""What is told of a folder that is none, or that somebody else sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ninelives as nl
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError

KINDS = [nl.Model, nl.TableModel, nl.SeriesModel, nl.Findings, nl.Handoff]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_how_it_is_loaded_and_made(kind: Any, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match=r"by (its|their) folder, and this is int") as refused:
        kind.load(3)
    assert f"nl.{kind.__name__}.load(" in refused.value.fix
    with pytest.raises(NinelivesError, match=r"there (is|are) no .*x'") as missing:
        kind.load(tmp_path / "x")
    assert missing.value.fix.startswith("ninelives ")


def test_a_folder_is_named_by_text_or_by_a_path(tmp_path: Path) -> None:
    for path in (tmp_path, str(tmp_path)):
        assert folder_of(path, "", "", load="load", make="make") == tmp_path


def test_any_fault_is_one_kind_of_error_and_what_is_told_already_is_told_as_it_is() -> None:
    with (
        pytest.raises(NinelivesError, match="'x' cannot be used: 'verdict'") as told,
        usable("'x' cannot be used", "f"),
    ):
        raise KeyError("verdict")
    assert told.value.fix == "f"
    assert isinstance(told.value.__cause__, KeyError)
    own = NinelivesError("a table is damaged", fix="make it again")
    with pytest.raises(NinelivesError) as same, usable("x is none", "f"):
        raise own
    assert same.value is own
