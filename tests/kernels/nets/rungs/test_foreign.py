"""What a network from elsewhere gives becomes probabilities, whatever its kind."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Foreign
from ninelives.kernels.nets.rungs.foreign import KINDS, probabilities


@given(
    st.sampled_from(sorted(KINDS)),
    arrays(np.float32, st.tuples(st.integers(1, 4), st.integers(2, 5)), elements=st.floats(0, 1, width=32)),
)
def test_whatever_the_kind_rows_sum_to_one(kind: str, outputs: np.ndarray) -> None:
    if kind in ("probability", "logit"):
        outputs = outputs[:, :1]
    if kind == "probabilities":
        outputs = outputs + np.float32(0.01)
        outputs = outputs / outputs.sum(axis=1, keepdims=True)
    found = probabilities(outputs, kind)
    assert found.shape == (len(outputs), max(2, outputs.shape[1]))
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-9)


def test_each_kind_by_hand() -> None:
    np.testing.assert_allclose(probabilities(np.array([[0.0, np.log(3)]]), "logits"), [[0.25, 0.75]])
    np.testing.assert_allclose(probabilities(np.log([[0.25, 0.75]]), "logits"), [[0.25, 0.75]])  # LogSoftmax' too
    np.testing.assert_allclose(probabilities(np.array([[np.log(3)]]), "logit"), [[0.25, 0.75]])
    np.testing.assert_allclose(probabilities(np.array([[0.75]]), "probability"), [[0.25, 0.75]])
    np.testing.assert_allclose(probabilities(np.array([[0.2, 0.6], [0, 0]]), "scores"), [[0.25, 0.75], [0.5, 0.5]])
    assert probabilities(np.array([[-1e30], [1e30]]), "logit")[:, 1] == pytest.approx([0, 1])


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([np.nan, 1], "logits"),
        ([np.inf, 1], "logits"),
        ([3, 1], "probabilities"),
        ([-1, 2], "probabilities"),
        ([2], "probability"),
    ],
)
def test_an_answer_of_another_kind_is_an_error(row: list[float], kind: str) -> None:
    with pytest.raises(NinelivesError, match=r"the network answers .* and gave"):
        probabilities(np.array([row]), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_temperature_moves_no_answer_and_makes_it_calmer(kind: str) -> None:
    x = np.array([[0.9]] if kind in ("probability", "logit") else [[0.7, 0.2, 0.1]], np.float32)
    plain, calm = (Foreign.of(kind, heat).probabilities(x) for heat in (1.0, 3.0))
    np.testing.assert_allclose(plain, probabilities(x, kind))
    assert plain.argmax() == calm.argmax()
    assert calm.max() < plain.max()


@pytest.mark.parametrize("kind", [np.asarray(5), np.asarray(-1), np.asarray([0]), np.asarray(1.0)])
def test_a_kind_that_is_none_is_refused(kind: np.ndarray) -> None:
    with pytest.raises(ValueError, match="kind"):
        Foreign.from_arrays({"kind": kind, "temperature": np.asarray(1.0)})
