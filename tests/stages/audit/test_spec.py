"""Options of an audit."""

from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.audit import AuditSpec


def test_options_out_of_range_are_told_together() -> None:
    with pytest.raises(NinelivesError, match=r"alpha must lie .*; draws must be"):
        AuditSpec(alpha=0, draws=3)


def test_the_usual_ones_hold() -> None:
    assert (AuditSpec().alpha, AuditSpec().axes) == (0.05, None)
