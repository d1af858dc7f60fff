"""A network made elsewhere gets what our own models have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.adopt.fit import adopt
from ninelives.store.cache import Cache
from tests.artifacts.model.test_folder import seal_again
from tests.folders import noise
from tests.kernels.nets.foreign.builds import colours
from tests.tinted import network, tinted


def test_it_is_judged_calibrated_and_read_back(model: Model, net: Path, photos: Path) -> None:
    assert model.classes == ("red", "green")
    share, (low, high) = model.accuracy()
    assert 0.8 < low < share < high <= 1
    assert share > 0.85
    assert model.best.score == share
    assert model.facts["items"] == 120
    assert model.facts["calibration_items"] == len(model.tables["calibration"]) == 48
    assert [entry.path for entry in model.set_aside] == ["red/notes.png"]
    again = Model.load(str(model.path))
    assert again.digest == model.digest
    assert (Path(str(model.path)) / "foreign.onnx").read_bytes() == net.read_bytes()


def test_how_sure_it_says_it_is_was_set(model: Model) -> None:
    """The means of two colours differ by a twentieth, which as logits says next to nothing."""
    _, p = model.unseen()
    sure, share = p.max(axis=1).mean(), model.accuracy()[0]
    assert abs(sure - share) < 0.05
    assert float(model.rungs["foreign"].arrays()["temperature"]) < 0.05


def test_it_judges_new_photos_as_it_judged_those(model: Model, others: Path, photos: Path) -> None:
    said = model.predict(others)
    assert (said == ["green"] * 20 + ["red"] * 20).mean() > 0.85
    table = model.tables["calibration"]
    again = model.predict_proba([photos / item for item in table.get_column("item")])
    np.testing.assert_allclose(again, table.select("p_red", "p_green").to_numpy(), atol=1e-12)


@pytest.mark.slow
def test_every_later_command_takes_it(model: Model, others: Path, tmp_path: Path) -> None:
    told = nl.predict(model, others, out=tmp_path / "p.parquet")
    assert told.facts["accuracy"] > 0.85
    assert nl.predict(str(model.path), others, out=tmp_path / "q.parquet").summary()["items"] == 40
    found = nl.audit(str(model.path), tinted(tmp_path / "moved", strength=60, green=30, red=30))
    assert found.verdict in ("shifted-harmful", "shifted-harmless", "outside-envelope")
    assert found.facts["harm"]["labels"] == 60
    watch = nl.Watch.of(str(model.path))
    watch.see_batch(sorted((tmp_path / "moved").rglob("*.png")))
    assert watch.n == 60
    assert watch.alarm is not None


def test_photos_that_it_was_judged_on_prove_nothing_again(model: Model, photos: Path, tmp_path: Path) -> None:
    told = nl.predict(model, photos, out=tmp_path / "p.parquet")
    assert told.facts["learned_from"] == 120
    assert told.facts["accuracy"] is None


def test_its_envelope_is_that_of_what_it_was_trained_on(net: Path, photos: Path, tmp_path: Path) -> None:
    dark = tinted(tmp_path / "dark", seed=2, strength=-30, green=35, red=35)
    known = adopt(net, data=photos, trained_on=dark, values="0-1")
    unknown = adopt(net, data=photos, values="0-1")
    assert known.origin
    assert (known.origin.items, known.origin.scenes) == (70, 70)
    assert unknown.origin
    assert unknown.origin.items is None
    assert known.envelope != unknown.envelope
    assert known.envelope == nl.Archive.of(dark).envelope()
    assert len(known.tables["learned"]) == 190


def test_photos_that_it_was_trained_on_do_not_judge_it(net: Path, photos: Path, tmp_path: Path) -> None:
    before = tinted(tmp_path / "before", seed=3, green=30, red=30)
    for name in ("000", "001"):
        (before / "red" / f"again{name}.png").write_bytes((photos / "red" / f"{name}.png").read_bytes())
    model = adopt(net, data=photos, trained_on=before, values="0-1")
    assert model.facts["items"] == 118
    aside = {entry.path: entry.reason for entry in model.set_aside}
    assert aside["red/000.png"] == "the model was trained on it"
    with pytest.raises(NinelivesError, match="trained on all 120 photos of DATA"):
        adopt(net, data=photos, trained_on=photos, values="0-1")


def test_a_wrong_reading_is_suspected_and_kept(net: Path, photos: Path) -> None:
    model = adopt(net, data=photos, values="0-1", channels="bgr")
    assert model.origin
    (doubt,) = model.origin.doubts
    assert "--channels rgb" in doubt
    assert model.accuracy()[0] < 0.8


def test_a_wrong_order_of_classes_is_suspected(nameless: Path, photos: Path) -> None:
    model = adopt(nameless, data=photos, values="0-1")
    assert model.origin
    (doubt,) = model.origin.doubts
    assert doubt.endswith("--classes red,green")
    assert "in the order of the alphabet" in model.facts["notes"][-1]
    assert adopt(nameless, data=photos, values="0-1", classes="red,green").origin.doubts == ()  # type: ignore[union-attr]


def test_too_few_scenes_set_no_temperature(net: Path, tmp_path: Path) -> None:
    model = adopt(net, data=tinted(tmp_path / "few", green=5, red=5), values="0-1")
    assert float(model.rungs["foreign"].arrays()["temperature"]) == 1
    assert "its own word is kept" in model.facts["notes"][-1]


def test_a_declared_use_shows_its_gaps(net: Path, photos: Path) -> None:
    model = adopt(net, data=photos, values="0-1", deployment="light=0-0.1")
    assert [gap["kind"] for gap in model.facts["gaps"]] == ["unseen"]


def test_the_same_command_gives_the_same_bytes_and_is_done_once(
    model: Model, net: Path, photos: Path, tmp_path: Path
) -> None:
    again = adopt(net, data=photos, values="0-1", out=tmp_path / "again.model")
    assert again.digest == model.digest
    stamp = (tmp_path / "again.model" / "ninelives.json").stat().st_mtime_ns
    adopt(net, data=photos, values="0-1", out=tmp_path / "again.model")
    assert (tmp_path / "again.model" / "ninelives.json").stat().st_mtime_ns == stamp
    with pytest.raises(NinelivesError, match="made from something else: its values is 0-1, here it is 0-255"):
        adopt(net, data=photos, values="0-255", out=tmp_path / "again.model")


@pytest.mark.parametrize("batch", [1, 4])
def test_a_file_of_a_fixed_batch_is_taken(photos: Path, tmp_path: Path, batch: int) -> None:
    net = network(tmp_path / "net.onnx", shape=(batch, 3, 8, 8))
    assert adopt(net, data=photos, values="0-1", classes="red,green").accuracy()[0] > 0.85


def refused(tmp_path: Path, foreign: Path, data: Path, **options: Any) -> NinelivesError:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NinelivesError) as caught:
        adopt(foreign, data=data, out=tmp_path / "out.model", **options)
    assert caught.value.fix
    assert sorted(tmp_path.rglob("*")) == before  # nothing half-written
    return caught.value


def test_what_is_no_network_is_refused(photos: Path, net: Path, tmp_path: Path) -> None:
    (tmp_path / "no.onnx").write_bytes(b"PK\x03\x04 no network")
    assert "is no ONNX file" in refused(tmp_path, tmp_path / "no.onnx", photos).message
    assert "there is no network" in refused(tmp_path, tmp_path / "gone.onnx", photos).message
    assert "8 x 8" in refused(tmp_path, net, photos, size=16).message
    assert "no output 'y2'" in refused(tmp_path, net, photos, output="y2").message


def test_data_that_cannot_judge_it_are_refused(photos: Path, net: Path, tmp_path: Path) -> None:
    blue = tinted(tmp_path / "blue", blue=3, red=3)
    assert "the photos show blue" in refused(tmp_path, net, blue).message
    assert "none of the 3 photos has a label" in refused(tmp_path, net, blue / "blue").message
    assert "2 classes apart, and 3 were named" in refused(tmp_path, net, photos, classes="a,b,c").message
    assert "no condition 'lihgt'" in refused(tmp_path, net, photos, axes="lihgt").message


def test_labels_may_come_in_a_file(nameless: Path, photos: Path, tmp_path: Path) -> None:
    items = [f"{number:03d}.png" for number in range(60)]
    pl.DataFrame({"item": items, "label": ["yes"] * 30 + ["no"] * 30}).write_csv(tmp_path / "labels.csv")
    model = adopt(nameless, data=photos / "red", labels=tmp_path / "labels.csv", values="0-1")
    assert model.classes == ("no", "yes")


def test_the_int8_network_that_ninelives_makes_is_taken(tmp_path: Path) -> None:
    """With a head of its own; its operators are those of the runtime's quantiser."""
    import onnx

    gauge = FeaturesGauge.user(Cache.user(), 160)
    archive = nl.Archive.of(noise(tmp_path / "photos", bright=(150, 220, 20), dim=(80, 150, 20)))
    x, dim = archive.vectors(gauge).astype(np.float64), np.array(archive.labels) == "dim"
    apart = x[dim].mean(axis=0) - x[~dim].mean(axis=0)
    head = np.stack([-apart, apart], axis=1).astype(np.float32)
    whole = onnx.load(gauge.network)
    assert {node.domain for node in whole.graph.node} >= {"com.microsoft"}
    bias = -(x.mean(axis=0) @ head).astype(np.float32)
    for name, array in (("head", head), ("bias", bias)):
        whole.graph.initializer.append(onnx.numpy_helper.from_array(array, name))
    whole.graph.node.append(onnx.helper.make_node("Gemm", ["features", "head", "bias"], ["kinds"]))
    del whole.graph.output[:]
    whole.graph.output.append(onnx.helper.make_tensor_value_info("kinds", onnx.TensorProto.FLOAT, ["n", 2]))
    onnx.save(whole, tmp_path / "int8.onnx")
    model = adopt(tmp_path / "int8.onnx", data=tmp_path / "photos", size=160, fit="squash")
    assert model.origin
    takes = model.origin.takes
    assert takes
    assert (takes.dtype, takes.layout, takes.values) == ("uint8", "nhwc", "0-255")
    assert model.accuracy()[0] > 0.9


