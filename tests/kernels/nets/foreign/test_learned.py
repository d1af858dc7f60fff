"""What is said of the sizes of scikit-learn's operators is what the runtime makes of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper

from ninelives.kernels.nets.foreign.learned import made
from ninelives.kernels.nets.runtime import runtime
from tests.kernels.nets.foreign.builds import model, node, value

ML = "ai.onnx.ml"
CASES: list[tuple[str, list[tuple[int, ...]], dict[str, Any]]] = [
    ("Scaler", [(3, 4)], {"offset": [0.0] * 4, "scale": [1.0] * 4}),
    ("Imputer", [(3, 4)], {"imputed_value_floats": [0.0] * 4, "replaced_value_float": 1.0}),
    ("Normalizer", [(3, 4)], {"norm": "L2"}),
    ("Binarizer", [(3, 4)], {"threshold": 0.5}),
    ("OneHotEncoder", [(3, 2)], {"cats_int64s": [1, 2, 3], "zeros": 1}),
    ("FeatureVectorizer", [(3, 2), (3, 1)], {"inputdimensions": [2, 1]}),
    ("LabelEncoder", [(3, 2)], {"keys_floats": [1.0], "values_floats": [2.0], "default_float": 0.0}),
]


@pytest.mark.parametrize(("kind", "sizes", "attributes"), CASES)
def test_the_runtime_makes_what_is_said(kind: str, sizes: list[tuple[int, ...]], attributes: dict[str, Any]) -> None:
    arrays = {f"x{at}": np.ones(size, np.float32) for at, size in enumerate(sizes)}
    one = node(kind, list(arrays), ["y"], domain=ML, **attributes)
    types = {name: helper.make_tensor_type_proto(TensorProto.FLOAT, array.shape) for name, array in arrays.items()}
    found = [axis.dim_value for axis in made(one, types)["y"].tensor_type.shape.dim]
    inputs = [value(name, array.shape) for name, array in arrays.items()]
    graph = model([one], inputs, [value("y", None)], opsets={"": 17, ML: 3})
    (real,) = runtime().InferenceSession(graph.SerializeToString()).run(None, arrays)
    assert found == list(real.shape)


def test_what_is_not_known_makes_nothing() -> None:
    assert made(node("Scaler", ["x"], ["y"], domain=ML), {}) == {}
    types = {"x": helper.make_tensor_type_proto(TensorProto.FLOAT, [1, 2])}
    assert made(node("TreeEnsembleClassifier", ["x"], ["y"], domain=ML), types) == {}
