"""A network is shown photos as it was told, and other ways are tried beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError
from ninelives.stages.adopt.shown import Network, drawn, readings
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store.cache import Cache
from tests.kernels.nets.foreign.builds import trees
from tests.tinted import network as written


def test_one_photo_a_scene_is_drawn() -> None:
    scene = np.repeat(np.arange(30), 4)
    rows = drawn(scene, 20, 0)
    assert len(rows) == len(set(scene[rows].tolist())) == 20
    assert (np.diff(rows) > 0).all()
    assert len(drawn(scene, 200, 0)) == 30
    assert drawn(scene, 20, 1).tolist() != rows.tolist()


def test_the_outputs_are_the_means_of_the_colours(net: Path, photos: Path) -> None:
    import cv2

    archive = Archive.of(photos)
    network = Network.of(net, net.name, AdoptSpec(values="0-1", fit="squash"))
    x = archive.vectors(network.gauge)
    assert x.shape == (120, 2)
    picture = cv2.imread(str(photos / archive.items[3]))[:, :, ::-1]
    assert x[3] == pytest.approx(picture.mean((0, 1))[:2] / 255, abs=0.02)


def test_a_network_of_rows_judges_no_photos(tmp_path: Path) -> None:
    (tmp_path / "rows.onnx").write_bytes(trees(zipmap=True).SerializeToString())
    with pytest.raises(NinelivesError, match="takes rows of 2 columns, and DATA holds photos") as caught:
        Network.of(tmp_path / "rows.onnx", "rows.onnx", AdoptSpec())
    assert caught.value.fix


@pytest.mark.parametrize(("told", "suspected"), [({}, ""), ({"channels": "bgr"}, "--channels rgb")])
def test_colours_in_the_wrong_order_are_suspected_aloud(
    photos: Path, tmp_path: Path, told: dict[str, str], suspected: str
) -> None:
    archive = Archive.of(photos)
    y = np.array([("red", "green").index(label or "") for label in archive.labels])
    network = Network.of(written(tmp_path / "net.onnx"), "net.onnx", AdoptSpec(values="0-1", **told))  # type: ignore[arg-type]
    seen: list[tuple[str, int, int | None]] = []
    doubt = readings(archive, y, network, Cache.user(), 0, lambda *step: seen.append(step))
    assert (suspected in doubt) if suspected else doubt == ""
    assert seen[-1] == ("readings", 120, 120)


def test_answers_of_another_kind_are_wrong_ones(photos: Path, tmp_path: Path) -> None:
    archive = Archive.of(photos)
    network = Network.of(written(tmp_path / "net.onnx", last="Softmax"), "net.onnx", AdoptSpec(values="0-1"))
    assert network.opened.kind == "probabilities"
    assert readings(archive, np.array([0, 1] * 60), network, Cache.user(), 0, None) == ""
