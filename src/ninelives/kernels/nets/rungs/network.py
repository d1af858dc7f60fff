"""A small convolutional network that was trained from scratch."""

from __future__ import annotations

from collections.abc import Sequence
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
DEEPEST: Final = 64  # convolutions; ours have 4 and 7
FULLEST: Final = 2**18  # numbers that a convolution makes of a photo, of which a block is 256 MiB; ours make 48² · 32
MOST_CLASSES: Final = 2**15


@dataclass(frozen=True, eq=False)
class Network(Arrays):
    """A chain of convolutions and a linear head; run by ONNX Runtime, without torch."""

    SHOWN: ClassVar[int] = 48  # px, the side of the picture that a new one is trained on
    CLOSE: ClassVar[int] = 64  # px, where it looks closely: at many pictures that are no larger themselves
    name: ClassVar[str] = "network"
    side: np.ndarray  # () int64, px
    mean: np.ndarray  # (3,), of each colour in training
    plan: np.ndarray  # (layers, 4) int64: channels out, channels in, whether it is pooled, whether it adds
    kernels: np.ndarray  # (all,) float32, those of all layers after one another, each (out, in, 3, 3)
    gains: np.ndarray  # (all,) float32, of the batch normalisation, each (out,)
    biases: np.ndarray  # (all,) float32, each (out,)
    weights: np.ndarray  # (features, classes), twice as many features as the last kernel gives: mean and maximum
    bias: np.ndarray  # (classes,)
    temperature: np.ndarray  # ()
    steps: (
        np.ndarray
    )  # (4,) int64, of the training: those it knows, those done, those planned, and the epoch of the end

    @staticmethod
    def packed(layers: Sequence[Layer]) -> dict[str, np.ndarray]:
        """The arrays of the layers, by the names of the fields."""
        told = [(*layer.kernel.shape[:2], layer.pooled, layer.adds) for layer in layers]
        return {
            "plan": np.array(told, np.int64),
            "kernels": np.concatenate([layer.kernel.ravel() for layer in layers]),
            "gains": np.concatenate([layer.gain for layer in layers]),
            "biases": np.concatenate([layer.bias for layer in layers]),
        }

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
        """The convolutions, one after the other."""
        out, before = self.plan[:, 0], self.plan[:, 1]
        kernels = np.split(self.kernels, np.cumsum(out * before * 9)[:-1])
        each = (np.split(arrays, np.cumsum(out)[:-1]) for arrays in (self.gains, self.biases))
        return [
            Layer(kernel.reshape(*shape, 3, 3), gain, bias, bool(pooled), bool(adds))
            for kernel, gain, bias, (*shape, pooled, adds) in zip(kernels, *each, self.plan.tolist(), strict=True)
        ]

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
        self._check_plan()
        largest = [1 + np.abs(self.mean).max()]  # of what each layer takes
        for layer in self.layers:
            within = np.abs(layer.kernel, dtype=np.float64).sum((1, 2, 3)) * largest[-1]
            told = np.abs(layer.gain) * within + np.abs(layer.bias) + (largest[-2] if layer.adds else 0)
            largest.append(max(within.max(), told.max()))
        check_shape(weights=(self.weights, (2 * int(self.plan[-1, 0]), self.bias.size)))
        self._check_room()
        if largest[-1] * max(np.abs(self.weights).max(initial=0), 1) > LARGEST:
            raise ValueError("its kernels could leave the range of float32")

    def _check_plan(self) -> None:
        """Every layer takes what the one before gives, and the arrays hold what the plan names."""
        if self.plan.dtype != np.int64 or self.plan.shape[1:] != (4,) or not 1 <= len(self.plan) <= DEEPEST:
            raise ValueError(f"plan has shape {self.plan.shape}, and names no layers")
        out, before, pooled, adds = self.plan.T
        if not 1 <= out.min() <= out.max() <= WIDEST:
            raise ValueError(f"a layer holds {out.min():,} to {out.max():,} channels")
        chained = before[0] in (3, 12) and (before[1:] == out[:-1]).all()
        if not (chained and np.isin(self.plan[:, 2:], (0, 1)).all()):
            raise ValueError("its layers do not fit one another")
        if adds[0] or (adds[1:] & (pooled[1:] | pooled[:-1] | (out[1:] != before[:-1]))).any():
            raise ValueError("a layer adds to what is of another shape")
        channels = int(out.sum())
        check_shape(
            kernels=(self.kernels, (int((out * before).sum()) * 9,)),
            gains=(self.gains, (channels,)),
            biases=(self.biases, (channels,)),
        )
        if {self.kernels.dtype, self.gains.dtype, self.biases.dtype} != {np.dtype(np.float32)}:
            raise ValueError("an array of its layers holds no float32")

    def _check_room(self) -> None:
        """A small file must not fill the memory: wide convolutions of many pixels take little room until they run."""
        side = int(self.side)
        if self.plan[0, 1] != 3:
            if side % 2:
                raise ValueError(f"four pixels of {side} px are not taken as one")
            side //= 2
        for at, (out, _, pooled, _) in enumerate(self.plan.tolist()):
            if side**2 * out > FULLEST:
                raise ValueError(f"layer {at} holds {out:,} channels of {side} x {side} px, which is too much")
            side = -(-side // 2) if pooled else side
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
        return int(self.kernels.size + self.gains.size + self.biases.size + self.weights.size + self.bias.size)
