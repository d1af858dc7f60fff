from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from ninelives.kernels.nets import quantise
from ninelives.kernels.nets.lite0 import build_onnx, classes
from ninelives.kernels.nets.quantise import PICTURES, SIDE, calibration_pictures, network_name, quantised
from ninelives.kernels.nets.runtime import runtime
from ninelives.kernels.nets.weights import lite0_weights

# What stands in for the seconds of quantisation where only the file's fate is tested.
QUICK = """
import sys, time
from pathlib import Path
from ninelives.kernels.nets import quantise
quantise.quantise = lambda weights, progress: time.sleep(0.3) or b"network" * 100_000
print(quantise.quantised(Path(sys.argv[1])).stat().st_size)
"""


@pytest.fixture
def session_of():
    def load(model):
        data = model if isinstance(model, bytes) else model.read_bytes()
        return runtime().InferenceSession(data, providers=["CPUExecutionProvider"])

    return load


def test_it_is_made_silently_in_time_and_comes_out_the_same(network, tmp_path, capfd, caplog):
    seen, start = [], time.monotonic()
    with caplog.at_level(logging.DEBUG):
        path = quantised(tmp_path / "new" / "folder", lambda done, of: seen.append((done, of)))
    assert time.monotonic() - start < 60
    assert seen == [(done, PICTURES) for done in range(PICTURES + 1)]
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert path.read_bytes() == network.read_bytes()
    assert os.listdir(path.parent) == [path.name] == [network_name()]


def test_others_may_log_while_it_is_made(caplog):
    with quantise._hushed():
        logging.getLogger().warning("mine")
    assert caplog.messages == ["mine"]


def test_it_is_made_once(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(quantise, "quantise", lambda *_: made.append(1) or time.sleep(0.05) or b"network")
    threads = [threading.Thread(target=quantised, args=(tmp_path,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert quantised(tmp_path).read_bytes() == b"network"


def test_two_processes_do_not_collide(tmp_path):
    command = [sys.executable, "-c", QUICK, str(tmp_path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in processes] == ["700000"] * 3
    assert os.listdir(tmp_path) == [network_name()]


def test_a_failure_leaves_nothing(tmp_path, monkeypatch):
    def broken(weights, progress):
        raise RuntimeError("broken")

    monkeypatch.setattr(quantise, "quantise", broken)
    with pytest.raises(RuntimeError, match="broken"):
        quantised(tmp_path)
    assert not os.listdir(tmp_path)


def test_the_calibration_pictures_are_fixed_and_use_the_whole_range():
    first, second = list(calibration_pictures()), list(calibration_pictures())
    assert len(first) == PICTURES
    assert {(picture.shape, picture.dtype) for picture in first} == {((SIDE, SIDE, 3), np.dtype(np.uint8))}
    np.testing.assert_array_equal(first, second)
    assert (np.min(first), np.max(first)) == (0, 255)


def test_its_convolutions_are_integers_and_its_input_is_the_picture_unchanged(network):
    import onnx

    model = onnx.load(network)
    kinds = [node.op_type for node in model.graph.node]
    assert "Conv" not in kinds
    assert "Clip" not in kinds
    assert kinds.count("QLinearConv") == 49
    values = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    (enters,) = (node for node in model.graph.node if node.op_type == "QuantizeLinear")
    assert [values[name] for name in enters.input[1:]] == [1 / 128, 127]  # it undoes the scaling: both are fused away
    kernel = next(node.input[4] for node in model.graph.node if node.op_type == "QLinearConv")
    assert values[kernel].size == 32  # a scale for each channel


def test_no_product_is_cut_off(network):
    """255 times the two largest weights of a matrix fit into 16 bits; filters of one channel use all 8."""
    import onnx

    model = onnx.load(network)
    values = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    largest = {"depthwise": 0, "matrix": 0}
    for node in model.graph.node:
        if node.op_type == "QLinearConv":
            kind = "depthwise" if "depthwise" in node.input[3] else "matrix"
            largest[kind] = max(largest[kind], int(np.abs(values[node.input[3]].astype(int)).max()))
    assert largest == {"depthwise": 127, "matrix": 64}
    assert 2 * 255 * largest["matrix"] < 2**15


def test_the_fast_way_is_the_exact_way(network):
    """Where the processor has two ways to multiply bytes (AVX2 without VNNI), both give the same bits."""
    onnxruntime = runtime()

    def features(precise, picture):
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.x64quantprecision", precise)
        session = onnxruntime.InferenceSession(network.read_bytes(), options, providers=["CPUExecutionProvider"])
        return session.run(None, {"picture": picture})[0]

    random = np.random.default_rng(0).integers(0, 2, (1, 96, 96, 3), dtype=np.uint8) * 255
    np.testing.assert_array_equal(features("0", random), features("1", random))


def test_its_features_are_those_of_the_float_network(network, session_of):
    from skimage import data as photos

    batch = [
        photos.astronaut()[:448:2, 50:498:2],
        photos.chelsea()[50:274, 100:324],
        photos.coffee()[:400:2, 100:500:2],
    ]
    exact, small = session_of(build_onnx(lite0_weights()).SerializeToString()), session_of(network)
    matrix, bias = classes(lite0_weights())
    for picture in batch:
        (want,), (got,) = (session.run(None, {"picture": picture[None]})[0] for session in (exact, small))
        assert np.corrcoef(want, got)[0, 1] > 0.96
        assert (want @ matrix + bias).argmax() in (got @ matrix + bias).argsort()[-3:]