def test_a_sealed_folder_that_was_given_another_network_is_refused(model: Model, others: Path, tmp_path: Path) -> None:
    """Whoever seals a folder may put anything into it: its network is looked through before it is first asked."""
    import shutil

    for name, bent, says in (
        ("evil", colours(opsets={"": 17, "evil": 1}), "whose code is not ONNX's"),
        ("other", colours(np.ones((3, 3))), "it gives 3 numbers, not 2"),
    ):
        if name == "evil":
            bent.graph.node[0].domain = "evil"
        copy = Path(shutil.copytree(str(model.path), tmp_path / f"{name}.model"))
        (copy / "foreign.onnx").write_bytes(bent.SerializeToString())
        with pytest.raises(NinelivesError, match=r"changed|damaged|digest|size"):
            Model.load(copy)
        seal_again(copy)
        with pytest.raises(NinelivesError, match=says):
            Model.load(copy).predict(others)


@pytest.mark.parametrize(
    "bend",
    [
        lambda facts: facts.update(foreign=None),
        lambda facts: facts["foreign"].update(kind="probability"),
        lambda facts: facts["foreign"].update(numbers=3),
        lambda facts: facts["foreign"]["takes"].update(values="odd"),
        lambda facts: facts.update(scores=[*facts["scores"], {**facts["scores"][0], "name": "majority"}]),
    ],
)
def test_a_model_whose_parts_do_not_fit_is_refused(model: Model, tmp_path: Path, bend: Any) -> None:
    import shutil

    copy = Path(shutil.copytree(str(model.path), tmp_path / "copy.model"))
    seal_again(copy, bend)
    with pytest.raises(NinelivesError):
        Model.load(copy)
