"""EfficientNet-Lite0 as an ONNX graph, built from nothing but its weights.

Architecture and weights: TensorFlow's EfficientNet-Lite (Tan & Le 2019, https://arxiv.org/abs/1905.11946; lite: no
squeeze and excitation, ReLU6 instead of swish), converted to the names of ``efficientnet_lite_pytorch``. Padding is
TensorFlow's ``SAME``: what is odd goes to the right and to the bottom, so at a stride of 2 it depends on the size. With
symmetric padding a linear head on the features is wrong on 0.8 points more of 1,000 cats and dogs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.nets.weights import Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

FEATURES: Final = 1280  # width of the pooled output
STRIDES: Final = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1)  # of the 16 blocks; all else is read off the weights
MEAN: Final = 127  # the pixel that becomes 0: TensorFlow's (x - 127) / 128
SCALE: Final = 1 / 128
EPSILON: Final = 1e-3  # of TensorFlow's batch normalisation
OPSET: Final = 17
IR_VERSION: Final = 8  # the first that knows opset 17


def build_onnx(weights: Weights) -> ModelProto:
    """The network in float32, batch normalisation folded into the convolutions.

    Args:
        weights: name to array, as ``weights.lite0_weights`` reads them.

    Returns:
        A model with input ``picture`` uint8 ``(n, h, w, 3)`` RGB, any n, h and w, and output ``features`` float32
        ``(n, 1280)``, the last feature map's mean over space. What it makes of them is ``classes``.
    """
    graph = _Graph(weights)
    x = graph.scaled("picture")
    x = graph.relu6(graph.conv(x, "_conv_stem", "_bn0", stride=2))
    for block, stride in enumerate(STRIDES):
        x = graph.block(x, f"_blocks.{block}.", stride)
    x = graph.relu6(graph.conv(x, "_conv_head", "_bn1"))
    x = graph.node("GlobalAveragePool", [x])
    graph.node("Flatten", [x], output="features")
    return graph.model()


def classes(weights: Weights) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights ``(1280, 1000)`` and bias ``(1000,)``: features into log-odds of ImageNet's classes, in its order.

    They are no part of the graph: ONNX Runtime would multiply them out for every photo, asked for or not.
    """
    return weights["_fc.weight"].T.astype(np.float32), weights["_fc.bias"].astype(np.float32)


def folded(weights: Weights, conv: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Kernel ``(out, in, k, k)`` and bias ``(out,)`` of a convolution with the batch normalisation after it.

    Where ``weights`` has a bias beside the kernel, as :func:`convolutions` names it, that was done before.
    """
    if (bias := weights.get(f"{conv}.bias")) is not None:
        return weights[f"{conv}.weight"].astype(np.float32), bias.astype(np.float32)
    mean, variance, gamma, beta = (
        weights[f"{norm}.{part}"].astype(np.float64) for part in ("running_mean", "running_var", "weight", "bias")
    )
    gain = gamma / np.sqrt(variance + EPSILON)
    kernel = weights[f"{conv}.weight"] * gain[:, None, None, None]
    return kernel.astype(np.float32), (beta - mean * gain).astype(np.float32)


@dataclass
class _Graph:
    weights: Weights
    nodes: list[NodeProto] = field(default_factory=list)
    constants: dict[str, NDArray[Any]] = field(default_factory=dict)

    def node(self, kind: str, inputs: list[str], *, output: str = "", **attributes: Any) -> str:
        from onnx import helper

        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants[name] = value
        return name

    def scaled(self, picture: str) -> str:
        x = self.node("Transpose", [picture], perm=[0, 3, 1, 2])
        scale = self.constant("scale", np.array(SCALE, np.float32))
        return self.node("DequantizeLinear", [x, scale, self.constant("mean", np.array(MEAN, np.uint8))])

    def conv(self, x: str, conv: str, norm: str, *, stride: int = 1) -> str:
        kernel, bias = folded(self.weights, conv, norm)
        group = len(kernel) if "depthwise" in conv else 1
        names = [self.constant(f"{conv}.kernel", kernel), self.constant(f"{conv}.bias", bias)]
        pads = {} if kernel.shape[2] == 1 else {"auto_pad": "SAME_UPPER"}
        return self.node("Conv", [x, *names], group=group, strides=[stride, stride], **pads)

    def relu6(self, x: str) -> str:
        limits = [self.constant("zero", np.array(0, np.float32)), self.constant("six", np.array(6, np.float32))]
        return self.node("Clip", [x, *limits])

    def block(self, x: str, name: str, stride: int) -> str:
        """Expand, filter each channel over space, project; add the input where shapes allow."""
        y = x
        if f"{name}_expand_conv.weight" in self.weights:
            y = self.relu6(self.conv(y, f"{name}_expand_conv", f"{name}_bn0"))
        y = self.relu6(self.conv(y, f"{name}_depthwise_conv", f"{name}_bn1", stride=stride))
        y = self.conv(y, f"{name}_project_conv", f"{name}_bn2")
        return self.node("Add", [y, x]) if stride == 1 and self._keeps(name) else y

    def _keeps(self, name: str) -> bool:
        """Whether a block gives as many channels as it takes."""
        taken = self.weights.get(f"{name}_expand_conv.weight", self.weights[f"{name}_project_conv.weight"]).shape[1]
        return bool(taken == len(self.weights[f"{name}_project_conv.weight"]))

    def model(self) -> ModelProto:
        from onnx import TensorProto, helper, numpy_helper

        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes,
            "EfficientNet-Lite0",
            [value("picture", TensorProto.UINT8, ["n", "h", "w", 3])],
            [value("features", TensorProto.FLOAT, ["n", FEATURES])],
            [numpy_helper.from_array(array, name) for name, array in self.constants.items()],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
