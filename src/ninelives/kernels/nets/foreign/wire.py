"""A protobuf measured before it is parsed: a small file may hold millions of empty messages, each of which takes room.

Only lengths and tags are read. What a field means comes from ONNX's own description of its format, so that bytes which
are a message are counted as one wherever the parser would make one of them.
"""

from __future__ import annotations

from typing import Any, Final

MESSAGES: Final = 400_000  # a network of 10,000 layers has a tenth of it
FIELDS: Final = 4_000_000  # a forest of 4,000 trees of 100 leaves; 3 s to count
PACKED: Final = 64 << 20  # bytes of packed whole numbers, each of which becomes eight
DEEPEST: Final = 40  # messages within messages; the parser stops at 100

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_FIXED: Final = frozenset({1, 2, 6, 7, 15, 16})  # descriptor types of 4 and 8 bytes: packed, they do not grow
_STRING, _RAW = 9, 12


def measure(data: bytes, descriptor: Any) -> None:
    """Walk the bytes of a message.

    Args:
        data: the message.
        descriptor: of its kind, as ``onnx.ModelProto.DESCRIPTOR``.

    Raises:
        ValueError: they are no such message, or hold more than the bounds above.
    """
    open_, messages, fields, packed = [(0, len(data), descriptor, 0)], 0, 0, 0
    while open_:
        at, end, kind, depth = open_.pop()
        messages += 1
        if messages > MESSAGES or depth > DEEPEST:
            much = f"nested more than {DEEPEST} deep" if depth > DEEPEST else f"of more than {MESSAGES:,} parts"
            raise ValueError(f"it is {much}")
        known = kind.fields_by_number
        while at < end:
            fields += 1
            if fields > FIELDS:
                raise ValueError(f"it holds more than {FIELDS:,} fields")
            tag, at = _varint(data, at, end)
            start, at = _skipped(data, at, end, tag & 7)
            field = known.get(tag >> 3)
            if tag & 7 != _BYTES or field is None or field.type == _RAW:
                continue
            if field.message_type is not None:
                open_.append((start, at, field.message_type, depth + 1))
            elif field.type == _STRING:
                data[start:at].decode()  # else the parser would give bytes for it
            elif field.type not in _FIXED:
                packed += at - start
        if packed > PACKED:
            raise ValueError(f"it holds more than {PACKED >> 20} MiB of packed whole numbers")


def _skipped(data: bytes, at: int, end: int, kind: int) -> tuple[int, int]:
    """Where a field's value begins and ends."""
    if kind == _VARINT:
        return at, _varint(data, at, end)[1]
    if kind == _BYTES:
        length, at = _varint(data, at, end)
    elif kind in (_EIGHT, _FOUR):
        length = 8 if kind == _EIGHT else 4
    else:
        raise ValueError(f"a field has the wire type {kind}, which ONNX does not use")
    if length > end - at:
        raise ValueError(f"a field claims {length:,} bytes where {end - at:,} are left")
    return at, at + length


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while at < end:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
        if shift > 63:
            break
    raise ValueError("a number has no end")
