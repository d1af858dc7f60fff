from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import ModelProto, helper, numpy_helper

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import opening
from ninelives.kernels.nets.foreign.opening import opened
from tests.kernels.nets.foreign.builds import colours, model, node, value


def refused(made: ModelProto | bytes | Path) -> str:
    with pytest.raises(NinelivesError) as caught:
        opened(made.SerializeToString() if isinstance(made, ModelProto) else made)
    assert caught.value.fix
    return caught.value.message


def test_an_honest_file_opens_from_bytes_and_from_disk(tmp_path: Path) -> None:
    data = colours().SerializeToString()
    (tmp_path / "m.onnx").write_bytes(data)
    assert opened(data) == opened(tmp_path / "m.onnx")
    assert [each.op_type for each in opened(data).graph.node] == ["GlobalAveragePool", "Flatten", "MatMul"]


def test_only_what_was_looked_at_goes_on() -> None:
    made = colours(opsets={"ai.onnx": 17, "com.microsoft": 1})
    made.doc_string = made.graph.doc_string = "x" * 1000
    made.graph.value_info.append(value("pooled", [7]))
    made.training_info.add()
    made.ir_version = 3
    made.graph.input.append(value("w", [3, 3]))
    found = opened(made.SerializeToString())
    assert not found.doc_string
    assert not found.graph.doc_string
    assert not found.graph.value_info
    assert not found.training_info
    assert [(each.domain, each.version) for each in found.opset_import] == [("", 17)]
    assert [each.name for each in found.graph.input] == ["x"]
    onnx.checker.check_model(found)


def test_a_missing_file_and_a_pipe_are_refused(tmp_path: Path) -> None:
    assert "there is no network" in refused(tmp_path / "none.onnx")
    os.mkfifo(tmp_path / "pipe.onnx")
    assert "there is no network" in refused(tmp_path / "pipe.onnx")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.onnx").open("wb") as file:
        file.truncate(opening.LARGEST + 1)  # sparse on disk
    assert "it has 512.0 MiB, and 512.0 MiB is the most" in refused(tmp_path / "large.onnx")


def test_large_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 100)
    assert "is the most" in refused(colours())


@pytest.mark.parametrize("data", [b"", b"hello there", b"\x80\x04\x95", colours().SerializeToString()[:-7]])
def test_what_is_no_onnx_is_refused(data: bytes) -> None:
    assert "is no ONNX file" in refused(data)


def test_a_name_that_is_no_text_is_refused() -> None:
    data = colours().SerializeToString().replace(b"pooled", b"\xff\xfe\xff\xfe\xff\xfe")
    assert "is no ONNX file" in refused(data)


def test_all_faults_are_told_at_once() -> None:
    made = colours()
    made.graph.initializer[0].dims[0] = 10**10
    made.graph.node.append(node("Evil", ["y"], ["z"], domain="evil"))
    said = refused(made)
    assert "claims 10,000,000,000 x 3 numbers" in said
    assert "comes from 'evil'" in said


def test_sparse_arrays_are_refused() -> None:
    made = colours()
    some = numpy_helper.from_array(np.ones(1, np.float32), "s"), numpy_helper.from_array(np.zeros(1, np.int64))
    made.graph.sparse_initializer.append(helper.make_sparse_tensor(*some, [10**10]))
    assert "1 sparse arrays, which take any room when filled" in refused(made)


@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        ([node("Relu", ["z"], ["y"]), node("Relu", ["y"], ["z"])], "'Relu' reads 'z', which nothing before it makes"),
        ([node("Relu", ["x"], ["x"]), node("Relu", ["x"], ["y"])], "'Relu' makes 'x', which is there already"),
        ([node("Relu", ["x"], ["z"])], "its output 'y' is made by nothing"),
    ],
)
def test_a_graph_that_turns_back_on_itself_is_refused(nodes: list[object], says: str) -> None:
    assert says in refused(model(nodes, [value("x", [1])], [value("y", [1])]))


def test_two_arrays_of_one_name_are_refused() -> None:
    made = colours()
    made.graph.initializer.append(numpy_helper.from_array(np.ones((3, 3), np.float32), "w"))
    assert "two of its arrays have one name" in refused(made)
