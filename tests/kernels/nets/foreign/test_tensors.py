from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from ninelives.kernels.nets.foreign.tensors import KINDS, check_tensor, shape


def texts(tensor: TensorProto) -> str:
    return "; ".join(fault.text for fault in check_tensor(tensor, "the array 'w'"))


@given(
    st.sampled_from(["float32", "float64", "float16", "int8", "uint8", "int64", "bool"]),
    st.lists(st.integers(0, 4), max_size=4),
)
def test_honest_arrays_pass(dtype: str, sizes: list[int]) -> None:
    array = np.ones(sizes, dtype)
    assert texts(numpy_helper.from_array(array)) == ""
    kind = helper.np_dtype_to_tensor_dtype(array.dtype)
    assert texts(helper.make_tensor("w", kind, sizes, array.ravel().tolist())) == ""


def test_texts_pass() -> None:
    assert texts(helper.make_tensor("w", TensorProto.STRING, [2], [b"cat", b"dog"])) == ""


def test_ten_gigabytes_in_a_few_bytes_are_refused() -> None:
    tensor = TensorProto(data_type=TensorProto.FLOAT, dims=[50_000, 50_000], raw_data=b"1234")
    assert "claims 50,000 x 50,000 numbers, 10,000,000,000 bytes, and 4 bytes are there" in texts(tensor)
    tensor = TensorProto(data_type=TensorProto.FLOAT, dims=[2**62, 2**62])
    assert "and 0 bytes are there" in texts(tensor)


@pytest.mark.parametrize("left", [0, 3, 5, 8])
def test_bytes_that_are_too_few_or_too_many_are_refused(left: int) -> None:
    tensor = TensorProto(data_type=TensorProto.FLOAT, dims=[1], raw_data=b"1" * left)
    assert f"4 bytes, and {left} bytes are there" in texts(tensor)


@pytest.mark.parametrize(
    ("place", "climbs"),
    [("weights.bin", False), ("../../etc/passwd", True), ("/etc/passwd", True), ("C:\\x", True), ("a\\..\\b", True)],
)
def test_data_in_another_file_is_refused(place: str, climbs: bool) -> None:
    tensor = TensorProto(data_type=TensorProto.FLOAT, dims=[1], data_location=TensorProto.EXTERNAL)
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", place
    assert f"lies in another file, '{place}'" in texts(tensor)
    assert ("climbs out" in texts(tensor)) == climbs


def test_a_place_that_is_named_but_not_used_is_refused_too() -> None:
    tensor = numpy_helper.from_array(np.ones(1, np.float32))
    tensor.external_data.add(key="location", value="x")
    assert "lies in another file" in texts(tensor)


@pytest.mark.parametrize(
    ("tensor", "says"),
    [
        (TensorProto(data_type=TensorProto.FLOAT, dims=[-1]), "has the shape -1, which no array has"),
        (TensorProto(data_type=TensorProto.FLOAT, dims=[1] * 17, raw_data=b"1234"), "which no array has"),
        (TensorProto(data_type=TensorProto.COMPLEX64, dims=[1], raw_data=b"12345678"), "holds COMPLEX64"),
        (TensorProto(data_type=77, dims=[1]), "holds type 77"),
        (TensorProto(dims=[1]), "holds UNDEFINED"),
    ],
)
def test_what_is_no_array_of_numbers_is_refused(tensor: TensorProto, says: str) -> None:
    assert says in texts(tensor)


def test_every_kind_has_the_width_that_numpy_gives_it() -> None:
    for name, (bits, field) in KINDS.items():
        if name not in ("STRING", "BFLOAT16"):
            assert helper.tensor_dtype_to_np_dtype(getattr(TensorProto, name)).itemsize * 8 == bits
        if name != "BFLOAT16":
            assert helper.tensor_dtype_to_field(getattr(TensorProto, name)) == field


def test_shapes_are_told_shortly() -> None:
    assert shape([]) == "one number"
    assert shape([1000, 2]) == "1,000 x 2"
    assert shape([1] * 12).endswith("x 1 x …")
