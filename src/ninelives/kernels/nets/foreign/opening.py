"""A foreign ONNX file, looked through before anything of it runs.

The order matters: its size before it is read, its bytes before they are parsed, its parts before a library that trusts
them sees it. Only what was looked at goes on: documentation, training graphs and claims about shapes are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.faults import Fault, named, refuse
from ninelives.kernels.nets.foreign.operators import check_operators, plain
from ninelives.kernels.nets.foreign.room import told
from ninelives.kernels.nets.foreign.tensors import check_tensor
from ninelives.kernels.nets.foreign.wire import measure

LARGEST: Final = 512 << 20  # bytes of a file; a ViT-B is 330 MiB, and memory holds it four times while it loads
_ORDER: Final = "export it again; onnx.checker.check_model says more"
_SMALLER: Final = "quantise it, or export it in float16"


def opened(file: Path | bytes) -> Any:
    """The model of a file, of which nothing has been run.

    Args:
        file: its path, or its bytes.

    Returns:
        A ``ModelProto`` of plain ONNX operators in an order that can be run, with all constants inside.

    Raises:
        NinelivesError: it is missing, too large or no ONNX, or holds what is not taken; all faults at once.
    """
    what = "the network" if isinstance(file, bytes) else f"'{file}'"
    data = file if isinstance(file, bytes) else read(file)
    if len(data) > LARGEST:
        refuse(what, [_large(len(data))])
    model = _parsed(data, what)
    refuse(what, _faults(model))
    for field in ("training_info", "doc_string", "functions"):
        model.ClearField(field)
    for field in ("value_info", "quantization_annotation", "doc_string"):
        model.graph.ClearField(field)
    _settle(model)
    return model


def _settle(model: Any) -> None:
    """One way of saying each thing: domains by one name, none that is not used, and constants not among the inputs."""
    for each in (*model.opset_import, *model.graph.node):
        each.domain = plain(each.domain)
    used = {"", *(node.domain for node in model.graph.node)}
    versions = [each for each in model.opset_import if each.domain in used]
    model.ClearField("opset_import")
    model.opset_import.extend(versions)
    constants = {each.name for each in model.graph.initializer}
    inputs = [each for each in model.graph.input if each.name not in constants]
    model.graph.ClearField("input")
    model.graph.input.extend(inputs)
    model.ir_version = max(model.ir_version, 4)  # the first where they need not stand there


def _large(size: int) -> Fault:
    return Fault(f"it has {told(size)}, and {told(LARGEST)} is the most", _SMALLER)


def read(path: Path) -> bytes:
    """The bytes of a file that may be a network.

    Raises:
        NinelivesError: it is missing, cannot be read, or is too large.
    """
    if not path.is_file():  # a pipe would be waited for
        raise NinelivesError(f"there is no network '{path}'", fix=f"ls -l '{path.parent}'")
    try:
        if (size := path.stat().st_size) > LARGEST:
            refuse(f"'{path}'", [_large(size)])
        return path.read_bytes()
    except OSError as error:
        raise NinelivesError(f"cannot read the network '{path}': {error.strerror}", fix=f"ls -l '{path}'") from error


def _parsed(data: bytes, what: str) -> Any:
    import onnx

    try:
        measure(data, onnx.ModelProto.DESCRIPTOR)
        model = onnx.ModelProto.FromString(data)
    except Exception as error:  # of measuring, and of protobuf, whose kinds have no types
        raise NinelivesError(f"{what} is no ONNX file: {error}", fix="name a file that ends in .onnx") from error
    if not model.graph.node:
        raise NinelivesError(f"{what} is no ONNX file: it holds no operator", fix="name a file that ends in .onnx")
    return model


def _faults(model: Any) -> Iterator[Fault]:
    graph = model.graph
    if graph.sparse_initializer:
        yield Fault(
            f"it holds {len(graph.sparse_initializer):,} sparse arrays, which take any room when filled",
            "export it with dense weights",
        )
    for tensor in graph.initializer:
        yield from check_tensor(tensor, f"the array {named(tensor.name)}")
    yield from check_operators(model)
    yield from _check_order(graph)


def _check_order(graph: Any) -> Iterator[Fault]:
    """Every name is made once, and before it is used: so no graph can turn back on itself."""
    constants = [each.name for each in graph.initializer]
    made = {"", *constants, *(each.name for each in graph.input)}
    if len(set(constants)) < len(constants):
        yield Fault("two of its arrays have one name", _ORDER)
    for node in graph.node:
        what = f"its operator {named(node.op_type)}"
        if missing := next((name for name in node.input if name not in made), None):
            yield Fault(f"{what} reads {named(missing)}, which nothing before it makes", _ORDER)
        if twice := next((name for name in node.output if name and name in made), None):
            yield Fault(f"{what} makes {named(twice)}, which is there already", _ORDER)
        made.update(node.output)
    for each in graph.output:
        if each.name not in made:
            yield Fault(f"its output {named(each.name)} is made by nothing", _ORDER)
