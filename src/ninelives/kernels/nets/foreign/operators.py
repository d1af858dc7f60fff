"""What a foreign graph may do: ONNX's own operators, each of which ends, is repeatable, and is known to the runtime.

Refused are operators of other domains (their code is a library beside the file, but for the few of ``contrib``),
functions and subgraphs (what they hold would be looked at by nobody; ``Loop`` and ``Scan`` need not end, and ``If``
hides one of two networks), and chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ninelives.kernels.nets.foreign import contrib
from ninelives.kernels.nets.foreign.faults import Fault, named
from ninelives.kernels.nets.foreign.tensors import check_tensor
from ninelives.kernels.nets.runtime import runtime

OWN: Final = frozenset({"", "ai.onnx"})
LEARNED: Final = "ai.onnx.ml"  # trees, linear models and scalers, as scikit-learn's converters write them
OLDEST: Final = 7  # opset, from which on ONNX Runtime promises its answers
CHANCE: Final = frozenset(
    {"RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"}
)
CONTROL: Final = frozenset({"Loop", "Scan", "If", "SequenceMap"})
_PLAIN: Final = "export it with operators of ONNX alone (quantised: QuantFormat.QDQ)"
_FLAT: Final = (
    'python -c "import onnx, onnx.inliner as i; '
    "onnx.save(i.inline_local_functions(onnx.load('IN.onnx')), 'OUT.onnx')\""
)
_OPSET: Final = (
    'python -c "import onnx, onnx.version_converter as v; '
    "onnx.save(v.convert_version(onnx.load('IN.onnx'), 17), 'OUT.onnx')\""
)
_UNROLLED: Final = "export it again in evaluation mode and with fixed sizes, which leaves no Loop, Scan or If"


def check_operators(model: Any) -> Iterator[Fault]:
    """Faults of all operators of a ``ModelProto``, of their attributes, and of the versions that it asks for."""
    opsets = {plain(each.domain): each.version for each in model.opset_import}
    yield from _check_opsets(model, opsets)
    if model.functions:
        yield Fault(f"it brings {len(model.functions):,} functions of its own, {named(model.functions[0].name)}", _FLAT)
    for node in model.graph.node:
        yield from _check_node(node, opsets)


def _check_opsets(model: Any, opsets: dict[str, int]) -> Iterator[Fault]:
    if len(opsets) < len(model.opset_import):
        yield Fault("it names two opsets of one domain", _OPSET)
    if "" not in opsets:
        yield Fault("it does not say which opset of ONNX it is written in", "export it again with opset_version=17")
    elif opsets[""] < OLDEST:
        yield Fault(f"it is written in opset {opsets['']}, and {OLDEST} is the oldest that is taken", _OPSET)
    elif reason := _unknown(model.ir_version, opsets):
        versions = f"opset {opsets['']}, format {model.ir_version}"
        yield Fault(f"ONNX Runtime {runtime().__version__} does not know its version ({versions}): {reason}", _OPSET)


def _unknown(ir_version: int, opsets: dict[str, int]) -> str:
    """Why the runtime refuses these versions, tried on a graph of our own that does nothing; empty where it is fine."""
    from onnx import TensorProto, helper

    onnxruntime = runtime()
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "nothing", ends[:1], ends[1:])
    imports = [helper.make_opsetid(name, version) for name, version in opsets.items() if name in ("", LEARNED)]
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # fatal: its answer is the exception
    try:
        data = helper.make_model(graph, opset_imports=imports, ir_version=ir_version).SerializeToString()
        onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime has a dozen kinds, none of them public
        return str(error).splitlines()[0].rpartition(") ")[2][:160]
    return ""


def plain(domain: str) -> str:
    """A domain by its one name: ONNX's own has two."""
    return "" if domain in OWN else domain


def _check_node(node: Any, opsets: dict[str, int]) -> Iterator[Fault]:
    what, domain = named(node.op_type), plain(node.domain)
    if contrib.known(domain, node.op_type) and domain in opsets:
        yield from _check_attributes(node, what)
    elif domain not in ("", LEARNED):
        yield Fault(f"its operator {what} comes from {named(domain)}, whose code is not ONNX's", _PLAIN)
    elif domain == "" and node.op_type in CONTROL:
        yield Fault(f"its operator {what} holds a graph that may run for ever, or never", _UNROLLED)
    elif domain == "" and node.op_type in CHANCE:
        yield Fault(f"its operator {what} draws by chance, so that no answer comes twice", _UNROLLED)
    elif domain not in opsets or not _has(node.op_type, opsets[domain], domain):
        yield Fault(f"its operator {what} is none of {domain or 'ONNX'}'s at its opset {opsets.get(domain)}", _PLAIN)
    else:
        yield from _check_attributes(node, what)


def _has(kind: str, version: int, domain: str) -> bool:
    from onnx import defs

    try:
        return not defs.get_schema(kind, min(version, 1 << 30), domain).deprecated
    except (defs.SchemaError, UnicodeError, TypeError):
        return False


def _check_attributes(node: Any, what: str) -> Iterator[Fault]:
    for each in node.attribute:
        if each.HasField("g") or each.graphs or each.ref_attr_name:
            yield Fault(f"its operator {what} holds a graph of its own", _UNROLLED)
        elif each.HasField("sparse_tensor") or each.sparse_tensors:
            yield Fault(f"its operator {what} holds a sparse array, which takes any room when filled", _PLAIN)
        for tensor in [each.t] * each.HasField("t") + list(each.tensors):
            yield from check_tensor(tensor, f"the array in its operator {what}")
