"""What a mixture promises, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.defer.shift.mixture import CLIPPED, Mixture, untested, weighed
from ninelives.stages.defer.sources import Source


def test_where_nothing_is_known_to_have_changed_a_promise_rests_on_that(source: Source) -> None:
    found = untested(source)
    assert found.promised
    assert found.assumption == f"new predictions come as {source.apart} did"
    assert (found.to_json()["tested"], found.to_json()["weights"]) == (False, None)


@pytest.mark.parametrize(("high", "kept"), [(CLIPPED, True), (CLIPPED + 1, False)])
def test_a_stratum_that_would_stand_for_too_many_is_refused(high: float, kept: bool) -> None:
    ends = {"low": np.array([0.5, 0.5]), "weights": np.array([1.0, 2.0]), "high": np.array([1.5, high])}
    found = Mixture(kind="regions", words="", assumption="", names=("a", "b"), **ends)
    assert (weighed(found) is found) == kept
    assert found.to_json()["weights"][1] == {"name": "b", "weight": 2.0, "interval": [0.5, high]}
