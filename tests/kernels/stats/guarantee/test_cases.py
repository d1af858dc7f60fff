"""Cases in an order of their own, weights that can be, and a split that keeps scenes whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.guarantee import Cases, Weights, carve
from tests.kernels.stats.guarantee.samples import columns


@given(columns(), st.randoms(use_true_random=False))
def test_the_order_that_cases_come_in_is_lost(drawn, random):
    order = list(range(len(drawn["score"])))
    random.shuffle(order)
    one, other = Cases.of(**drawn), Cases.of(**{name: values[order] for name, values in drawn.items()})
    for name in ("score", "loss", "scene", "stratum"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@given(columns())
def test_a_scene_has_one_voice_and_a_threshold_keeps_what_is_not_below_it(drawn):
    cases = Cases.of(**drawn)
    thresholds = np.array([1.0, 0.5, 0.25, -np.inf])
    assert cases.voice.sum() == pytest.approx(cases.scenes)
    for place, threshold in enumerate(thresholds):
        np.testing.assert_array_equal(cases.place(thresholds) <= place, cases.score >= threshold)


@given(columns(), st.floats(0.05, 0.95), st.integers(0, 5))
def test_a_carved_share_has_whole_scenes(drawn, share, seed):
    planning = carve(drawn["scene"], share, seed=seed)
    assert not set(drawn["scene"][planning]) & set(drawn["scene"][~planning])
    scenes = len(np.unique(drawn["scene"]))
    assert len(np.unique(drawn["scene"][planning])) == round(share * scenes)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (([1.0], [0.5, 0.5]), "one length"),
        (([1.0], [1.5]), "losses must lie"),
        (([1.0], [np.nan]), "losses must lie"),
        (([1.0], [0.0], [1], [-1]), "numbered from 0"),
        (([[1.0]], [[0.0]]), "one length"),
    ],
)
def test_columns_that_cannot_be_are_refused(columns, says):
    with pytest.raises(ValueError, match=says):
        Cases.of(*columns)


@pytest.mark.parametrize(
    ("low", "high", "miss", "says"),
    [
        ([1.0], [1.0, 2.0], 0.0, "one length"),
        ([2.0], [1.0], 0.0, "low <= high"),
        ([0.0], [0.0], 0.0, "above 0"),
        ([-1.0], [1.0], 0.0, "0 <= low"),
        ([1.0], [np.inf], 0.0, "finite"),
        ([1.0], [1.0], 1.0, "miss"),
    ],
)
def test_weights_that_cannot_be_are_refused(low, high, miss, says):
    with pytest.raises(ValueError, match=says):
        Weights(np.array(low), np.array(high), miss)


def test_a_stratum_without_a_weight_is_refused():
    with pytest.raises(ValueError, match="1 weights, and a stratum 2"):
        Weights.known([1.0]).check(Cases.of([1.0], [0.0], stratum=[2]))


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0])
def test_a_share_to_plan_with_is_checked(share):
    with pytest.raises(ValueError, match="lies in"):
        carve([1, 2], share)
