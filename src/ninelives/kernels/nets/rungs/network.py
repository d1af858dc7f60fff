"""A small convolutional network that was trained from scratch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Final

import numpy as np

from ninelives.kernels.nets.network.graph import Layer, build_onnx
from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax

BLOCK: Final = 256  # photos at a time
LARGEST: Final = 1e30  # that any number within it can become; float32 ends at 3e38
LARGEST_SIDE: Final = 128  # px
WIDEST: Final = 1024  # channels of a convolution
FULLEST: Final = 2**18  # numbers that a convolution makes of a photo, of which a block is 256 MiB; ours make 48² · 32
MOST_CLASSES: Final = 2**15


@dataclass(frozen=True, eq=False)
class Network(Arrays):
    """Four convolutions and a linear head; run by ONNX Runtime, without torch."""

    SHOWN: ClassVar[int] = 48  # px, the side of the picture that a new one is trained on
    name: ClassVar[str] = "network"
    side: np.ndarray  # () int64, px
    mean: np.ndarray  # (3,), of each colour in training
    kernel0: np.ndarray  # (out, in, 3, 3) float32, as all kernels
    gain0: np.ndarray  # (out,) float32, of the batch normalisation
    bias0: np.ndarray  # (out,) float32
    kernel1: np.ndarray
    gain1: np.ndarray
    bias1: np.ndarray
    kernel2: np.ndarray
    gain2: np.ndarray
    bias2: np.ndarray
    kernel3: np.ndarray
    gain3: np.ndarray
    bias3: np.ndarray
    weights: np.ndarray  # (features, classes), twice as many features as the last kernel gives: mean and maximum
    bias: np.ndarray  # (classes,)
    temperature: np.ndarray  # ()
    steps: (
        np.ndarray
    )  # (4,) int64, of the training: those it knows, those done, those planned, and the epoch of the end

    def features(self, x: np.ndarray) -> np.ndarray:
        """What the convolutions make of photos, float32 of shape (rows, features)."""
        side, found = int(self.side), list[np.ndarray]()
        for at in range(0, len(x), BLOCK):
            block = np.ascontiguousarray(x[at : at + BLOCK], np.float32)
            found += self._session.run(None, {"picture": block.reshape(len(block), side, side, 3)})
        return np.concatenate([np.zeros((0, len(self.weights)), np.float32), *found])

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered softmax of the logits; ``x`` is float32 of shape (rows, side * side * 3), in [0, 1]."""
        return softmax((self.features(x).astype(np.float64) @ self.weights + self.bias) / self.temperature)

    @cached_property
    def layers(self) -> list[Layer]:
        """Kernel, gain and bias of each convolution."""
        kernels = (self.kernel0, self.kernel1, self.kernel2, self.kernel3)
        gains = (self.gain0, self.gain1, self.gain2, self.gain3)
        biases = (self.bias0, self.bias1, self.bias2, self.bias3)
        return list(zip(kernels, gains, biases, strict=True))

    @cached_property
    def _session(self) -> Any:
        from ninelives.kernels.nets.runtime import runtime

        onnxruntime = runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # callers bring the threads
        options.log_severity_level = 3  # errors
        graph = build_onnx(self.layers, self.mean).SerializeToString()
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        check_shape(
            side=(self.side, ()), mean=(self.mean, (3,)), steps=(self.steps, (4,)), bias=(self.bias, (self.bias.size,))
        )
        if self.side.dtype != np.int64 or not 1 <= self.side <= LARGEST_SIDE:
            raise ValueError(f"its side is {self.side} px")
        known, done, planned, epoch = self.steps.tolist()
        if self.steps.dtype != np.int64 or not (0 <= known <= done <= planned and epoch >= 0):
            raise ValueError("its steps are out of order")
        before, largest = 3, 1 + np.abs(self.mean).max()
        for at, (kernel, gain, bias) in enumerate(self.layers):
            check_shape(**{f"kernel{at}": (kernel, (bias.size, before, 3, 3))})
            check_shape(**{f"gain{at}": (gain, (bias.size,)), f"bias{at}": (bias, (bias.size,))})
            if {kernel.dtype, gain.dtype, bias.dtype} != {np.dtype(np.float32)} or not bias.size:
                raise ValueError(f"kernel{at}, gain{at} or bias{at} holds no float32")
            before = bias.size
            within = np.abs(kernel, dtype=np.float64).sum((1, 2, 3)) * largest
            largest = max(within.max(), (np.abs(gain) * within + np.abs(bias)).max())
        check_shape(weights=(self.weights, (2 * before, self.bias.size)))
        self._check_room()
        if largest * max(np.abs(self.weights).max(initial=0), 1) > LARGEST:
            raise ValueError("its kernels could leave the range of float32")

    def _check_room(self) -> None:
        """A small file must not fill the memory: wide convolutions of many pixels take little room until they run."""
        side = int(self.side)
        for at, (_, _, bias) in enumerate(self.layers):
            if bias.size > WIDEST or side**2 * bias.size > FULLEST:
                raise ValueError(f"kernel{at} holds {bias.size:,} channels of {side} x {side} px, which is too much")
            side = -(-side // 2)  # as pooling leaves it
        if self.bias.size > MOST_CLASSES:
            raise ValueError(f"bias holds {self.bias.size:,} classes, which is more than {MOST_CLASSES:,}")

    @staticmethod
    def broke(steps: np.ndarray) -> str:
        """Where the training broke and what is used; empty where it came to its end."""
        known, done, planned, epoch = steps.tolist()
        if known == planned:
            return ""
        why = "the loss is not a number" if done < planned else "a weight is not a number"
        return f"stopped at step {done:,} of {planned:,} (epoch {epoch}): {why}; the state of step {known:,} is used"

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return int(sum(part.size for layer in self.layers for part in layer) + self.weights.size + self.bias.size)
