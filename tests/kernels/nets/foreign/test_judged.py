from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper
from scipy.stats import binomtest

from ninelives.kernels.nets.foreign.judged import FEWEST, Verdict, compare
from ninelives.kernels.nets.foreign.network import Foreign
from ninelives.kernels.nets.foreign.reading import Told
from ninelives.kernels.nets.foreign.readings import others
from ninelives.kernels.nets.foreign.takes import Photos, coloured, ready
from ninelives.kernels.nets.imagenet import members
from ninelives.kernels.nets.lite0 import build_onnx, classes
from ninelives.kernels.nets.weights import lite0_weights
from ninelives.kernels.photos.decode import decode
from tests.kernels.nets.foreign.builds import colours, model, node, value

EDGE = 110  # a pixel above it is much of a colour


def pictures(count: int, seed: int = 1) -> tuple[list[np.ndarray], np.ndarray]:
    """Noisy photos of three kinds: much red, much blue, neither. One in seven is called what it is not."""
    draw = np.random.default_rng(seed)
    kinds = draw.integers(0, 3, count)
    found = []
    for kind in kinds:
        mean = draw.uniform(40, 90, 3)
        mean[[0, 2][kind] if kind < 2 else 1] = draw.uniform(130, 180)
        found.append(np.clip(draw.normal(mean, 30, (16, 16, 3)), 0, 255).astype(np.uint8))
    return found, np.where(draw.random(count) < 1 / 7, (kinds + 1) % 3, kinds)


def meant(reading: Photos) -> Foreign:
    """A network that tells the kinds where photos are read as ``reading``: it turns its numbers back into pixels."""
    zero, full = (coloured(np.full((1, 1, 3), pixel, np.uint8), reading)[0, 0].astype(float) for pixel in (0, 255))
    slope = 255 / (full - zero)
    weights, bias = np.zeros((3, 3)), np.zeros(3)
    for kind, at in enumerate((0, 2) if reading.channels == "rgb" else (2, 0)):
        weights[at, kind] = slope[at]
        bias[kind] = -zero[at] * slope[at] - EDGE
    made = colours(weights)
    made.graph.node[-1].output[0] = "raw"
    add = made.graph.node.add(op_type="Add")
    add.input.extend(["raw", "bias"])
    add.output.append("y")
    made.graph.initializer.add(name="bias", data_type=1, dims=[3], raw_data=bias.astype(np.float32).tobytes())
    return Foreign(made.SerializeToString(), told=Told(channels=reading.channels, values=reading.values))


TOLD = Photos("x", "float32", None, "nchw", 8, 8, "rgb", "imagenet")


def verdict(network: Foreign, told: Photos, count: int = 300, per_scene: int = 1) -> Verdict:
    shown, kinds = pictures(count)

    def right(reading: Photos) -> np.ndarray:
        x = np.stack([ready(picture, reading) for picture in shown])
        return np.asarray(network(x).argmax(axis=1) == kinds)

    return compare(
        right(told), {name: right(each) for name, each in others(told).items()}, np.arange(count) // per_scene
    )


def planted() -> Iterator[tuple[dict[str, str], dict[str, str], str]]:
    """How a network is meant, how it is told, and what must be said."""
    yield {"channels": "bgr"}, {}, "--channels bgr"
    yield {}, {"channels": "bgr"}, "--channels rgb"
    yield {"values": "0-255"}, {"values": "imagenet"}, "--values"
    yield {"values": "imagenet"}, {"values": "0-255"}, "--values"
    yield {"values": "caffe"}, {"values": "0-1"}, "--values"
    yield {"values": "0-1", "channels": "bgr"}, {"values": "imagenet"}, "--channels bgr"


@pytest.mark.parametrize(("true", "told", "says"), list(planted()))
def test_a_wrong_reading_is_suspected_aloud(true: dict[str, str], told: dict[str, str], says: str) -> None:
    found = verdict(meant(replace(TOLD, **true)), replace(TOLD, **told))  # type: ignore[arg-type]
    assert found.suspected is not None
    assert says in found.suspected.options
    assert found.suspected.options in found.sentence
    assert "Read otherwise it is right in" in found.sentence
    assert found.suspected.accuracy > found.accuracy


@pytest.mark.parametrize(("true", "told"), [("nchw", "nhwc"), ("nhwc", "nchw")])
def test_the_wrong_layout_of_flattened_pixels_is_suspected(true: str, told: str) -> None:
    place = np.arange(8 * 8 * 3)
    colour = place // 64 if true == "nchw" else place % 3
    weights = np.stack([colour == 0, colour == 2, colour < 0], axis=1).astype(np.float32) / 64
    arrays = {"w": weights, "b": np.array([-EDGE, -EDGE, 0], np.float32)}
    nodes = [node("Flatten", ["x"], ["flat"]), node("Gemm", ["flat", "w", "b"], ["y"])]
    made = model(nodes, [value("x", ["n", None, None, None])], [value("y", ["n", 3])], arrays)
    network = Foreign(made.SerializeToString(), told=Told(layout=told, size=(8, 8), values="0-255"))
    assert isinstance(network.takes, Photos)
    assert network.takes.layout == told
    found = verdict(network, network.takes)
    assert found.suspected is not None
    assert found.suspected.options == f"--layout {true}"


@pytest.mark.parametrize("channels", ["rgb", "bgr"])
@pytest.mark.parametrize("values", ["0-255", "0-1", "-1-1", "imagenet", "caffe"])
def test_a_right_reading_is_not_suspected(channels: str, values: str) -> None:
    reading = replace(TOLD, channels=channels, values=values)
    found = verdict(meant(reading), reading)
    assert found.suspected is None
    assert "No other reading is surely better, on 300 photos" in found.sentence
    assert found.accuracy > 0.7


