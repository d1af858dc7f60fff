"""The small whole numbers that a graph makes out of the sizes of its arrays, to give other arrays their sizes.

Exporters write ``x.expand(len(x), -1)`` as a dozen operators on three numbers. Only these are reckoned here, on arrays
of at most :data:`SMALL` numbers, so that the sizes that come of them are known before anything runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

SMALL: Final = 256  # numbers of an array; no network has more axes
_NUMBERS: Final = {1: "float32", 6: "int32", 7: "int64", 9: "bool", 11: "float64"}  # types of ONNX that sizes come in

Arrays = Sequence[np.ndarray]
Attributes = Mapping[str, Any]


def fold(node: Any, inputs: Arrays) -> np.ndarray | None:
    """What an operator makes of small arrays; None where it is none of the few, or what it makes is not small.

    Args:
        node: the ``NodeProto``, with one output.
        inputs: all that goes in.
    """
    action = _ACTIONS.get(node.op_type) if not node.domain and len(node.output) == 1 else None
    if action is None or any(each.size > SMALL for each in inputs):
        return None
    attributes = {each.name: each for each in node.attribute}
    try:
        with np.errstate(all="ignore"):
            found = np.asarray(action(inputs, attributes))
    except (ValueError, IndexError, TypeError, KeyError, OverflowError, ZeroDivisionError):
        return None  # shape inference, or the runtime, says what is wrong
    return found if found.size <= SMALL else None


def _ints(attributes: Attributes, inputs: Arrays, name: str, at: int) -> tuple[int, ...]:
    """Axes, as older opsets have them among the attributes, and newer ones among the inputs."""
    values = attributes[name].ints if name in attributes else inputs[at].tolist()
    return tuple(int(value) for value in values)


def _constant(_: Arrays, attributes: Attributes) -> np.ndarray:
    from onnx import numpy_helper

    (each,) = attributes.values()
    if each.name == "value" and int(np.prod(each.t.dims, dtype=object)) <= SMALL:
        return np.asarray(numpy_helper.to_array(each.t))
    if each.name in ("value_int", "value_float"):
        return np.array(each.i, np.int64) if each.name == "value_int" else np.array(each.f, np.float32)
    return np.array(each.ints if each.name == "value_ints" else [0] * (SMALL + 1), np.int64)


def _filled(inputs: Arrays, attributes: Attributes) -> np.ndarray:
    from onnx import numpy_helper

    value = numpy_helper.to_array(attributes["value"].t) if "value" in attributes else np.zeros(1, np.float32)
    return np.full(_small(inputs[0].tolist()), value.reshape(-1)[0])


def _expanded(inputs: Arrays, _: Attributes) -> np.ndarray:
    shape = np.broadcast_shapes(inputs[0].shape, tuple(int(size) for size in inputs[1]))
    return np.broadcast_to(inputs[0], _small(shape))


def _ranged(inputs: Arrays, _: Attributes) -> np.ndarray:
    start, stop, step = (each.item() for each in inputs)
    _small([max(0, -(-(stop - start) // step))])
    return np.asarray(np.arange(start, stop, step), inputs[0].dtype)


def _small(shape: Sequence[int]) -> tuple[int, ...]:
    if len(shape) > 16 or int(np.prod(shape, dtype=object)) > SMALL:
        raise ValueError("not small")
    return tuple(int(size) for size in shape)


def _unsqueezed(inputs: Arrays, attributes: Attributes) -> np.ndarray:
    return np.expand_dims(inputs[0], _ints(attributes, inputs, "axes", 1))


def _squeezed(inputs: Arrays, attributes: Attributes) -> np.ndarray:
    chosen = "axes" in attributes or len(inputs) > 1
    return np.squeeze(inputs[0], _ints(attributes, inputs, "axes", 1) if chosen else None)


def _sliced(inputs: Arrays, attributes: Attributes) -> np.ndarray:
    array = inputs[0]
    starts, ends = (_ints(attributes, inputs, name, at) for name, at in (("starts", 1), ("ends", 2)))
    axes = _ints(attributes, inputs, "axes", 3) if "axes" in attributes or len(inputs) > 3 else range(len(starts))
    steps = _ints(attributes, inputs, "steps", 4) if len(inputs) > 4 else (1,) * len(starts)
    index = [slice(None)] * array.ndim
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        over = step < 0 and end < -array.shape[axis]  # ONNX means the very first, Python would count from the end
        index[axis] = slice(start, None if over else end, step)
    return array[tuple(index)]


def _reshaped(inputs: Arrays, _: Attributes) -> np.ndarray:
    shape = [int(size) or inputs[0].shape[at] for at, size in enumerate(inputs[1])]
    return inputs[0].reshape(shape)


def _divided(inputs: Arrays, _: Attributes) -> np.ndarray:
    one, other = inputs
    if one.dtype.kind == "f":
        return one / other
    return np.asarray(np.trunc(one / other)).astype(one.dtype)  # ONNX rounds to zero; sizes are far below 2^53


def _cast(inputs: Arrays, attributes: Attributes) -> np.ndarray:
    return inputs[0].astype(_NUMBERS[attributes["to"].i])


def _axis(attributes: Attributes) -> int:
    return int(attributes["axis"].i) if "axis" in attributes else 0


_ACTIONS: Final[dict[str, Callable[[Arrays, Attributes], Any]]] = {
    "Add": lambda inputs, _: inputs[0] + inputs[1],
    "Cast": _cast,
    "Ceil": lambda inputs, _: np.ceil(inputs[0]),
    "Concat": lambda inputs, attributes: np.concatenate(inputs, axis=_axis(attributes)),
    "Constant": _constant,
    "ConstantOfShape": _filled,
    "Div": _divided,
    "Equal": lambda inputs, _: inputs[0] == inputs[1],
    "Expand": _expanded,
    "Floor": lambda inputs, _: np.floor(inputs[0]),
    "Gather": lambda inputs, attributes: np.take(inputs[0], inputs[1], axis=_axis(attributes)),
    "Greater": lambda inputs, _: inputs[0] > inputs[1],
    "Identity": lambda inputs, _: inputs[0],
    "Less": lambda inputs, _: inputs[0] < inputs[1],
    "Max": lambda inputs, _: np.maximum.reduce(np.broadcast_arrays(*inputs)),
    "Min": lambda inputs, _: np.minimum.reduce(np.broadcast_arrays(*inputs)),
    "Mul": lambda inputs, _: inputs[0] * inputs[1],
    "Neg": lambda inputs, _: -inputs[0],
    "Range": _ranged,
    "Reshape": _reshaped,
    "Slice": _sliced,
    "Squeeze": _squeezed,
    "Sub": lambda inputs, _: inputs[0] - inputs[1],
    "Unsqueeze": _unsqueezed,
    "Where": lambda inputs, _: np.where(*inputs),
}
