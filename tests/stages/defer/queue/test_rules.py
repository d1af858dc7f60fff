"""Rules that nobody can keep are refused."""

from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue import Rules


@pytest.mark.parametrize("rules", [{"lease": 1}, {"lease": 1e9}, {"lease": float("nan")}, {"double": 1.5}])
def test_rules_that_nobody_can_keep_are_refused(rules: dict[str, float]) -> None:
    with pytest.raises(NinelivesError, match=r"a lease lasts|two people see"):
        Rules(**rules)  # type: ignore[arg-type]
