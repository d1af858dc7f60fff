from __future__ import annotations

import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.foreign import wire
from ninelives.kernels.nets.foreign.wire import measure
from tests.kernels.nets.foreign.builds import colours, trees

MODEL = onnx.ModelProto.DESCRIPTOR


def test_honest_files_pass() -> None:
    for made in (colours(), trees(zipmap=True)):
        measure(made.SerializeToString(), MODEL)


def test_many_empty_messages_in_few_bytes_are_refused() -> None:
    empty = b"\x0a\x00" * (wire.MESSAGES + 1)  # graph.node, twice a byte each
    graph = b"\x3a" + varint(len(empty)) + empty
    with pytest.raises(ValueError, match="more than 400,000 parts"):
        measure(graph, MODEL)


def test_many_fields_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "FIELDS", 1000)
    with pytest.raises(ValueError, match="more than 1,000 fields"):
        measure(b"\x08\x01" * 1001, MODEL)


def test_packed_numbers_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "PACKED", 1 << 20)
    dims = b"\x0a" + varint((1 << 20) + 1) + b"\x01" * ((1 << 20) + 1)
    array = b"\x2a" + varint(len(dims)) + dims  # graph.initializer
    with pytest.raises(ValueError, match="1 MiB of packed whole numbers"):
        measure(b"\x3a" + varint(len(array)) + array, MODEL)


def test_deep_nesting_is_refused() -> None:
    inner = b""
    for _ in range(30):  # graph.node.attribute.g.node.attribute.g …
        inner = within(b"\x0a", within(b"\x2a", within(b"\x32", inner)))
    with pytest.raises(ValueError, match="nested more than 40 deep"):
        measure(within(b"\x3a", inner), MODEL)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x3a\xff\xff\xff\xff\x0f", "claims 4,294,967,295 bytes where 0 are left"),
        (b"\x0b", "wire type 3"),
        (b"\x3a", "a number has no end"),
        (b"\x08" + b"\x80" * 12, "a number has no end"),
        (b"\x09\x00", "claims 8 bytes where 1 are left"),
    ],
)
def test_what_is_no_protobuf_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        measure(data, MODEL)


@given(st.binary(max_size=200))
def test_what_protobuf_parses_is_measured_without_complaint(data: bytes) -> None:
    try:
        onnx.ModelProto.FromString(data)
    except Exception:  # protobuf's own kind; then measuring may say either
        return
    try:
        measure(data, MODEL)
    except ValueError as error:  # groups, and names that are no text, are protobuf's, and nobody's who writes ONNX
        assert isinstance(error, UnicodeDecodeError) or "wire type" in str(error)  # noqa: PT017


def varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def within(tag: bytes, inner: bytes) -> bytes:
    return tag + varint(len(inner)) + inner
