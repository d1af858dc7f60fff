"""The constants that a foreign file brings: each must hold what it claims, inside the file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from ninelives.kernels.nets.foreign.faults import Fault, named

# bits of one number of each type, by its name in ONNX, and the field that holds it where ``raw_data`` does not
KINDS: Final[dict[str, tuple[int, str]]] = {
    "FLOAT": (32, "float_data"),
    "DOUBLE": (64, "double_data"),
    "FLOAT16": (16, "int32_data"),
    "BFLOAT16": (16, "int32_data"),
    "INT8": (8, "int32_data"),
    "UINT8": (8, "int32_data"),
    "INT16": (16, "int32_data"),
    "UINT16": (16, "int32_data"),
    "INT32": (32, "int32_data"),
    "BOOL": (8, "int32_data"),
    "INT64": (64, "int64_data"),
    "UINT32": (32, "uint64_data"),
    "UINT64": (64, "uint64_data"),
    "STRING": (128, "string_data"),
}
MOST_AXES: Final = 16
_WHOLE: Final = "export it again as one file: onnx.save(model, 'whole.onnx', save_as_external_data=False)"
_AGAIN: Final = "export it again; what it holds is not what it says"


def check_tensor(tensor: Any, where: str) -> Iterator[Fault]:
    """Faults of one ``TensorProto``; ``where`` says which it is.

    Nothing is allocated: a claim is compared with the bytes that are there.
    """
    if tensor.data_location == tensor.EXTERNAL or tensor.external_data:
        place = next((entry.value for entry in tensor.external_data if entry.key == "location"), "")
        yield Fault(f"{where} lies in another file, {named(place)}{_outside(place)}", _WHOLE)
        return
    kind = _kind(tensor)
    if kind not in KINDS:
        yield Fault(
            f"{where} holds {kind}, which is not taken", f"export it with numbers of a type of {', '.join(KINDS)}"
        )
        return
    if tensor.HasField("segment") or len(tensor.dims) > MOST_AXES or any(size < 0 for size in tensor.dims):
        yield Fault(f"{where} has the shape {shape(tensor.dims)}, which no array has", _AGAIN)
        return
    bits, field = KINDS[kind]
    claimed, held = math.prod(tensor.dims), _held(tensor, bits, field)
    if claimed * bits != held:
        told = f"{shape(tensor.dims)} numbers, {claimed * bits // 8:,} bytes"
        yield Fault(f"{where} claims {told}, and {held // 8:,} bytes are there", _AGAIN)


def shape(sizes: Any) -> str:
    """Sizes as people write them."""
    told = [f"{size:,}" for size in list(sizes)[:8]] + ["…"] * (len(sizes) > 8)
    return " x ".join(told) or "one number"


def _kind(tensor: Any) -> str:
    kinds = type(tensor).DataType
    return str(kinds.Name(tensor.data_type)) if tensor.data_type in kinds.values() else f"type {tensor.data_type}"


def _held(tensor: Any, bits: int, field: str) -> int:
    """Bits that are there, as an array holds them."""
    if tensor.HasField("raw_data") and field != "string_data":
        return len(tensor.raw_data) * 8
    return len(getattr(tensor, field)) * bits


def _outside(place: str) -> str:
    parts = place.replace("\\", "/").split("/")
    return ", which climbs out of its folder" if ".." in parts or place.startswith("/") or ":" in place else ""
