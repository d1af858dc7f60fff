"""The int8 network: made once on the user's machine in a few seconds, then kept.

Static quantisation by ONNX Runtime: weights per channel, activations uint8 with ranges seen on calibration pictures.
These are crops of the two photos that scikit-learn ships, so that anyone can make the same network offline. ReLU6
bounds most ranges by itself, which is why two photos suffice: 24 to 256 crops, any contrast, and ranges by percentile
or entropy changed the error of the features by under a twentieth of itself.

Weights that are multiplied as matrices take 7 bits. A processor without VNNI adds pairs of uint8 x int8 products in 16
bits: with 8 they would be cut off, and the exact way around takes a third longer. So one network, and one answer to the
last bit, serves every processor. A linear head on it is right in 98.9 % of cats and dogs at 224 px and 97.9 % at 160
px; with 8 bits in 98.7 and 98.0, in float32 98.8 and 97.9 (10 draws of 200 photos a class, 1,000 to judge). Filters of
single channels go another way, and keep all 8.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.nets.lite0 import build_onnx
from ninelives.kernels.nets.runtime import quantiser
from ninelives.kernels.nets.weights import LITE0_SHA256, Weights, lite0_weights
from ninelives.store import atomic

if TYPE_CHECKING:
    from onnx import ModelProto

RECIPE: Final = 2  # raise it with any change to the graph, to the pictures below or to the quantiser's options
PICTURES: Final = 32
SIDE: Final = 224  # px
_MAKING: Final = threading.Lock()

Progress = Callable[[int, int], None]


def quantised(folder: Path, progress: Progress | None = None) -> Path:
    """The int8 EfficientNet-Lite0, made if it is not there yet (about 3 s on two cores).

    Two processes at once each make it, and the later one's equal bytes replace the earlier one's whole.

    Args:
        folder: where it is kept; made if missing.
        progress: called with the pictures done and their number, only while the network is being made.

    Returns:
        The ONNX file, of the interface that ``lite0.build_onnx`` documents. Its name changes with the weights, the
        recipe and ONNX Runtime's version.

    Raises:
        NinelivesError: the weights are missing or changed, or the folder cannot be written.
    """
    path = folder / network_name()
    if not path.exists():
        with _MAKING:  # two threads would share one temporary name
            if not path.exists():
                atomic.write(path, quantise(lite0_weights(), progress))
    return path


def network_name() -> str:
    """File name that says what the network was made from and with."""
    runtime = importlib.metadata.version("onnxruntime")
    return f"lite0-{LITE0_SHA256[:16]}-int8-{RECIPE}-onnxruntime-{runtime}.onnx"


def calibration_pictures() -> Iterator[NDArray[np.uint8]]:
    """The fixed pictures that ranges are measured on: uint8 ``(224, 224, 3)`` RGB, half of a temple, half of a flower.

    Each is a crop of a quarter to all of the photo's height, half of them mirrored, contrast and brightness varied.
    """
    import cv2
    from sklearn.datasets import load_sample_images

    photos = load_sample_images().images
    random = np.random.default_rng(1)
    for number in range(PICTURES):
        photo = photos[number % len(photos)]
        side = int(min(photo.shape[:2]) * random.uniform(0.25, 1))
        top, left = (int(random.integers(0, length - side + 1)) for length in photo.shape[:2])
        shrinks = cv2.INTER_AREA if side > SIDE else cv2.INTER_CUBIC
        crop = cv2.resize(photo[top : top + side, left : left + side], (SIDE, SIDE), interpolation=shrinks)
        gain, shift = np.exp(random.uniform(-0.5, 0.5)), random.uniform(-60, 60)
        crop = np.clip((crop - 127.0) * gain + 127 + shift, 0, 255).astype(np.uint8)
        yield np.ascontiguousarray(crop[:, :: 1 if number % 4 < 2 else -1])


def quantise(weights: Weights, progress: Progress | None = None) -> bytes:
    """The int8 network of any weights, as an ONNX file; arguments as for ``lite0.build_onnx`` and :func:`quantised`."""
    import onnx

    quantization = quantiser()
    model = build_onnx(weights)
    with tempfile.TemporaryDirectory() as scratch, _hushed():
        exact, small = Path(scratch, "float.onnx"), Path(scratch, "int8.onnx")
        onnx.save(model, exact)
        quantization.quantize_static(
            exact,
            small,
            _Reader(progress),
            quant_format=quantization.QuantFormat.QOperator,  # as exact as QDQ, starts and runs a little faster
            op_types_to_quantize=["Conv", "Add", "Clip"],  # pooling and the classes stay float, at next to no cost
            per_channel=True,
            activation_type=quantization.QuantType.QUInt8,
            weight_type=quantization.QuantType.QInt8,
            calibrate_method=quantization.CalibrationMethod.MinMax,
            extra_options={"TensorQuantOverrides": _seven_bits(model, quantization.QuantType.QInt8)},
        )
        return small.read_bytes()


def _seven_bits(model: ModelProto, int8: Any) -> dict[str, list[dict[str, Any]]]:
    """For the kernel of every convolution that is a matrix product: all but those that filter each channel alone."""
    kernels = [
        node.input[1] for node in model.graph.node if node.op_type == "Conv" and "depthwise" not in node.input[1]
    ]
    return {name: [{"quant_type": int8, "axis": 0, "reduce_range": True}] for name in kernels}


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Drop the quantiser's advice on the root logger: the graph is folded already, its input quantised on purpose."""

    def ours(record: logging.LogRecord) -> bool:
        return "onnxruntime" not in record.pathname

    root = logging.getLogger()
    root.addFilter(ours)
    try:
        yield
    finally:
        root.removeFilter(ours)


class _Reader:
    """What the quantiser asks for pictures: a dict of inputs a call, None at the end."""

    def __init__(self, progress: Progress | None) -> None:
        self._pictures = enumerate(calibration_pictures())
        self._progress = progress

    def get_next(self) -> dict[str, NDArray[Any]] | None:
        done, picture = next(self._pictures, (PICTURES, None))
        if self._progress:
            self._progress(done, PICTURES)
        return None if picture is None else {"picture": picture[None]}
