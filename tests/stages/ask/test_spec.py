"""Options of the ask stage."""

from __future__ import annotations

from ninelives.stages.ask.spec import AskSpec


def test_by_default_the_data_tell_themselves() -> None:
    assert (AskSpec().labels, AskSpec().target) == (None, None)
