from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto

from ninelives.kernels.nets.foreign.opening import opened
from ninelives.kernels.nets.foreign.sizes import bytes_of, walk
from tests.kernels.nets.foreign.builds import colours, model, node, trees, value


def found(made: object, sizes: tuple[int, ...] = (1, 3, 8, 8)) -> dict[str, int]:
    steps = walk(opened(made.SerializeToString()), {"x": sizes})  # type: ignore[attr-defined]
    return {name: size for _, each in steps for name, size in each.items()}


def test_every_array_of_a_network_has_its_bytes() -> None:
    assert found(colours()) == {"pooled": 12, "flat": 12, "y": 12}
    assert found(colours(), (5, 3, 8, 8)) == {"pooled": 60, "flat": 60, "y": 60}
    assert found(colours(shape=("n", 8, 8, 3)), (1, 8, 8, 3))["turned"] == 768


def test_what_the_file_claims_of_its_middle_is_not_believed() -> None:
    made = colours()
    made.graph.value_info.append(value("pooled", [1, 1, 1, 1]))
    made.graph.output[0].CopyFrom(value("y", [1]))
    assert found(made)["pooled"] == 12


def test_sizes_that_are_made_of_sizes_are_known() -> None:
    nodes = [
        node("Shape", ["x"], ["shape"]),
        node("Gather", ["shape", "zero"], ["rows"]),
        node("Concat", ["rows", "three"], ["target"], axis=0),
        node("Equal", ["target", "minus"], ["open"]),
        node("ConstantOfShape", ["two"], ["ones"]),
        node("Cast", ["ones"], ["whole"], to=TensorProto.INT64),
        node("Where", ["open", "whole", "target"], ["sure"]),
        node("Expand", ["one", "sure"], ["y"]),
    ]
    arrays = {"zero": np.array([0]), "three": np.array([3]), "minus": np.array([-1]), "two": np.array([2])}
    made = model(nodes, [value("x", ["n", 8])], [value("y", None)], {**arrays, "one": np.ones((1, 1), np.float32)})
    assert found(made, (4, 8))["y"] == 4 * 3 * 4


def test_what_nobody_can_tell_is_minus_one() -> None:
    made = model([node("NonZero", ["x"], ["y"])], [value("x", ["n", 8])], [value("y", None, TensorProto.INT64)])
    assert found(made, (1, 8)) == {"y": -1}
    assert -1 in found(trees(zipmap=True), (1, 2)).values()


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(ValueError, match="its operator 'MatMul' cannot take what it is given"):
        found(colours(), (1, 1, 8, 8))


def test_bytes_of_types() -> None:
    assert bytes_of(TensorProto.FLOAT16, (10**6, 10**6)) == 2 * 10**12
    assert bytes_of(TensorProto.BOOL, ()) == 1
    assert bytes_of(12345, (2,)) == 32
