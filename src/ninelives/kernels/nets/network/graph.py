"""A chain of convolutions as an ONNX graph, built from nothing but its arrays; no torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto

OPSET: Final = 17
IR_VERSION: Final = 8  # the first that knows opset 17


Layer = tuple[np.ndarray, np.ndarray, np.ndarray]  # kernel (out, in, k, k), gain (out,), bias (out,); float32


def build_onnx(layers: Sequence[Layer], mean: np.ndarray) -> ModelProto:
    """Convolutions that keep the size, all but the last pooled by 2, each then multiplied, shifted and rectified.

    Args:
        layers: kernel, gain and bias of each.
        mean: of each colour, float32 ``(3,)``, taken off first.

    Returns:
        A model with input ``picture`` float32 ``(n, h, w, 3)`` and output ``features`` float32
        ``(n, 2 * out)``: mean and maximum of each channel of the last over space.
    """
    from onnx import TensorProto, helper, numpy_helper

    nodes: list[Any] = []
    constants = {"mean": mean.astype(np.float32)}

    def node(kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"{kind}_{len(nodes)}"
        nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    x = node("Transpose", node("Sub", "picture", "mean"), perm=[0, 3, 1, 2])
    for at, (kernel, gain, bias) in enumerate(layers):
        constants |= {f"kernel{at}": kernel, f"gain{at}": gain[:, None, None], f"bias{at}": bias[:, None, None]}
        x = node("Conv", x, f"kernel{at}", pads=[kernel.shape[2] // 2] * 4)
        if at < len(layers) - 1:
            x = node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1)
        x = node("Relu", node("Add", node("Mul", x, f"gain{at}"), f"bias{at}"))
    pooled = node("Concat", node("GlobalAveragePool", x), node("GlobalMaxPool", x), axis=1)
    last = helper.make_node("Flatten", [pooled], ["features"], name="features")
    value, width = helper.make_tensor_value_info, 2 * len(layers[-1][0])
    graph = helper.make_graph(
        [*nodes, last],
        "network",
        [value("picture", TensorProto.FLOAT, ["n", "h", "w", 3])],
        [value("features", TensorProto.FLOAT, ["n", width])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
