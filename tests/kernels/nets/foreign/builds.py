"""Small ONNX models for the tests, honest ones; each test bends one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

FLOAT = TensorProto.FLOAT


def value(name: str, shape: Sequence[Any] | None, kind: int = FLOAT) -> Any:
    return helper.make_tensor_value_info(name, kind, shape)


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: Any) -> Any:
    return helper.make_node(kind, list(inputs), list(outputs), domain=domain, **attributes)


def model(
    nodes: Sequence[Any],
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    arrays: Mapping[str, np.ndarray] | None = None,
    *,
    opsets: Mapping[str, int] | None = None,
    metadata: Mapping[str, str] | None = None,
) -> ModelProto:
    held = [numpy_helper.from_array(np.asarray(array), name) for name, array in (arrays or {}).items()]
    graph = helper.make_graph(list(nodes), "test", list(inputs), list(outputs), held)
    imports = [helper.make_opsetid(name, version) for name, version in (opsets or {"": 17}).items()]
    made = helper.make_model(graph, opset_imports=imports, ir_version=8)
    helper.set_model_props(made, dict(metadata or {}))
    return made


def colours(
    weights: np.ndarray | None = None,
    *,
    shape: Sequence[Any] = ("n", 3, 8, 8),
    last: str = "",
    kind: int = FLOAT,
    **more: Any,
) -> ModelProto:
    """The mean of each colour of a photo, ``shape`` nchw or nhwc, times weights (3, classes)."""
    w = np.eye(3, dtype=np.float32) if weights is None else np.asarray(weights, np.float32)
    nodes, name = [], "x"
    if kind != FLOAT:
        nodes.append(node("Cast", [name], ["floats"], to=FLOAT))
        name = "floats"
    if shape[1] not in (1, 3) and len(shape) == 4 and shape[3] in (1, 3):
        nodes.append(node("Transpose", [name], ["turned"], perm=[0, 3, 1, 2]))
        name = "turned"
    nodes += [node("GlobalAveragePool", [name], ["pooled"]), node("Flatten", ["pooled"], ["flat"])]
    nodes.append(node("MatMul", ["flat", "w"], ["y" if not last else "raw"]))
    if last:
        nodes.append(node(last, ["raw"], ["y"]))
    return model(nodes, [value("x", shape, kind)], [value("y", [shape[0], w.shape[1]])], {"w": w}, **more)


def trees(*, zipmap: bool, columns: int = 2) -> ModelProto:
    """One split of a row's first number at 0.5, as scikit-learn's converter writes a forest."""
    nodes = [
        node(
            "TreeEnsembleClassifier",
            ["x"],
            ["label", "shares"],
            domain="ai.onnx.ml",
            classlabels_strings=["cat", "dog"],
            nodes_treeids=[0, 0, 0],
            nodes_nodeids=[0, 1, 2],
            nodes_featureids=[0, 0, 0],
            nodes_values=[0.5, 0.0, 0.0],
            nodes_modes=["BRANCH_LEQ", "LEAF", "LEAF"],
            nodes_truenodeids=[1, 0, 0],
            nodes_falsenodeids=[2, 0, 0],
            class_treeids=[0, 0, 0, 0],
            class_nodeids=[1, 1, 2, 2],
            class_ids=[0, 1, 0, 1],
            class_weights=[0.9, 0.1, 0.2, 0.8],
            post_transform="NONE",
        )
    ]
    outputs = [value("label", [None], TensorProto.STRING), value("shares", [None, 2])]
    if zipmap:
        nodes.append(
            node("ZipMap", ["shares"], ["dictionaries"], domain="ai.onnx.ml", classlabels_strings=["cat", "dog"])
        )
        kind = helper.make_map_type_proto(TensorProto.STRING, helper.make_tensor_type_proto(FLOAT, None))
        outputs[1] = helper.make_value_info("dictionaries", helper.make_sequence_type_proto(kind))
    return model(nodes, [value("x", [None, columns])], outputs, opsets={"": 17, "ai.onnx.ml": 3})
