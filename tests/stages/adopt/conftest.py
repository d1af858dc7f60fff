"""Tinted photos, and a network from elsewhere that was adopted on them once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.adopt.fit import adopt
from tests.tinted import network, tinted


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tinted(tmp_path_factory.mktemp("adopt") / "photos", green=60, red=60)
    (root / "red" / "notes.png").write_text("no picture")
    return root


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tinted(tmp_path_factory.mktemp("adopt") / "others", seed=1, green=20, red=20)


@pytest.fixture(scope="session")
def net(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its outputs are red and green, which is not the order of the alphabet; its file says so."""
    return network(tmp_path_factory.mktemp("adopt") / "net.onnx", metadata={"names": "red,green"})


@pytest.fixture(scope="session")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return network(tmp_path_factory.mktemp("adopt") / "nameless.onnx")


@pytest.fixture(scope="session")
def model(net: Path, photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return adopt(net, data=photos, values="0-1", out=tmp_path_factory.mktemp("adopt") / "net.model")
