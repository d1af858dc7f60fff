"""Options: their defaults hold, and all that is wrong is told at once."""

from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch import WatchSpec


def test_all_faults_are_told_together() -> None:
    assert WatchSpec().alpha == 0.05
    with pytest.raises(NinelivesError, match=r"alpha must .* every must"):
        WatchSpec(alpha=1.0, every=0)
