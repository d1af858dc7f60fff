"""What the tests of the audit share: few halves, so that each audit is quick."""

from __future__ import annotations

import pytest

from ninelives.stages.audit import itself


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the halves on which the audit measures itself."""
    monkeypatch.setattr(itself, "HALVES", 30)
    monkeypatch.setattr(itself, "ROWS", 80)
