"""Tests of what a user reads when something fails."""

from __future__ import annotations

import copy

import pytest

from ninelives.cli import main
from ninelives.errors import NinelivesError


def test_an_error_tells_what_and_how_to_mend_it() -> None:
    error = NinelivesError("'x' is gone", fix="make it again")
    assert (error.message, error.fix) == ("'x' is gone", "make it again")
    assert str(error) == "'x' is gone\n  fix: make it again"


def test_an_error_without_a_fix_is_its_message() -> None:
    assert str(NinelivesError("'x' is gone")) == "'x' is gone"


def test_the_command_line_tells_it_in_two_lines_and_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["collect", "/nowhere/at/all"])
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("ninelives: there is no folder, table, zip or tar '/nowhere/at/all'")
    assert "Traceback" not in told


def test_an_error_is_rebuilt_whole() -> None:
    error = copy.copy(NinelivesError("'x' is gone", fix="make it again"))
    assert str(error) == "'x' is gone\n  fix: make it again"
