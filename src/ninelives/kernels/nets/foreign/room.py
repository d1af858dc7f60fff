"""How much memory a foreign graph would take, reckoned before it runs.

Most sizes follow from that of the input. What stays open is bounded by what goes in, for operators that cannot make
more of it; every other operator must have a size.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ninelives.kernels.nets.foreign.faults import Fault, named
from ninelives.kernels.nets.foreign.operators import LEARNED
from ninelives.kernels.nets.foreign.sizes import WIDEST, bytes_of, walk

MOST: Final = 1 << 30  # bytes alive at once, weights and all
MADE: Final = 64 << 30  # bytes made in all for one batch, which takes some ten seconds to write
_SMALLER: Final = "export it for smaller photos, or with a batch of 1"
_EXPORT: Final = "export it again with fixed sizes: torch.onnx.export(model, torch.zeros(1, 3, 224, 224), 'OUT.onnx')"

# Operators that never make more numbers than the largest of what goes in holds.
_KEEPS: Final = """
    Abs Acos Acosh ArgMax ArgMin Asin Asinh Atan Atanh BatchNormalization Cast CastLike Ceil Celu Clip Cos Cosh
    DequantizeLinear Dropout Elu Erf Exp Flatten Floor Gelu GlobalAveragePool GlobalMaxPool HardSigmoid HardSwish
    Hardmax Identity InstanceNormalization IsInf IsNaN LayerNormalization LeakyRelu Log LogSoftmax LpNormalization Mish
    Neg Not QuantizeLinear Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin
    ReduceProd ReduceSum ReduceSumSquare Relu Reshape Round Selu Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax
    Softplus Softsign Split Sqrt Squeeze Tan Tanh ThresholdedRelu TopK Transpose Trilu Unsqueeze
"""
# Of these, those whose numbers may be wider than what goes in.
_WIDENS: Final = "ArgMax ArgMin Cast CastLike DequantizeLinear Shape Size TopK"
# Operators that never make more than the product of all that goes in, or their sum.
_JOINS: Final = """
    Add And BitwiseAnd BitwiseOr Concat Div Equal Gather GatherElements GatherND Gemm Greater GreaterOrEqual Less
    LessOrEqual MatMul MatMulInteger Max Mean Min Mod Mul Or PRelu Pow Sub Sum Where Xor
"""
# Operators of ai.onnx.ml: at most a number for each row and each word of their attributes.
_LEARNED: Final = """
    ArrayFeatureExtractor Binarizer FeatureVectorizer Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer
    SVMClassifier SVMRegressor Scaler TreeEnsembleClassifier TreeEnsembleRegressor
"""
KEEPS, WIDENS, JOINS, TREES = (frozenset(words.split()) for words in (_KEEPS, _WIDENS, _JOINS, _LEARNED))


def check_room(model: Any, sources: Mapping[str, Sequence[int]]) -> Iterator[Fault]:
    """The fault of the first operator that takes too much room, when the inputs have these sizes.

    Args:
        model: a ``ModelProto`` whose operators and constants were checked.
        sources: sizes of each input, every one known, the batch's too.
    """
    need = {each.name: bytes_of(each.data_type, each.dims) for each in model.graph.initializer}
    need |= {name: math.prod(sizes) * WIDEST for name, sizes in sources.items()}
    uses = Counter(name for node in model.graph.node for name in node.input if name)
    alive, whole = sum(need.values()), 0
    try:
        for node, made in walk(model, sources):
            need |= {name: _bounded(node, need) if size < 0 else size for name, size in made.items()}
            if open_ := next((name for name in made if need[name] < 0), None):
                what = f"what its operator {named(node.op_type)} makes, {named(open_)},"
                yield Fault(f"nobody can say beforehand how large {what} will be", _EXPORT)
                return
            alive, whole = alive + sum(need[name] for name in made), whole + sum(need[name] for name in made)
            if alive > MOST:
                at = f"at its operator {named(node.op_type)}"
                yield Fault(f"it would take {told(alive)} at once, {at}, and {told(MOST)} is the most", _EXPORT)
                return
            if whole > MADE:
                yield Fault(f"it would make more than {told(MADE)} of numbers for each answer", _SMALLER)
                return
            alive -= _done(node, need, uses)
    except ValueError as error:
        yield Fault(str(error), _EXPORT)


def _done(node: Any, need: dict[str, int], uses: Counter[str]) -> int:
    """Bytes of what nobody needs any more after an operator."""
    uses.subtract(name for name in node.input if name)
    over = {name for name in (*node.input, *node.output) if name and not uses[name]}
    return sum(need[name] for name in over)


def told(size: int) -> str:
    """Bytes as people say them."""
    return f"{size / 2**30:,.1f} GiB" if size >= 2**30 else f"{size / 2**20:,.1f} MiB"


def _answers(node: Any) -> int:
    """Numbers for each row that an operator of ai.onnx.ml makes, at most."""
    classes = sum(len(each.strings) + len(each.ints) for each in node.attribute if each.name.startswith("classlabels"))
    if node.op_type.endswith("Classifier"):
        return int(max(classes, 2) ** 2)  # a support vector machine votes on pairs
    targets = next((each.i for each in node.attribute if each.name == "n_targets"), 0)
    if node.op_type.endswith("Regressor"):
        return max(int(targets), 1)
    return sum(len(each.strings) + len(each.ints) + len(each.floats) for each in node.attribute)


def _bounded(node: Any, need: dict[str, int]) -> int:
    """The most bytes that an operator can make of what goes in; -1 where it could make anything."""
    counts = [need.get(name, 0) for name in node.input if name] or [0]
    if node.domain == LEARNED:
        if node.op_type not in TREES:
            return -1
        parts = _answers(node)
        return math.prod(max(each, 1) for each in counts) * WIDEST * max(parts, 1)
    if node.op_type in KEEPS:
        return max(counts) * (WIDEST if node.op_type in WIDENS else 1)
    if node.op_type in JOINS:
        return max(math.prod(max(each, 1) for each in counts), sum(counts))
    return -1
