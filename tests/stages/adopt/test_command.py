"""``ninelives adopt``, as it is typed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ninelives.cli import main
from ninelives.stages.adopt.command import KEYS
from tests.kernels.nets.foreign.builds import colours, model, node, value


def run(*arguments: str) -> None:
    """One command that must end well."""
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    assert end.value.code == 0


def test_it_tells_how_often_right_where_and_what_to_type_next(
    net: Path, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run("adopt", str(net), "--data", str(photos), "--values", "0-1", "--quiet")
    said = capsys.readouterr().out
    assert "of photos like these: net.onnx." in said
    assert "Judged on 120 photos; 48 of them are kept apart for defer." in said
    assert "judged on   light" in said
    assert "nobody said what it was trained on" in said
    assert "ninelives predict net.model NEW" in said
    assert (tmp_path / "net.model" / "report.html").is_file()
    run("predict", "net.model", str(photos), "--quiet")
    run("report", "net.model")
    run("adopt", str(net), "--data", str(photos), "--values", "0-1", "--quiet")
    assert "made before" in capsys.readouterr().out


def test_json_has_exactly_its_keys(
    net: Path, photos: Path, others: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "net.model"
    run("adopt", str(net), "--data", str(photos), "--trained-on", str(others), "-o", str(out), "--json", "--quiet")
    told = json.loads(capsys.readouterr().out)
    assert list(told) == [*KEYS, "report"]
    assert told["classes"] == ["red", "green"]
    assert told["items"] == 120
    assert told["calibration_items"] == 48
    assert told["interval"][0] < told["accuracy"] < told["interval"][1]


def test_a_wrong_reading_is_said_aloud(
    net: Path, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--values", "0-1", "--channels", "bgr", "-o", str(tmp_path / "net.model"), "--quiet"]
    run("adopt", str(net), "--data", str(photos), *told)
    assert "▲ Read otherwise it is right in" in capsys.readouterr().out


def outside() -> Any:
    """Weights in a file that climbs out of the folder."""
    made = colours()
    tensor = made.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = tensor.EXTERNAL
    tensor.external_data.add(key="location", value="../../secret.bin")
    return made


def custom() -> Any:
    nodes = [node("Steal", ["x"], ["y"], domain="evil.ops")]
    return model(nodes, [value("x", ["n", 3, 8, 8])], [value("y", ["n", 2])], opsets={"": 17, "evil.ops": 1})


def absurd() -> Any:
    return colours(shape=("n", 3, 1 << 20, 1 << 20))


def huge() -> Any:
    """Claims ten gigabytes of weights that are not there."""
    made = colours()
    made.graph.initializer[0].dims[:] = [50_000, 50_000]
    return made


def growing() -> Any:
    """Makes ten gigabytes out of a photo."""
    nodes = [node("Tile", ["x", "times"], ["y"])]
    import numpy as np

    arrays = {"times": np.array([1, 1, 4096, 4096])}
    return model(nodes, [value("x", ["n", 3, 8, 8])], [value("y", ["n", 2])], arrays)


def no_batch() -> Any:
    return colours(shape=(3, 8, 8))


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (outside, "climbs out of its folder"),
        (custom, "whose code is not ONNX's"),
        (absurd, "px"),
        (huge, "claims"),
        (growing, "GiB"),
        (no_batch, "neither photos nor rows"),
    ],
)
def test_hostile_and_broken_files_are_refused(
    made: Any, says: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "net.onnx").write_bytes(made().SerializeToString())
    with pytest.raises(SystemExit) as caught:
        main(["adopt", str(tmp_path / "net.onnx"), "--data", str(photos), "-o", str(tmp_path / "o.model")])
    said = capsys.readouterr().err
    assert caught.value.code == 2
    assert says in said
    assert "fix:" in said
    assert os.listdir(tmp_path) == ["net.onnx"]