def test_a_few_scenes_prove_nothing_however_many_photos() -> None:
    network = meant(replace(TOLD, channels="bgr"))
    found = verdict(network, TOLD, per_scene=100)
    assert found.scenes == 3
    assert found.suspected is None
    assert f"3 scenes are too few to tell whether it is read as it was meant; {FEWEST}" in found.sentence


def test_one_scene_and_no_other_reading_are_no_trouble() -> None:
    assert compare([True], {"--fit squash": [True]}, [0]).suspected is None
    assert compare([True, False], {}, [0, 1]).readings == ()


def test_false_alarms_are_as_rare_as_was_promised() -> None:
    draw, alarms, rounds = np.random.default_rng(1), 0, 400
    for _ in range(rounds):
        base = draw.random(120)
        same = {f"reading {at}": (base + draw.normal(0, 0.2, 120)) < 0.7 for at in range(10)}
        alarms += compare((base + draw.normal(0, 0.2, 120)) < 0.7, same, np.arange(120)).suspected is not None
    assert binomtest(alarms, rounds, 0.05, alternative="greater").pvalue > 1e-6


def test_the_sentence_has_both_scores_the_interval_and_what_to_type() -> None:
    told, other = np.arange(200) < 110, np.arange(200) < 182
    found = compare(told, {"--channels bgr": other}, np.arange(200))
    assert found.sentence == (
        "Read otherwise it is right in 91.0 % instead of 55.0 % (+29.3 to +42.7 points), on 200 photos: --channels bgr"
    )


def test_a_gain_that_may_be_chance_is_told_and_not_suspected() -> None:
    told, other = np.arange(100) < 96, np.arange(100) < 99
    found = compare(told, {"--values -1-1": other}, np.arange(100))
    assert found.suspected is None
    assert found.sentence == (
        "No other reading is surely better, on 100 photos: right in 96.0 %; "
        "--values -1-1 would be right in 99.0 %, which may be chance"
    )


def cats_and_dogs() -> Foreign:
    """EfficientNet-Lite0 on the floats that it was trained on, -1 to 1: the likelihood of ImageNet's cats and dogs."""
    weights = lite0_weights()
    w, b = classes(weights)
    arrays: dict[str, np.ndarray] = {"w": w, "b": b}
    ends = [node("Gemm", ["features", "w", "b"], ["all"])]
    for kind, members_ in enumerate(members(["cat", "dog"])):
        arrays |= {f"of{kind}": np.array(members_), f"many{kind}": np.array(np.log(len(members_)), np.float32)}
        ends.append(node("Gather", ["all", f"of{kind}"], [f"a{kind}"], axis=1))
        ends.append(node("ReduceLogSumExp", [f"a{kind}"], [f"b{kind}"], axes=[1], keepdims=1))
        ends.append(node("Sub", [f"b{kind}", f"many{kind}"], [f"c{kind}"]))
    body = build_onnx(weights).graph
    kept = [each for each in body.node if each.op_type not in ("Transpose", "DequantizeLinear")]
    kept[0].input[0] = "x"
    arrays |= {each.name: numpy_helper.to_array(each) for each in body.initializer}
    nodes = [*kept, *ends, node("Concat", ["c0", "c1"], ["y"], axis=1)]
    made = model(nodes, [value("x", ["n", 3, 224, 224])], [value("y", ["n", 2])], arrays)
    return Foreign(made.SerializeToString(), told=Told(values="-1-1"))


def test_a_real_network_on_real_photos_is_suspected_where_it_is_read_wrongly(data: Path) -> None:
    network = cats_and_dogs()
    assert isinstance(network.takes, Photos)
    files = [(kind, at) for kind in ("cat", "dog") for at in sorted((data / "dogcat" / "test" / kind).iterdir())[:20]]
    shown = [decode(at.read_bytes()) for _, at in files]
    truth = np.array([kind == "dog" for kind, _ in files])
    meant_, wrong = (replace(network.takes, values=values) for values in ("-1-1", "0-255"))
    right = {
        each.values: network(np.stack([ready(photo, each) for photo in shown])).argmax(axis=1) == truth
        for each in (meant_, wrong)
    }
    assert right["-1-1"].mean() > 0.9
    scenes = np.arange(len(files))
    found = compare(right["0-255"], {"--values -1-1": right["-1-1"]}, scenes)
    assert found.suspected is not None
    assert compare(right["-1-1"], {"--values 0-255": right["0-255"]}, scenes).suspected is None


def test_a_gain_that_matters_to_nobody_is_none() -> None:
    told = np.arange(3000) >= 20
    found = compare(told, {"--fit squash": np.ones(3000, bool)}, np.arange(3000))
    assert found.readings[0].p < 0.001
    assert found.suspected is None


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5)), min_size=1, max_size=30))
def test_the_gain_is_the_mean_of_the_differences(rows: list[tuple[bool, bool, int]]) -> None:
    told, other, scene = (np.array(column) for column in zip(*rows, strict=True))
    (reading,) = compare(told, {"--x": other}, scene).readings
    assert reading.gain == pytest.approx(other.mean() - told.mean())
    assert reading.low <= reading.gain + 1e-9
    assert reading.high >= reading.gain - 1e-9
    ahead = [other[scene == each].sum() - told[scene == each].sum() for each in np.unique(scene)]
    up, down = sum(each > 0 for each in ahead), sum(each < 0 for each in ahead)
    want = binomtest(down, up + down, 0.5, alternative="less").pvalue if up + down else 1
    assert reading.p == pytest.approx(want)


def test_columns_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="two columns of one length"):
        compare([True], {}, [0, 1])
    with pytest.raises(ValueError, match="two columns of one length"):
        compare([], {}, [])
