"""How large is what the operators of ai.onnx.ml make, of which ONNX's own inference says nothing.

Source: the operators' own descriptions, ``Operators-ml.md``.
"""

from __future__ import annotations

from typing import Any, Final

from ninelives.kernels.nets.foreign.contrib import sizes_of

FLOAT: Final = 1
SAME: Final = frozenset({"Binarizer", "Imputer", "LabelEncoder", "Normalizer", "Scaler"})  # a number for each number


def made(node: Any, types: dict[str, Any]) -> dict[str, Any]:
    """The type of what an operator makes, by its name; none where it is none of these, or a size is open.

    Args:
        node: the ``NodeProto``, of ai.onnx.ml.
        types: ``TypeProto`` of each array that is known.
    """
    from onnx import helper

    parts = [sizes_of(types[name]) if name in types else None for name in node.input]
    first = parts[0] if parts else None
    if first is None or any(part is None for part in parts):
        return {}
    if node.op_type in SAME:
        found = first
    elif node.op_type == "FeatureVectorizer":
        wide = sum(part[-1] for part in parts if part)
        found = [*first[:1], wide]
    elif node.op_type == "OneHotEncoder":
        found = [*first, sum(len(each.strings) + len(each.ints) for each in node.attribute if "cats" in each.name)]
    else:
        return {}
    return {node.output[0]: helper.make_tensor_type_proto(_kind(node, types), found)}


def _kind(node: Any, types: dict[str, Any]) -> int:
    """Of the numbers that it makes; words weigh more than numbers, and so they are taken where either may be."""
    if node.op_type == "LabelEncoder":
        names = [each.name for each in node.attribute if each.name.startswith("values_") or "strings" in each.name]
        return 8 if any("strings" in name for name in names) else 7
    if node.op_type == "Imputer":
        return int(types[node.input[0]].tensor_type.elem_type)
    return FLOAT
