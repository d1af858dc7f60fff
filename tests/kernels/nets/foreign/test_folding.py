from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from ninelives.kernels.nets.foreign.folding import SMALL, fold
from tests.kernels.nets.foreign.builds import model, node, value

INT = np.int64
CASES: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("Add", [[1, 2], 3], {}),
    ("Sub", [[1, 2], 3], {}),
    ("Mul", [[1, 2], [[3], [4]]], {}),
    ("Div", [[7, -7, 6], [2, 2, -4]], {}),
    ("Neg", [[1, -2]], {}),
    ("Equal", [[1, 2], [1, 3]], {}),
    ("Greater", [[1, 4], [1, 3]], {}),
    ("Less", [[1, 2], [1, 3]], {}),
    ("Max", [[1, 9], 3], {}),
    ("Min", [[1, 9], 3], {}),
    ("Identity", [[1, 9]], {}),
    ("Cast", [[1, 0]], {"to": TensorProto.FLOAT}),
    ("Cast", [[1, 0]], {"to": TensorProto.BOOL}),
    ("Concat", [[1, 2], [3]], {"axis": 0}),
    ("Gather", [[5, 6, 7], 1], {"axis": 0}),
    ("Gather", [[5, 6, 7], [-1, 0]], {}),
    ("Unsqueeze", [[5, 6], [0]], {}),
    ("Squeeze", [[[5, 6]], [0]], {}),
    ("Squeeze", [[[5]]], {}),
    ("Reshape", [[1, 2, 3, 4], [2, -1]], {}),
    ("Reshape", [[[1, 2], [3, 4]], [0, 2]], {}),
    ("Expand", [[1], [2, 3]], {}),
    ("ConstantOfShape", [[2, 3]], {"value": numpy_helper.from_array(np.array([7], INT))}),
    ("ConstantOfShape", [[2]], {}),
    ("Range", [2, 9, 3], {}),
    ("Range", [9, 2, -3], {}),
    ("Slice", [[1, 2, 3, 4], [1], [3]], {}),
    ("Slice", [[1, 2, 3, 4], [-1], [-9999], [0], [-1]], {}),
    ("Slice", [[[1, 2], [3, 4]], [0], [9223372036854775807], [1], [1]], {}),
    ("Constant", [], {"value_ints": [1, 2]}),
    ("Constant", [], {"value_int": 4}),
    ("Constant", [], {"value": numpy_helper.from_array(np.array([[7]], INT))}),
]


@pytest.mark.parametrize(("kind", "inputs", "attributes"), CASES)
def test_it_agrees_with_onnxs_own_reference(kind: str, inputs: list[Any], attributes: dict[str, Any]) -> None:
    arrays = [np.array(each, INT) for each in inputs]
    names = [f"i{at}" for at in range(len(arrays))]
    made = node(kind, names, ["y"], **attributes)
    ends = [value(name, array.shape, TensorProto.INT64) for name, array in zip(names, arrays, strict=True)]
    want = ReferenceEvaluator(model([made], ends, [value("y", None, 0)])).run(
        None, dict(zip(names, arrays, strict=True))
    )
    got = fold(made, arrays)
    assert got is not None
    np.testing.assert_array_equal(got, want[0])
    assert got.dtype == want[0].dtype


def test_floats_and_choices() -> None:
    half = np.array([1.5], np.float32)
    assert fold(node("Floor", ["a"], ["y"]), [half]) == 1
    assert fold(node("Ceil", ["a"], ["y"]), [half]) == 2
    assert fold(node("Div", ["a", "b"], ["y"]), [half, half]) == 1
    assert fold(node("Where", ["a", "b", "c"], ["y"]), [np.array([True]), half, half * 2]) == 1.5


def test_axes_of_older_opsets_are_attributes() -> None:
    assert fold(node("Unsqueeze", ["a"], ["y"], axes=[0]), [np.array([1, 2])]).shape == (1, 2)  # type: ignore[union-attr]
    cut = fold(node("Slice", ["a"], ["y"], starts=[1], ends=[2], axes=[0]), [np.array([1, 2])])
    assert cut is not None
    assert cut.tolist() == [2]


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("ConstantOfShape", [[10**6, 10**6]]),
        ("Expand", [[1], [10**10]]),
        ("Range", [0, 10**12, 1]),
        ("Range", [0, 1, 0]),
        ("Reshape", [[1, 2], [3]]),
        ("Add", [[1, 2], [1, 2, 3]]),
        ("Gather", [[1], [5]]),
        ("Concat", [[1], [[1]]]),
        ("Conv", [[1]]),
        ("Add", [list(range(SMALL + 1)), 1]),
    ],
)
def test_what_is_large_or_wrong_is_left_alone(kind: str, inputs: list[Any]) -> None:
    assert fold(node(kind, ["a"], ["y"]), [np.array(each, INT) for each in inputs]) is None


def test_a_large_constant_is_left_alone() -> None:
    large = TensorProto(data_type=TensorProto.FLOAT, dims=[10**10])
    assert fold(node("Constant", [], ["y"], value=large), []) is None
    assert fold(node("Constant", [], ["y"], value_strings=[b"a"]), []) is None


@given(
    st.sampled_from([case[0] for case in CASES]),
    st.lists(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=4), max_size=5),
)
def test_anything_at_all_gives_small_arrays_or_none(kind: str, inputs: list[list[int]]) -> None:
    found = fold(helper.make_node(kind, ["a"], ["y"]), [np.array(each, INT) for each in inputs])
    assert found is None or found.size <= SMALL
