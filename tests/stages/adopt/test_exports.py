"""Networks of torch and pipelines of scikit-learn become ONNX files, by the true exporters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.foreign.gauge import ForeignGauge
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.adopt import exports
from ninelives.stages.adopt.exports import exported, of_module
from ninelives.stages.adopt.fit import adopt
from ninelives.stages.adopt.spec import AdoptSpec

torch = pytest.importorskip("torch", reason="torch is not installed: make install-torch")


def tints() -> Any:
    """A small network whose outputs are red and green, with layers that differ between training and use."""

    class Tints(torch.nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.mix = torch.nn.Conv2d(3, 2, 1, bias=False)
            self.mix.weight.data = torch.eye(3)[:2].reshape(2, 3, 1, 1) * 50
            self.norm, self.drop = torch.nn.BatchNorm2d(2), torch.nn.Dropout(0.5)

        def forward(self, x: Any) -> Any:
            return self.drop(self.norm(self.mix(x)).mean((2, 3)))

    torch.manual_seed(0)
    return Tints()


def test_a_network_of_torch_answers_the_same_as_onnx(photos: Path, tmp_path: Path) -> None:
    module = tints().eval()
    (tmp_path / "net.onnx").write_bytes(exported(module, torch.zeros(2, 3, 16, 16), dynamo=False))
    model = adopt(tmp_path / "net.onnx", data=photos, values="0-1", classes="red,green")
    assert isinstance(model, Model)
    assert model.accuracy()[0] > 0.85
    gauge, x = model.gauge(), torch.rand(5, 3, 16, 16)
    assert isinstance(gauge, ForeignGauge)
    got = gauge.network.outputs(x.numpy())
    np.testing.assert_allclose(got, module(x).detach().numpy(), rtol=1e-4, atol=1e-4)


def test_the_newer_exporter_is_tried_where_the_older_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes eight seconds, and needs onnxscript, so here it is only asked for."""
    tried = []

    def write(module: Any, example: Any, *, dynamo: bool) -> bytes:
        tried.append((tuple(example.shape), module.training, dynamo))
        if not dynamo:
            raise RuntimeError("too new")
        return b"written"

    monkeypatch.setattr(exports, "exported", write)
    assert of_module(tints(), AdoptSpec(size=16, channels="grey")) == b"written"  # type: ignore[arg-type]
    assert tried == [((2, 1, 16, 16), False, False), ((2, 1, 16, 16), False, True)]


def test_a_module_is_adopted_and_can_judge_new_photos(photos: Path, others: Path, tmp_path: Path) -> None:
    module = tints()
    adopt(module, data=photos, size=16, values="0-1", classes="red,green", out=tmp_path / "t.model")
    assert module.training  # left as it was
    assert (tmp_path / "t.model" / "foreign.onnx").is_file()
    said = Model.load(tmp_path / "t.model").predict(others)
    assert (said == ["green"] * 20 + ["red"] * 20).mean() > 0.85


def test_a_module_says_its_size() -> None:
    with pytest.raises(NinelivesError, match="does not say how large the photos are") as caught:
        of_module(tints(), AdoptSpec())
    assert "size=224" in str(caught.value.fix)


def test_what_torch_cannot_write_is_refused_with_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd(torch.nn.Module):  # type: ignore[misc,name-defined]
        def forward(self, x: Any) -> Any:  # noqa: ARG002 - a module's signature
            raise RuntimeError("only by day")

    monkeypatch.setattr(exports, "WAYS", (False,))
    with pytest.raises(NinelivesError, match="torch cannot write it as ONNX: RuntimeError: only by day") as caught:
        of_module(Odd(), AdoptSpec(size=16))  # type: ignore[arg-type]
    assert "nl.adopt(lambda" in str(caught.value.fix)
