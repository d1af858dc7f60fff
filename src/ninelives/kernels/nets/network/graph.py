"""A chain of convolutions as an ONNX graph, built from nothing but its arrays; no torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto

OPSET: Final = 17
IR_VERSION: Final = 8  # the first that knows opset 17


class Layer(NamedTuple):
    """A convolution that keeps the size; what it gives is pooled or not, multiplied, shifted, and rectified."""

    kernel: np.ndarray  # (out, in, k, k) float32
    gain: np.ndarray  # (out,) float32
    bias: np.ndarray  # (out,) float32
    pooled: bool = False  # by 2, the largest of each four
    adds: bool = False  # to what the layer before took, before it is rectified (He and others 2016)


def build_onnx(layers: Sequence[Layer], mean: np.ndarray) -> ModelProto:
    """The layers one after the other; where the first takes twelve channels, four pixels come to it as one.

    Args:
        layers: their arrays.
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

    takes = [node("Transpose", node("Sub", "picture", "mean"), perm=[0, 3, 1, 2])]  # what each layer takes
    if layers[0].kernel.shape[1] != 3:
        takes = [node("SpaceToDepth", takes[0], blocksize=2)]
    for at, layer in enumerate(layers):
        constants |= {f"kernel{at}": layer.kernel}
        constants |= {f"gain{at}": layer.gain[:, None, None], f"bias{at}": layer.bias[:, None, None]}
        x = node("Conv", takes[-1], f"kernel{at}", pads=[layer.kernel.shape[2] // 2] * 4)
        if layer.pooled:
            x = node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1)
        x = node("Add", node("Mul", x, f"gain{at}"), f"bias{at}")
        takes.append(node("Relu", node("Add", x, takes[-2]) if layer.adds else x))
    pooled = node("Concat", node("GlobalAveragePool", takes[-1]), node("GlobalMaxPool", takes[-1]), axis=1)
    last = helper.make_node("Flatten", [pooled], ["features"], name="features")
    value, width = helper.make_tensor_value_info, 2 * len(layers[-1].kernel)
    graph = helper.make_graph(
        [*nodes, last],
        "network",
        [value("picture", TensorProto.FLOAT, ["n", "h", "w", 3])],
        [value("features", TensorProto.FLOAT, ["n", width])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
