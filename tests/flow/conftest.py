"""The demo once, on a fourth of the digits and without the network: small enough for every run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sklearn.datasets import load_digits

from ninelives.flow import demo, digits
from ninelives.stages.train import TrainSpec


@dataclass
class Demo:
    """Where it lies, and what was told while it ran."""

    shown: demo.Shown
    folder: Path
    stages: list[str]
    foretold: list[int]


def shrink(patch: pytest.MonkeyPatch) -> None:
    """450 digits, of which 300 are learned from, and the rungs that need no network."""
    real = load_digits()
    real.images, real.target = real.images[:450], real.target[:450]
    patch.setattr("sklearn.datasets.load_digits", lambda: real)
    patch.setattr(digits, "TRAINED", 300)
    patch.setattr(demo, "TrainSpec", lambda **options: replace(TrainSpec(**options), rungs=("majority", "kernel")))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder, stages, foretold = tmp_path_factory.mktemp("demo") / "demo", list[str](), list[int]()
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch)
        shown = demo.demo(
            folder,
            progress=lambda stage, *_: stages.append(stage),
            foretell=lambda gaps, _: foretold.append(len(gaps)),
        )
    return Demo(shown, folder, stages, foretold)
