from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, TensorProto

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.gives import Gives, kind_of, read_output
from ninelives.kernels.nets.foreign.opening import opened
from tests.kernels.nets.foreign.builds import colours, model, node, trees, value


def read(made: ModelProto, told: str | None = None) -> tuple[Gives, ModelProto]:
    found = opened(made.SerializeToString())
    return read_output(found, told), found


def refused(made: ModelProto, told: str | None = None) -> str:
    with pytest.raises(NinelivesError) as caught:
        read(made, told)
    assert caught.value.fix
    return caught.value.message


def several(*names: str) -> ModelProto:
    nodes = [node("Relu", ["x"], [name]) for name in names]
    return model(nodes, [value("x", [None, 3])], [value(name, [None, 3]) for name in names])


def test_one_output_is_the_one() -> None:
    assert read(colours(last="Softmax", metadata={"names": "a,b,c"}))[0] == Gives("y", "Softmax", ("a", "b", "c"))


def test_the_dictionaries_of_scikit_learns_converters_are_taken_off() -> None:
    gives, cut = read(trees(zipmap=True))
    assert gives == Gives("shares", "TreeEnsembleClassifier", ("cat", "dog"))
    assert [each.op_type for each in cut.graph.node] == ["TreeEnsembleClassifier"]
    assert [each.name for each in cut.graph.output] == ["shares"]
    assert read(trees(zipmap=False))[0] == gives


def test_only_what_makes_the_output_stays() -> None:
    made = several("probabilities", "other")
    made.graph.node[1].op_type = "MatMul"
    made.graph.node[1].input.append("w")
    made.graph.initializer.add(name="w", data_type=1, dims=[3, 3], raw_data=bytes(36))
    gives, cut = read(made)
    assert gives.name == "probabilities"
    assert [each.op_type for each in cut.graph.node] == ["Relu"]
    assert not cut.graph.initializer


def test_several_outputs_need_a_word() -> None:
    assert "several outputs, 'a', 'b'" in refused(several("a", "b"))
    assert read(several("a", "b"), "b")[0].name == "b"
    assert read(several("a", "softmax_1"))[0].name == "softmax_1"
    assert "several outputs" in refused(several("prob1", "prob2"))
    assert "no output 'c' of numbers, but 'a', 'b'" in refused(several("a", "b"), "c")


def test_features_and_logits_give_way_to_what_is_made_of_them() -> None:
    nodes = [node("Relu", ["x"], ["features"]), node("Neg", ["features"], ["z"]), node("Softmax", ["z"], ["y"])]
    made = model(nodes, [value("x", [1, 3])], [value(name, [1, 3]) for name in ("features", "z", "y")])
    assert read(made)[0].name == "y"
    assert read(made, "features")[0].name == "features"


def test_an_output_of_something_else_is_refused() -> None:
    boxes = model([node("Relu", ["x"], ["y"])], [value("x", [1, 3])], [value("y", [1, 25200, 85])])
    assert "no output of one number a class" in refused(boxes)
    whole = model([node("ArgMax", ["x"], ["y"])], [value("x", [1, 3])], [value("y", [1], TensorProto.INT64)])
    assert "no output of one number a class" in refused(whole)
    pooled = model([node("Relu", ["x"], ["y"])], [value("x", [1, 3])], [value("y", [1, 3, 1, 1])])
    assert read(pooled)[0].name == "y"


@pytest.mark.parametrize(
    ("rows", "last", "kind"),
    [
        ([[0.2, 0.8], [1, 0]], "Softmax", "probabilities"),
        ([[0.2, 0.8], [1, 0]], "Mul", "probabilities"),
        ([[0.2, 0.9], [1, 0]], "Gemm", "logits"),
        ([[0.2, 0.9], [1, 0]], "Sigmoid", "scores"),
        ([[-3, 4], [1, 0]], "Add", "logits"),
        ([[-0.7, -0.7], [-2.3, -0.1]], "LogSoftmax", "logits"),
        ([[0.2], [0.9]], "Sigmoid", "probability"),
        ([[0.2], [0.9]], "Gemm", "logit"),
        ([[-2], [0.9]], "Squeeze", "logit"),
    ],
)
def test_the_kind_is_found_on_outputs(rows: list[list[float]], last: str, kind: str) -> None:
    assert kind_of(np.array(rows, np.float32), last) == kind


def test_a_softmax_over_the_wrong_axis_is_seen() -> None:
    with pytest.raises(ValueError, match="every class gets 1"):
        kind_of(np.ones((8, 3), np.float32), "Softmax")
