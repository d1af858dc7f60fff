"""The demo once, on a few photos and with a rung that takes no time: small enough for every run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ninelives.flow import demo


@dataclass
class Demo:
    """Where it lies, and what was told while it ran."""

    shown: demo.Shown
    folder: Path
    stages: list[str]
    foretold: list[int]


def shrink(patch: pytest.MonkeyPatch) -> None:
    """A rung that needs neither torch nor the pretrained network."""
    patch.setattr(demo, "LEARNED", 400)
    patch.setattr(demo, "NEW", 60)
    patch.setattr(demo, "RUNGS", ("majority", "kernel"))


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
