"""Options of the hand-over: all that is wrong is told together."""

from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.defer.spec import DeferSpec


def test_all_that_is_out_of_range_is_told() -> None:
    with pytest.raises(NinelivesError, match=r"risk must lie .* delta must lie .* within must be"):
        DeferSpec(risk=2, delta=0, within=-1)
    assert DeferSpec().risk is None


@pytest.mark.parametrize(("options", "says"), [({"risk": 0.0}, "risk must lie"), ({"delta": 1.5}, "delta must lie")])
def test_a_risk_and_a_delta_lie_between_nothing_and_all(options: dict[str, float], says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        DeferSpec(**options)  # type: ignore[arg-type]
