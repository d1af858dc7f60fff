"""Operators beside ONNX's own that are taken: those that ONNX Runtime's quantiser writes and the runtime itself holds.

No library lies beside the file for them. ONNX does not say how large what they make is, so it is said here; sources:
the runtime's ``ContribOperators.md``, and ``quantization/registry.py`` for which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

DOMAIN: Final = "com.microsoft"
Sizes = list[int]


def known(domain: str, kind: str) -> bool:
    """Whether an operator is one of these."""
    return domain == DOMAIN and kind in _RULES


def made(node: Any, types: dict[str, Any]) -> dict[str, Any]:
    """The type of what an operator makes, by its name; none where one that goes in has no size.

    Args:
        node: the ``NodeProto``.
        types: ``TypeProto`` of each array that is known.

    Raises:
        ValueError: it cannot take what it is given.
    """
    from onnx import helper

    inputs = [types.get(name) for name in node.input]
    sizes = [None if each is None else sizes_of(each) for each in inputs]
    at, rule = _RULES[node.op_type]
    attributes = {each.name: each for each in node.attribute}
    try:
        parts = [sizes[place] for place in (range(at[0], len(sizes), 3) if at[1:] == (-1,) else at)]
        if any(part is None for part in parts):
            return {}
        found = rule([part for part in parts if part is not None], attributes)
        first = inputs[at[0]].tensor_type.elem_type  # type: ignore[union-attr]
    except (IndexError, ValueError) as error:
        raise ValueError(f"its operator '{node.op_type}' cannot take what it is given: {error}") from error
    kind = 1 if node.op_type == "QGemm" and len([name for name in node.input if name]) < 8 else first
    return {node.output[0]: helper.make_tensor_type_proto(kind, found)}


def sizes_of(told: Any) -> Sizes | None:
    """Sizes of an array; None where one is open."""
    if not told.tensor_type.HasField("shape"):
        return None
    sizes = [axis.dim_value if axis.HasField("dim_value") else -1 for axis in told.tensor_type.shape.dim]
    return None if any(size < 0 for size in sizes) else sizes


def _same(parts: Sequence[Sizes], _: dict[str, Any]) -> Sizes:
    return parts[0]


def _broadcast(parts: Sequence[Sizes], _: dict[str, Any]) -> Sizes:
    return list(np.broadcast_shapes(*map(tuple, parts)))


def _joined(parts: Sequence[Sizes], attributes: dict[str, Any]) -> Sizes:
    axis = attributes["axis"].i if "axis" in attributes else 0
    whole = list(parts[0])
    whole[axis] = sum(part[axis] for part in parts)
    return whole


def _pooled(parts: Sequence[Sizes], attributes: dict[str, Any]) -> Sizes:
    """Of a global pool: one pixel."""
    last = "channels_last" in attributes and attributes["channels_last"].i
    sizes = parts[0]
    ones = [1] * (len(sizes) - 2)
    return [sizes[0], *ones, sizes[-1]] if last else [*sizes[:2], *ones]


def _product(parts: Sequence[Sizes], attributes: dict[str, Any]) -> Sizes:
    one, other = (
        part[::-1] if name in attributes and attributes[name].i else part
        for part, name in zip(parts, ("transA", "transB"), strict=True)
    )
    (rows, inner), (again, columns) = one, other
    if inner != again:
        raise ValueError(f"{inner} columns and {again} rows")
    return [rows, columns]


_RULES: Final[dict[str, tuple[tuple[int, ...], Callable[[Sequence[Sizes], dict[str, Any]], Sizes]]]] = {
    "QGemm": ((0, 3), _product),
    "QLinearAdd": ((0, 3), _broadcast),
    "QLinearConcat": ((2, -1), _joined),  # every third from there on
    "QLinearGlobalAveragePool": ((0,), _pooled),
    "QLinearLeakyRelu": ((0,), _same),
    "QLinearMul": ((0, 3), _broadcast),
    "QLinearSigmoid": ((0,), _same),
    "QLinearSoftmax": ((0,), _same),
}
