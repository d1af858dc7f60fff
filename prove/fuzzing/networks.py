"""Networks made elsewhere under attack: an ONNX file as bytes, or with its operators, shapes and arrays bent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from fuzzing.choices import Choices
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Foreign, Photos

WHOLE, BENT = range(2)
SIZES = (0, 1, 2, 3, 7, 224, 4096, 100_000, 2**31, 2**40, 2**63 - 1, -1, -(2**63))
KINDS = (
    *(
        "Relu",
        "Softmax",
        "Sigmoid",
        "Identity",
        "Reshape",
        "Expand",
        "Tile",
        "Pad",
        "Resize",
        "ConstantOfShape",
        "Range",
    ),
    *("Gather", "Slice", "Concat", "Split", "Squeeze", "Unsqueeze", "Transpose", "Cast", "MatMul", "Conv", "MaxPool"),
    *("NonZero", "TopK", "OneHot", "Einsum", "Loop", "If", "ZipMap", "TreeEnsembleClassifier", "LSTM", "EyeLike"),
    *("QLinearAdd", "QLinearConcat", "QLinearGlobalAveragePool", "QGemm", "QLinearSigmoid"),
    *("Scaler", "Imputer", "OneHotEncoder", "FeatureVectorizer", "LabelEncoder"),
)


class Networks:
    """A file opened, looked through and, where it passes, tried and asked about one picture."""

    def __init__(self, _room: Path) -> None:
        made = (_photos(), _sizes(), _trees(), _words_and_numbers(), _quantised())
        self._seeds = [each.SerializeToString() for each in made]
        for at, seed in enumerate(self._seeds):
            network = Foreign(seed)
            assert network.classes == 3 - (at in (2, 3)), "a seed that is refused attacks nothing"
        self._picture = np.full((8, 8, 3), 99, np.uint8)

    def seeds(self) -> Iterator[bytes]:
        yield from (_words(WHOLE) + seed for seed in self._seeds)
        for at in range(len(self._seeds)):
            yield from (_words(BENT, at, *(17 * turn + 5 * step for step in range(12))) for turn in range(80))

    def __call__(self, data: bytes) -> None:
        choices = Choices(data)
        whole = choices.rest() if choices.below(2) == WHOLE else self._bent(choices)
        with contextlib.suppress(NinelivesError):
            network = Foreign(whole)
            if isinstance(network.takes, Photos):
                answer = network.shown([self._picture])
            else:
                answer = network(np.zeros((1, *network.takes.sizes), object))
            assert answer.shape == (1, network.classes)
            assert abs(answer.sum() - 1) < 1e-6, "probabilities do not sum to 1"

    def _bent(self, choices: Choices) -> bytes:
        model = ModelProto.FromString(choices.pick(self._seeds))
        for _ in range(1 + choices.below(3)):
            _bend(model, choices)
        return model.SerializeToString()


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


def _bend(model: ModelProto, choices: Choices) -> None:
    graph = model.graph
    node, array = choices.pick(graph.node), choices.pick(graph.initializer or [TensorProto()])
    bends: list[Any] = [
        lambda: setattr(node, "op_type", choices.pick(KINDS)),
        lambda: setattr(node, "domain", choices.pick(("", "ai.onnx.ml", "evil", "com.microsoft"))),
        lambda: node.input.append(choices.pick([name for each in graph.node for name in (*each.input, *each.output)])),
        lambda: node.attribute.append(helper.make_attribute(choices.pick(("axis", "to", "perm")), choices.below(99))),
        lambda: [setattr(each, "i", choices.pick(SIZES)) for each in node.attribute if each.HasField("i")],
        lambda: [each.ints.append(choices.pick(SIZES)) for each in node.attribute if each.ints],
        lambda: array.dims.append(choices.pick(SIZES)),
        lambda: array.dims.__setitem__(slice(None), [choices.pick(SIZES) for _ in array.dims]),
        lambda: setattr(array, "data_type", choices.below(25)),
        lambda: setattr(array, "raw_data", choices.pick(SIZES).to_bytes(8, "little", signed=True) * choices.below(9)),
        lambda: _resize(choices.pick([*graph.input, *graph.output]), choices),
        lambda: setattr(model.opset_import[0], "version", choices.below(30)),
        lambda: graph.output.append(choices.pick([*graph.input, *graph.output])),
        lambda: helper.set_model_props(model, {"names": choices.rest().decode("utf-8", "replace")}),
    ]
    with contextlib.suppress(ValueError, TypeError, IndexError):  # what protobuf does not hold cannot be thrown
        choices.pick(bends)()


def _resize(value: Any, choices: Choices) -> None:
    axes = value.type.tensor_type.shape.dim
    if axes:
        choices.pick(axes).dim_value = choices.pick(SIZES)


def _value(name: str, shape: Any) -> Any:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _model(nodes: list[Any], shape: Any, classes: int, **arrays: np.ndarray) -> ModelProto:
    held = [numpy_helper.from_array(array, name) for name, array in arrays.items()]
    graph = helper.make_graph(nodes, "seed", [_value("x", shape)], [_value("y", ["n", classes])], held)
    imports = [helper.make_opsetid(*each) for each in (("", 17), ("ai.onnx.ml", 3), ("com.microsoft", 1))]
    return helper.make_model(graph, opset_imports=imports, ir_version=8)


def _photos() -> ModelProto:
    nodes = [
        helper.make_node("Conv", ["x", "kernel"], ["a"], strides=[2, 2]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("GlobalAveragePool", ["b"], ["c"]),
        helper.make_node("Flatten", ["c"], ["y"]),
    ]
    return _model(nodes, ["n", 3, 8, 8], 3, kernel=np.ones((3, 3, 3, 3), np.float32))


def _sizes() -> ModelProto:
    """Sizes that are made of sizes, as an exporter writes them."""
    nodes = [
        helper.make_node("Shape", ["x"], ["shape"]),
        helper.make_node("Gather", ["shape", "zero"], ["rows"]),
        helper.make_node("Concat", ["rows", "three"], ["target"], axis=0),
        helper.make_node("ReduceMean", ["x"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Expand", ["mean", "target"], ["wide"]),
        helper.make_node("MatMul", ["wide", "w"], ["raw"]),
        helper.make_node("Softmax", ["raw"], ["y"], axis=1),
    ]
    arrays = {"zero": np.array([0]), "three": np.array([3]), "w": np.eye(3, dtype=np.float32)}
    return _model(nodes, ["n", 5], 3, **arrays)


def _trees() -> ModelProto:
    attributes = {
        "classlabels_strings": ["cat", "dog"],
        "nodes_treeids": [0, 0, 0],
        "nodes_nodeids": [0, 1, 2],
        "nodes_featureids": [0, 0, 0],
        "nodes_values": [0.5, 0.0, 0.0],
        "nodes_modes": ["BRANCH_LEQ", "LEAF", "LEAF"],
        "nodes_truenodeids": [1, 0, 0],
        "nodes_falsenodeids": [2, 0, 0],
        "class_treeids": [0, 0, 0, 0],
        "class_nodeids": [1, 1, 2, 2],
        "class_ids": [0, 1, 0, 1],
        "class_weights": [0.9, 0.1, 0.2, 0.8],
    }
    tree = helper.make_node("TreeEnsembleClassifier", ["x"], ["label", "y"], domain="ai.onnx.ml", **attributes)
    return _model([tree], ["n", 2], 2)


def _words_and_numbers() -> ModelProto:
    """Columns one by one, as a pipeline takes them."""
    codes = {"keys_strings": ["yes"], "values_floats": [1.0]}
    nodes = [
        helper.make_node("LabelEncoder", ["word"], ["code"], domain="ai.onnx.ml", **codes),
        helper.make_node("FeatureVectorizer", ["code", "x"], ["both"], domain="ai.onnx.ml", inputdimensions=[1, 1]),
        helper.make_node("Scaler", ["both"], ["y"], domain="ai.onnx.ml", offset=[0.0, 1.0], scale=[1.0, 2.0]),
    ]
    model = _model(nodes, ["n", 1], 2)
    model.graph.input.append(helper.make_tensor_value_info("word", TensorProto.STRING, ["n", 1]))
    return model


def _quantised() -> ModelProto:
    """As the runtime's quantiser writes it."""
    ends = ["scale", "zero"]
    nodes = [
        helper.make_node("QuantizeLinear", ["x", *ends], ["q"]),
        helper.make_node("QLinearAdd", ["q", *ends, "q", *ends, *ends], ["twice"], domain="com.microsoft"),
        helper.make_node(
            *("QLinearGlobalAveragePool", ["twice", *ends, *ends], ["pooled"]), domain="com.microsoft", channels_last=0
        ),
        helper.make_node("DequantizeLinear", ["pooled", *ends], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["y"]),
    ]
    return _model(nodes, ["n", 3, 8, 8], 3, scale=np.float32(0.1), zero=np.uint8(3))
