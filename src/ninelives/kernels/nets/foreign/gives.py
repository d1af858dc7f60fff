"""What a foreign network gives: which output says the classes, what they are called, and what its numbers are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ninelives.kernels.nets.foreign.faults import Fault, named, refuse
from ninelives.kernels.nets.foreign.names import attributes, labels, metadata

FLOATS: Final = frozenset({1, 10, 11})  # float32, float16, float64 in ONNX
CLOSE: Final = 1e-3  # of a sum to 1, in float16 too
_ADDS: Final = frozenset({"Gemm", "MatMul", "Add", "Conv"})


@dataclass(frozen=True, slots=True)
class Gives:
    """The output that is used.

    Attributes:
        name: of the output.
        last: the operator that makes it.
        classes: their names, as the file has them; empty where it has none.
    """

    name: str
    last: str
    classes: tuple[str, ...]


def read_output(model: Any, told: str | None = None) -> Gives:
    """Choose the output, and cut the graph down to what makes it.

    scikit-learn's converters end in a ``ZipMap``, a list of dictionaries. It is taken off: what goes in are the
    probabilities, and what it holds are the classes' names.

    Args:
        model: as ``opening.opened`` gives it; it is changed.
        told: the output's name, where there are several.

    Raises:
        NinelivesError: no output can be one of classes, or several can.
    """
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output if name}
    found = _candidates(graph, makers)
    if told is not None and told not in found:
        fix = f"--output {next(iter(found), 'NAME')}"
        refuse("the network", [Fault(f"it has no output {named(told)} of numbers, but {_listed(found)}", fix)])
    if not found:
        refuse("the network", [Fault("it has no output of one number a class", "export it with its probabilities")])
    likely = [told] if told is not None else _likely(graph, found)
    name = likely[0]
    if len(likely) > 1:
        refuse("the network", [Fault(f"it has several outputs, {_listed(found)}", f"--output {name}")])
    tensor, classes = found[name]
    _cut(graph, tensor, makers)
    classes = classes or labels(graph) or metadata(model)
    return Gives(tensor, makers[tensor].op_type if tensor in makers else "", classes)


def kind_of(outputs: np.ndarray, last: str) -> str:
    """A key of :data:`KINDS`, from what a network gave for a few very different inputs.

    Args:
        outputs: shape (inputs, numbers), finite.
        last: the operator that made them.

    Raises:
        ValueError: they say nothing about classes.
    """
    shares = bool((outputs >= -1e-6).all() and (outputs <= 1 + 1e-6).all())
    if outputs.shape[1] == 1:
        return "probability" if shares and last not in _ADDS else "logit"
    if shares and (np.abs(outputs - 1) < 1e-6).all():
        raise ValueError("every class gets 1, whatever is shown: a softmax over the wrong axis gives that")
    if shares and (np.abs(outputs.sum(axis=1) - 1) <= CLOSE).all():
        return "probabilities"
    return "scores" if shares and last == "Sigmoid" else "logits"


def _likely(graph: Any, found: dict[str, Any]) -> list[str]:
    """Those called probabilities; else those that nothing else is made of, as it is of logits and features."""
    used = {name for node in graph.node for name in node.input}
    called = [name for name in found if re.search("prob|softmax", name, re.IGNORECASE)]
    ends = [name for name in found if name not in used]
    return next((some for some in (called, ends) if len(some) == 1), called or ends or list(found))


def _candidates(graph: Any, makers: dict[str, Any]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Outputs that could be one number a class, by name: the array that holds it, and classes if it names them."""
    found = {}
    for each in graph.output:
        node, tensor = makers.get(each.name), each.type.tensor_type
        if node is not None and node.op_type == "ZipMap" and node.input:
            found[each.name] = (node.input[0], attributes(node))
        elif tensor.elem_type in FLOATS:
            sizes = [axis.dim_value if axis.HasField("dim_value") else 0 for axis in tensor.shape.dim]
            if all(size == 1 for size in sizes[2:]):
                found[each.name] = (each.name, ())
    return found


def _cut(graph: Any, name: str, makers: dict[str, Any]) -> None:
    """Leave only what makes one output: what nobody asks for need not run."""
    from onnx import helper

    wanted, open_ = set(), [name]
    while open_:
        each = open_.pop()
        if each not in wanted:
            wanted.add(each)
            open_ += list(makers[each].input) if each in makers else []
    kept = [node for node in graph.node if wanted.intersection(node.output)]
    arrays = [each for each in graph.initializer if each.name in wanted]
    known = next((each.type.tensor_type.elem_type for each in graph.output if each.name == name), 1)
    graph.ClearField("node")
    graph.node.extend(kept)
    if len(arrays) < len(graph.initializer):
        graph.ClearField("initializer")
        graph.initializer.extend(arrays)
    graph.ClearField("output")
    graph.output.append(helper.make_tensor_value_info(name, known, None))


def _listed(found: dict[str, Any]) -> str:
    return ", ".join(named(name) for name in list(found)[:5]) or "none"
