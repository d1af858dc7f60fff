"""An option of one name is the same option of every command."""

from __future__ import annotations

import inspect
from typing import Any, get_args, get_type_hints

import pytest

from ninelives.cli import app
from ninelives.report import options

SHARED = {"labels": "Labels", "target": "Target", "deployment": "Use", "seed": "Seed", "json": "Json", "quiet": "Quiet"}


def hints() -> list[tuple[str, str, Any]]:
    """Command, option and annotation of all that the table above names."""
    calls = [command.callback for command in app.registered_commands if command.callback]
    return [
        (call.__name__, name, get_type_hints(call, include_extras=True)[name])
        for call in calls
        for name in inspect.signature(call).parameters
        if name in SHARED
    ]


@pytest.mark.parametrize(("command", "name", "hint"), hints())
def test_a_shared_option_has_one_text(command: str, name: str, hint: Any) -> None:
    assert get_args(hint)[1] is get_args(getattr(options, SHARED[name]))[1]
