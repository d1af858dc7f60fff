"""The runtime's own quantised operators: what is said of their sizes is what the runtime makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Foreign
from ninelives.kernels.nets.foreign.contrib import DOMAIN, known, made
from ninelives.kernels.nets.runtime import runtime
from tests.kernels.nets.foreign.builds import colours, model, node, value

SCALE = ["scale", "zero"]
PAIR = ["a", *SCALE, "b", *SCALE, *SCALE]
ONE = ["a", *SCALE, *SCALE]
CASES: list[tuple[str, list[str], Sequence[int], Sequence[int], dict[str, Any]]] = [
    ("QLinearAdd", PAIR, (2, 3, 4), (3, 1), {}),
    ("QLinearMul", PAIR, (2, 3), (2, 3), {}),
    ("QLinearConcat", [*SCALE, "a", *SCALE, "b", *SCALE], (2, 3), (2, 5), {"axis": 1}),
    ("QLinearConcat", [*SCALE, "a", *SCALE, "b", *SCALE], (2, 3), (2, 5), {"axis": -1}),
    ("QLinearLeakyRelu", ONE, (2, 3), (1,), {"alpha": 0.1}),
    ("QLinearSigmoid", ONE, (2, 3), (1,), {}),
    ("QLinearSoftmax", ONE, (2, 3), (1,), {"opset": 13}),
    ("QLinearGlobalAveragePool", ONE, (2, 3, 4, 5), (1,), {"channels_last": 0}),
    ("QLinearGlobalAveragePool", ONE, (2, 4, 5, 3), (1,), {"channels_last": 1}),
    ("QGemm", [*PAIR[:6], "", *SCALE], (2, 3), (3, 4), {}),
    ("QGemm", PAIR[:6], (2, 3), (4, 3), {"transB": 1}),
]


@pytest.mark.parametrize(("kind", "inputs", "a", "b", "attributes"), CASES)
def test_the_runtime_makes_what_is_said(
    kind: str, inputs: list[str], a: Sequence[int], b: Sequence[int], attributes: dict[str, Any]
) -> None:
    arrays = {
        "scale": np.float32(0.1),
        "zero": np.uint8(3),
        "a": np.full(a, 7, np.uint8),
        "b": np.full(b, 9, np.uint8),
    }
    one = node(kind, inputs, ["y"], domain=DOMAIN, **attributes)
    types = {
        name: helper.make_tensor_type_proto(helper.np_dtype_to_tensor_dtype(array.dtype), array.shape)
        for name, array in arrays.items()
    }
    found = made(one, types)["y"].tensor_type
    sizes = [axis.dim_value for axis in found.shape.dim]
    graph = model([one], [], [value("y", None, found.elem_type)], arrays, opsets={"": 17, DOMAIN: 1})
    (real,) = runtime().InferenceSession(graph.SerializeToString()).run(None, {})
    assert sizes == list(real.shape)
    assert helper.tensor_dtype_to_np_dtype(found.elem_type) == real.dtype


def test_what_cannot_be_put_together_is_refused() -> None:
    types = {
        name: helper.make_tensor_type_proto(TensorProto.UINT8, sizes) for name, sizes in {"a": [2], "b": [3]}.items()
    }
    with pytest.raises(ValueError, match="QLinearAdd"):
        made(node("QLinearAdd", PAIR, ["y"], domain=DOMAIN), types)
    with pytest.raises(ValueError, match="QGemm"):
        made(node("QGemm", PAIR[:6], ["y"], domain=DOMAIN), types)
    with pytest.raises(ValueError, match="QLinearSigmoid"):
        made(node("QLinearSigmoid", [], ["y"], domain=DOMAIN), types)


def test_what_has_no_size_makes_none() -> None:
    assert made(node("QLinearSigmoid", ONE, ["y"], domain=DOMAIN), {}) == {}


def test_only_these_of_that_domain_are_taken() -> None:
    assert known(DOMAIN, "QLinearAdd")
    assert not known(DOMAIN, "Attention")
    assert not known("", "QLinearAdd")
    bent = colours(opsets={"": 17, DOMAIN: 1})
    bent.graph.node[0].domain = DOMAIN
    bent.graph.node[0].op_type = "Attention"
    with pytest.raises(NinelivesError, match=r"comes from 'com\.microsoft'"):
        Foreign(bent.SerializeToString())
