from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.network import Foreign
from ninelives.kernels.nets.foreign.reading import Told
from ninelives.kernels.nets.foreign.takes import Columns, Photos, Rows
from tests.kernels.nets.foreign.builds import colours, model, node, trees, value

PICTURES = [np.random.default_rng(at).integers(0, 256, (20 + at, 30, 3), dtype=np.uint8) for at in range(7)]


def load(made: ModelProto, **told: Any) -> Foreign:
    return Foreign(made.SerializeToString(), told=Told(**told))


def refused(made: ModelProto, **told: Any) -> str:
    with pytest.raises(NinelivesError) as caught:
        load(made, **told)
    assert caught.value.fix
    return caught.value.message


def test_a_file_answers_as_its_numbers_say(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(colours(last="Softmax", metadata={"names": "red,green,blue"}).SerializeToString())
    network = Foreign(tmp_path / "m.onnx", told=Told(values="0-1"))
    assert (network.kind, network.classes, network.gives.classes) == ("probabilities", 3, ("red", "green", "blue"))
    plain = np.full((16, 16, 3), [255, 0, 0], np.uint8)
    want = np.exp([1, 0, 0]) / np.exp([1, 0, 0]).sum()
    np.testing.assert_allclose(network.shown([plain]), [want], atol=1e-6)


def test_logits_are_turned_into_the_same_probabilities() -> None:
    one, other = (load(colours(last=last), values="0-1") for last in ("", "Softmax"))
    assert (one.kind, other.kind) == ("logits", "probabilities")
    np.testing.assert_allclose(one.shown(PICTURES), other.shown(PICTURES), atol=1e-6)


def test_rows_are_answered() -> None:
    network = load(trees(zipmap=True))
    assert isinstance(network.takes, Rows)
    np.testing.assert_allclose(network(np.array([[0, 9], [1, 9]], np.float32)), [[0.9, 0.1], [0.2, 0.8]], atol=1e-6)
    with pytest.raises(ValueError, match="takes rows"):
        network.shown(PICTURES)


@pytest.mark.parametrize("batch", ["n", 1, 4, 16])
def test_no_answer_depends_on_its_company(batch: Any) -> None:
    network = load(colours(np.random.default_rng(1).normal(size=(3, 5)), shape=(batch, 3, 8, 8)))
    together = network.shown(PICTURES)
    np.testing.assert_allclose(together, np.concatenate([network.shown([each]) for each in PICTURES]), atol=1e-6)
    np.testing.assert_allclose(together[::-1], network.shown(PICTURES[::-1]), atol=1e-6)
    np.testing.assert_array_equal(together, network.shown(PICTURES, threads=3))


def test_no_photos_give_no_answers() -> None:
    assert load(colours()).shown([]).shape == (0, 3)
    assert load(colours())(np.zeros((0, 3, 8, 8), np.float32)).shape == (0, 3)


def test_a_batch_that_looks_at_its_neighbours_is_refused() -> None:
    nodes = [node("ReduceMean", ["x"], ["m"], axes=[0], keepdims=1), node("Sub", ["x", "m"], ["y"])]
    made = model(nodes, [value("x", [4, 3])], [value("y", [4, 3])])
    assert "depends on what else it is shown" in refused(made)


def test_dropout_left_on_is_refused() -> None:
    nodes = [node("Dropout", ["x", "ratio", "on"], ["y"])]
    arrays = {"ratio": np.array(0.5, np.float32), "on": np.array(True)}
    made = model(nodes, [value("x", [1, 64])], [value("y", [1, 64])], arrays)
    assert "answers the same input in two ways" in refused(made)


def test_answers_that_are_no_numbers_are_refused() -> None:
    made = model([node("Log", ["x"], ["y"])], [value("x", [1, 3])], [value("y", [1, 3])])
    assert "its answers to plain inputs are no numbers" in refused(made)


def test_a_softmax_over_the_batch_is_refused() -> None:
    made = model([node("Softmax", ["x"], ["y"], axis=0)], [value("x", [1, 3])], [value("y", [1, 3])])
    assert "every class gets 1" in refused(made)


def test_another_shape_than_was_claimed_is_refused() -> None:
    made = model(
        [node("Unsqueeze", ["x", "axes"], ["y"])],
        [value("x", [1, 3])],
        [value("y", [1, 3])],
        {"axes": np.array([0, 1])},
    )
    assert "gives 1 x 1 x 1 x 3, not one number a class" in refused(made)


def test_another_number_of_names_than_classes_is_refused() -> None:
    assert "it names 2 classes and gives 3" in refused(colours(metadata={"names": "a,b"}))


def test_too_much_room_is_refused_before_it_is_taken() -> None:
    made = model(
        [node("Expand", ["x", "to"], ["y"])], [value("x", [1, 3])], [value("y", [1, 3])], {"to": np.array([10**10, 3])}
    )
    assert "at once, at its operator 'Expand'" in refused(made)


def test_what_the_runtime_cannot_load_is_said() -> None:
    made = model([node("MatMulInteger", ["x", "x"], ["y"])], [value("x", [3, 3])], [value("y", [3, 3])])
    assert "cannot take what it is given" in refused(made) or "ONNX Runtime can load" in refused(made)


def test_uint8_and_float16_inputs_are_fed() -> None:
    from onnx import TensorProto

    for kind in (TensorProto.UINT8, TensorProto.FLOAT16, TensorProto.DOUBLE):
        assert load(colours(kind=kind), values="0-255").shown(PICTURES).shape == (7, 3)


def test_nothing_runs_before_all_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it ran")

    monkeypatch.setattr(Foreign, "_loaded", never)
    made = colours()
    made.graph.node.append(helper.make_node("Evil", ["y"], ["z"], domain="evil"))
    assert "comes from 'evil'" in refused(made)


def test_what_torch_exports_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch", reason="the torch extra is not installed")
    torch.manual_seed(1)
    layers = [torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.ReLU(), torch.nn.AdaptiveAvgPool2d(1)]
    net = torch.nn.Sequential(*layers, torch.nn.Flatten(), torch.nn.Linear(4, 3)).eval()
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"):  # of torch about torch
        torch.onnx.export(
            net, torch.zeros(1, 3, 16, 16), file, dynamo=False, dynamic_axes={"input": {0: "n"}}, input_names=["input"]
        )
    network = Foreign(file.getvalue())
    assert isinstance(network.takes, Photos)
    assert network.takes.batch is None
    x = np.random.default_rng(1).normal(size=(5, 3, 16, 16)).astype(np.float32)
    with torch.no_grad():
        want = net(torch.from_numpy(x)).softmax(-1).numpy()
    np.testing.assert_allclose(network(x), want, atol=1e-5)


def mixed(*, columns: int = 1) -> ModelProto:
    """The first of two classes where a word is "yes" and a number above 0."""
    nodes = [
        node("LabelEncoder", ["word"], ["code"], domain="ai.onnx.ml", keys_strings=["yes"], values_floats=[1.0]),
        node("Mul", ["code", "number"], ["both"]),
        node("Neg", ["both"], ["other"]),
        node("Concat", ["both", "other"], ["y"], axis=1),
    ]
    inputs = [value("word", ["n", columns], TensorProto.STRING), value("number", ["n", columns])]
    return model(nodes, inputs, [value("y", ["n", 2])], opsets={"": 17, "ai.onnx.ml": 2})


def test_columns_one_by_one_may_be_words() -> None:
    network = load(mixed())
    assert isinstance(network.takes, Columns)
    assert (network.takes.names, network.takes.dtypes) == (("word", "number"), ("str", "float32"))
    given = network(np.array([["yes", 3.0], ["yes", -3.0]], object))
    assert given[:, 0] == pytest.approx([1 / (1 + np.exp(-6)), 1 / (1 + np.exp(6))])


def test_several_inputs_of_several_columns_are_refused() -> None:
    assert "has 2 inputs" in refused(mixed(columns=2))


def test_what_it_is_tried_on_may_be_given() -> None:
    """It breaks off at words that it never learned, as some encoders do."""
    made = mixed()
    rows_ = np.array([["yes", 1.0], ["yes", 2.0]], object)
    assert Foreign(made.SerializeToString(), probes=rows_).classes == 2


def test_rows_are_given_by_the_hundred_where_there_is_room() -> None:
    network = load(trees(zipmap=True))
    assert network._step == 256
    x = np.random.default_rng(0).normal(0.5, 1, (600, 2)).astype(np.float32)
    np.testing.assert_allclose(network(x)[:, 0], np.where(x[:, 0] <= 0.5, 0.9, 0.2), atol=1e-6)


def test_rows_whose_answers_depend_on_each_other_are_refused() -> None:
    nodes = [node("ReduceMean", ["x"], ["mean"], axes=[0], keepdims=1), node("Sub", ["x", "mean"], ["y"])]
    assert "depends on what else it is shown" in refused(model(nodes, [value("x", ["n", 2])], [value("y", ["n", 2])]))


def test_where_there_is_no_room_for_hundreds_rows_are_given_one_by_one() -> None:
    """Each row becomes a square of a million numbers, of which a sum is taken."""
    nodes = [
        node("Unsqueeze", ["x", "last"], ["one"]),
        node("Unsqueeze", ["x", "middle"], ["other"]),
        node("Mul", ["one", "other"], ["square"]),
        node("ReduceSum", ["square", "last"], ["sums"], keepdims=0),
        node("Slice", ["sums", "from", "to", "middle"], ["y"]),
    ]
    arrays = {"last": np.array([2]), "middle": np.array([1]), "from": np.array([0]), "to": np.array([2])}
    made = model(nodes, [value("x", ["n", 1100])], [value("y", ["n", 2])], arrays)
    assert load(made)._step == 1
