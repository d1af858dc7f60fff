from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, defs, helper, numpy_helper

from ninelives.kernels.nets.foreign.operators import CHANCE, CONTROL, check_operators, plain
from tests.kernels.nets.foreign.builds import FLOAT, colours, model, node, trees, value

ENDS = [value("x", [1])], [value("y", [1])]


def texts(made: ModelProto) -> str:
    return "; ".join(fault.text for fault in check_operators(made))


def test_honest_networks_pass() -> None:
    assert texts(colours(last="Softmax")) == ""
    assert texts(trees(zipmap=True)) == ""
    assert texts(colours(opsets={"ai.onnx": 17})) == ""
    assert plain("ai.onnx") == plain("") == ""


def test_an_unused_domain_does_no_harm() -> None:
    assert texts(colours(opsets={"": 17, "com.microsoft": 1})) == ""


@pytest.mark.parametrize("domain", ["com.microsoft", "evil", "ai.onnx.training", "ai.onnx.ml.evil"])
def test_an_operator_of_somebody_elses_is_refused(domain: str) -> None:
    made = model([node("Run", ["x"], ["y"], domain=domain)], *ENDS, opsets={"": 17, domain: 1})
    assert f"its operator 'Run' comes from '{domain}', whose code is not ONNX's" in texts(made)


def test_an_operator_that_onnx_does_not_know_is_refused() -> None:
    assert "'Run' is none of ONNX's at its opset 17" in texts(model([node("Run", ["x"], ["y"])], *ENDS))
    assert "'Upsample' is none of" in texts(model([node("Upsample", ["x", "s"], ["y"])], *ENDS))  # withdrawn in 10
    assert "'Gelu' is none of" in texts(model([node("Gelu", ["x"], ["y"])], *ENDS))  # of opset 20
    made = model([node("Scaler", ["x"], ["y"], domain="ai.onnx.ml")], *ENDS)
    assert "'Scaler' is none of ai.onnx.ml's at its opset None" in texts(made)


@pytest.mark.parametrize("kind", sorted(CONTROL))
def test_control_flow_is_refused(kind: str) -> None:
    body = helper.make_graph([node("Identity", ["a"], ["b"])], "body", [value("a", [1])], [value("b", [1])])
    made = model([node(kind, ["x"], ["y"], body=body)], *ENDS)
    assert f"'{kind}' holds a graph that may run for ever, or never" in texts(made)


def test_a_graph_in_any_attribute_is_refused() -> None:
    body = helper.make_graph([node("Identity", ["a"], ["b"])], "body", [value("a", [1])], [value("b", [1])])
    assert "'Relu' holds a graph of its own" in texts(model([node("Relu", ["x"], ["y"], alpha=body)], *ENDS))
    assert "'Relu' holds a graph of its own" in texts(model([node("Relu", ["x"], ["y"], alpha=[body])], *ENDS))


def test_a_function_of_its_own_is_refused() -> None:
    made = colours()
    made.functions.append(
        helper.make_function("", "Relu", ["a"], ["b"], [node("Identity", ["a"], ["b"])], [helper.make_opsetid("", 17)])
    )
    assert "it brings 1 functions of its own, 'Relu'" in texts(made)


@pytest.mark.parametrize("kind", sorted(CHANCE))
def test_chance_is_refused(kind: str) -> None:
    assert f"'{kind}' draws by chance" in texts(model([node(kind, ["x"], ["y"])], *ENDS))


def test_sparse_attributes_are_refused() -> None:
    some = numpy_helper.from_array(np.ones(1, np.float32)), numpy_helper.from_array(np.zeros(1, np.int64))
    sparse = helper.make_sparse_tensor(*some, [10**10])
    assert "holds a sparse array" in texts(model([node("Constant", [], ["y"], sparse_value=sparse)], *ENDS))


def test_an_array_in_an_attribute_is_looked_at() -> None:
    tensor = TensorProto(data_type=FLOAT, dims=[10**10])
    assert "the array in its operator 'Constant' claims" in texts(
        model([node("Constant", [], ["y"], value=tensor)], *ENDS)
    )


def test_an_opset_that_the_runtime_does_not_know_is_refused() -> None:
    ahead = defs.onnx_opset_version() + 30
    assert f"does not know its version (opset {ahead}, format 8)" in texts(colours(opsets={"": ahead}))
    made = colours()
    made.ir_version = 99
    assert "does not know its version (opset 17, format 99)" in texts(made)
    assert "does not know" in texts(colours(opsets={"": 17, "ai.onnx.ml": 99}))


def test_an_opset_that_is_too_old_is_refused() -> None:
    assert "written in opset 6, and 7 is the oldest" in texts(colours(opsets={"": 6}))
    assert "does not say which opset" in texts(colours(opsets={"ai.onnx.ml": 3}))
    assert "two opsets of one domain" in texts(colours(opsets={"": 17, "ai.onnx": 16}))
