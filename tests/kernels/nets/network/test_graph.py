"""The graph is built from arrays alone; that it says what torch says is tested beside ``layers``."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import onnx

from ninelives.kernels.nets.network.graph import Layer, build_onnx

ONES = [np.ones(4, np.float32), np.ones(5, np.float32)]
LAYERS = [
    Layer(np.ones((len(one), before, 3, 3), np.float32), one, one, pooled=before == 3)
    for one, before in zip(ONES, (3, 4), strict=True)
]


def test_it_is_a_model_that_onnx_accepts() -> None:
    model = build_onnx(LAYERS, np.zeros(3))
    onnx.checker.check_model(model, full_check=True)
    assert [node.op_type for node in model.graph.node].count("MaxPool") == len(LAYERS) - 1


def test_it_needs_no_torch() -> None:
    code = (
        "import sys, ninelives.kernels.nets.network.graph, ninelives.stages.train.rungs; print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
