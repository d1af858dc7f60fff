"""The size of every array of a graph, operator by operator, from the size of its input alone.

ONNX's own inference says what each operator makes. What the file says of the sizes in its middle is never asked: it may
lie.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from ninelives.kernels.nets.foreign import contrib, learned
from ninelives.kernels.nets.foreign.faults import named
from ninelives.kernels.nets.foreign.folding import SMALL, fold
from ninelives.kernels.nets.foreign.operators import LEARNED
from ninelives.kernels.nets.foreign.tensors import KINDS

WIDEST: Final = 16  # bytes of a number of unknown type


def walk(model: Any, sources: Mapping[str, Sequence[int]]) -> Iterator[tuple[Any, dict[str, int]]]:
    """Each operator with the bytes of each array that it makes; -1 where nobody can tell.

    Args:
        model: a ``ModelProto`` whose operators and constants were checked.
        sources: sizes of each input, every one known.

    Raises:
        ValueError: an operator cannot take what it is given.
    """
    from onnx import helper, numpy_helper

    kinds = {each.name: each.type.tensor_type.elem_type for each in model.graph.input}
    types = {name: helper.make_tensor_type_proto(kinds[name], list(sizes)) for name, sizes in sources.items()}
    values: dict[str, np.ndarray] = {}
    for each in model.graph.initializer:
        types[each.name] = helper.make_tensor_type_proto(each.data_type, list(each.dims))
        if math.prod(each.dims) <= SMALL and each.data_type != each.STRING:
            values[each.name] = numpy_helper.to_array(each)
    for node in model.graph.node:
        known = {name: values[name] for name in node.input if name in values}
        if (folded := _folded(node, known, types)) is not None:
            values[node.output[0]] = folded
            kind = helper.np_dtype_to_tensor_dtype(folded.dtype)
            types[node.output[0]] = helper.make_tensor_type_proto(kind, folded.shape)
        else:
            types.update(_inferred(model, node, known, types))
        yield node, {name: _bytes_of(types.get(name)) for name in node.output if name}


def _inferred(model: Any, node: Any, known: dict[str, np.ndarray], types: dict[str, Any]) -> dict[str, Any]:
    """Types of what an operator makes, as far as ONNX can tell."""
    from onnx import defs, numpy_helper, shape_inference

    if contrib.known(node.domain, node.op_type):
        return contrib.made(node, types)
    version = next(each.version for each in model.opset_import if each.domain == node.domain)
    data = {name: numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in known.items()}
    try:
        found: dict[str, Any] = shape_inference.infer_node_outputs(
            defs.get_schema(node.op_type, version, node.domain),
            node,
            {name: types[name] for name in node.input if name in types},
            data,
            opset_imports=list(model.opset_import),
            ir_version=model.ir_version,
        )
        if node.domain == LEARNED and any(_sizes(found[name]) is None for name in node.output if name in found):
            found.update(learned.made(node, types))
    except Exception as error:  # the inference's own kinds, and whatever its C++ throws
        reason = (str(error).splitlines() or ["no reason given"])[-1].strip()[:160]
        raise ValueError(f"its operator {named(node.op_type)} cannot take what it is given: {reason}") from error
    return found


def _folded(node: Any, known: dict[str, np.ndarray], types: dict[str, Any]) -> np.ndarray | None:
    if node.op_type == "Shape" and not node.attribute and node.input[0] in types:
        sizes = _sizes(types[node.input[0]])
        return None if sizes is None else np.array(sizes, np.int64)
    return fold(node, [known[name] for name in node.input]) if len(known) == len(set(node.input)) else None


def bytes_of(kind: int, sizes: Sequence[int]) -> int:
    """Bytes of an array of one of ONNX's types."""
    from onnx import TensorProto

    name = TensorProto.DataType.Name(kind) if kind in TensorProto.DataType.values() else ""
    return math.prod(sizes) * (KINDS[name][0] // 8 if name in KINDS else WIDEST)


def _bytes_of(told: Any) -> int:
    sizes = None if told is None else _sizes(told)
    return -1 if sizes is None else bytes_of(told.tensor_type.elem_type, sizes)


def _sizes(told: Any) -> list[int] | None:
    """Sizes of an array; None where one is open, or where it is no array."""
    if not told.HasField("tensor_type") or not told.tensor_type.HasField("shape"):
        return None
    sizes = [axis.dim_value if axis.HasField("dim_value") else -1 for axis in told.tensor_type.shape.dim]
    return None if any(size < 0 for size in sizes) else sizes
