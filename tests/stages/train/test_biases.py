"""Biases are claims: copies are learned from, the claim is tested on others, and the data may contradict it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.kernels.photos import vary
from ninelives.stages.train import TrainSpec, biases, ladder
from ninelives.stages.train.fit import train
from ninelives.stages.train.spec import BIASES
from tests.folders import noise

LIGHT = Deployment.parse("light=0-0.1")


def ramps(root: Path, *, upright: bool, count: int = 60) -> Path:
    """Pictures that grow bright to the one side ("one") or to the other ("two"): up and down, or left and right."""
    draw = np.random.default_rng(0)
    ramp = np.linspace(40, 200, 48)[:, None] if upright else np.linspace(40, 200, 48)[None, :]
    for name, turned in (("one", ramp), ("two", ramp[::-1, ::-1])):
        (root / name).mkdir(parents=True)
        for number in range(count):
            noisy = turned[..., None] + draw.normal(0, 25, (48, 48, 3))
            assert cv2.imwrite(str(root / name / f"{number:03d}.png"), np.clip(noisy, 0, 255).astype(np.uint8))
    return root


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ramps(tmp_path_factory.mktemp("upright") / "ramps", upright=True)


@pytest.fixture(scope="module")
def sideways(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ramps(tmp_path_factory.mktemp("sideways") / "ramps", upright=False)


def fitted(folder: Path, *names: str, **options: Any) -> Model:
    return train(folder, rungs=("kernel",), biases=names or None, calibration_share=0, **options)


def told(model: Model) -> dict[str, dict[str, Any]]:
    return {bias["name"]: bias for bias in model.facts["biases"]}


def test_the_names_are_those_of_the_kernel() -> None:
    assert BIASES == vary.BIASES


def test_a_bias_that_holds_is_kept(upright: Path) -> None:
    mirror = told(fitted(upright, "mirror"))["mirror"]
    assert mirror["verdict"] == "kept"
    assert mirror["asked"]
    assert not mirror["contradicted"]
    assert mirror["interval"][0] <= mirror["flips"] <= mirror["interval"][1] <= biases.FLIPS


def test_a_bias_that_the_data_contradict_is_found(sideways: Path) -> None:
    """Mirrored, a picture of one class is a picture of the other, as b is d."""
    mirror = told(fitted(sideways, "mirror"))["mirror"]
    assert mirror["contradicted"]
    assert mirror["gain_interval"][1] < 0
    assert mirror["gain"] < -0.2


def test_without_a_bias_nothing_is_claimed(sideways: Path) -> None:
    facts = fitted(sideways).facts
    assert (facts["biases"], facts["foreseen"], facts["levelled"]) == ([], None, False)


@pytest.mark.slow
def test_every_bias_changes_the_model_and_their_order_does_not(upright: Path) -> None:
    digests = {
        model.rungs["kernel"].arrays()["weights"].tobytes() for model in (fitted(upright, name) for name in BIASES)
    }
    assert len(digests) == len(BIASES)
    one, two = fitted(upright, "mirror", "noise"), fitted(upright, "noise", "mirror")
    assert [bias["name"] for bias in one.facts["biases"]] == ["mirror", "noise"]
    np.testing.assert_array_equal(one.rungs["kernel"].arrays()["weights"], two.rungs["kernel"].arrays()["weights"])


def test_a_declared_night_is_foreseen_and_switches_its_biases_on(upright: Path) -> None:
    model = fitted(upright, deployment=LIGHT)
    assert [(bias["name"], bias["asked"]) for bias in model.facts["biases"]] == [
        ("brightness", False),
        ("noise", False),
    ]
    assert model.facts["levelled"]
    seen = model.facts["foreseen"]
    assert seen["light"] == [0.0, 0.1]
    assert seen["interval"][0] <= seen["accuracy"] <= seen["interval"][1]
    assert seen["photos"] == 120


def test_a_night_that_is_not_to_be_mended_is_foreseen_all_the_same(upright: Path) -> None:
    facts = train(upright, rungs=("kernel",), biases=(), calibration_share=0, deployment=LIGHT).facts
    assert (facts["biases"], facts["levelled"], facts["copies"]) == ([], False, 0)
    assert facts["foreseen"]["accuracy"] <= fitted(upright, deployment=LIGHT).facts["foreseen"]["accuracy"]


def test_what_the_photos_contradict_is_not_switched_on_by_itself(tmp_path: Path) -> None:
    """Bright and dim are told apart by their brightness, so no copy may teach that it does not matter."""
    photos = noise(tmp_path / "photos", bright=(120, 220, 60), dim=(40, 140, 60))
    rungs = ("majority", "rules")
    plain, warned = (train(photos, rungs=rungs, deployment=use) for use in (None, LIGHT))
    assert not warned.facts["levelled"]
    assert (warned.facts["copies"], warned.facts["foreseen"] is None) == (0, False)
    assert [(bias["name"], bias["used"]) for bias in warned.facts["biases"]] == [
        ("brightness", False),
        ("noise", False),
    ]
    assert [score.score for score in warned.scores] == [score.score for score in plain.scores]
    asked = train(photos, rungs=rungs, biases=("brightness",))
    assert asked.facts["biases"][0]["used"]


def test_a_rung_that_never_looks_makes_no_use_of_copies(upright: Path) -> None:
    facts = train(upright, rungs=("majority",), biases=("mirror",), deployment=LIGHT).facts
    assert (facts["biases"], facts["foreseen"], facts["copies"]) == ([], None, 0)


def test_a_rung_that_learns_nothing_does_not_pretend_to(tmp_path: Path) -> None:
    root = noise(tmp_path / "p", cat=(150, 220, 10), dog=(60, 120, 10))
    made = train(root, rungs=("zero-shot",), biases=("mirror", "brightness"), calibration_share=0, size=64)
    assert made.facts["copies"] == 0
    assert made.facts["levelled"]
    assert [(bias["name"], bias["gain"], bias["photos"]) for bias in made.facts["biases"]] == [
        ("mirror", 0, 20),
        ("brightness", 0, 20),
    ]
    assert made.envelope.kind({"light": 1}) == "unseen"  # and not simulated


@pytest.mark.parametrize("use", ["light=0.4-0.6", "light=0.9-1.0", "hour=12-13", "weather=windy"])
def test_nothing_else_switches_them_on(upright: Path, use: str) -> None:
    model = fitted(upright, deployment=use, axes=None if "weather" not in use else ("light",))
    assert model.facts["biases"] == []
    assert model.facts["foreseen"] is None


def test_what_the_copies_show_is_simulated_and_no_more(upright: Path) -> None:
    plain, dark = fitted(upright).envelope, fitted(upright, "brightness", "noise").envelope
    assert plain.kind({"light": 1}) == "unseen"
    assert dark.kind({"light": 1}) == "simulated"
    assert (dark.scenes, dark.items) == (plain.scenes, plain.items)
    for region in plain.regions():
        assert dark.kind(region.conditions) == region.kind


def test_a_dark_picture_is_judged_as_it_was_learned(upright: Path, tmp_path: Path) -> None:
    """Darkened by a factor of twelve, a picture is easy for a model that levels, and harder for one that does not."""
    draw = np.random.default_rng(1)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for path in sorted((upright / name).iterdir())[:30]:
            dark = cv2.imread(str(path)).astype(float) / 12 + draw.normal(0, 1, (48, 48, 3))
            assert cv2.imwrite(str(tmp_path / name / path.name), np.clip(dark, 0, 255).astype(np.uint8))
    truth = np.repeat([0, 1], 30)
    models = (fitted(upright, deployment=LIGHT), fitted(upright))
    sure = [model.predict_proba(tmp_path)[np.arange(60), truth].mean() for model in models]
    assert sure[0] > 0.9
    assert sure[1] < sure[0] - 0.05


def test_the_same_command_gives_the_same_digest_with_copies(upright: Path, tmp_path: Path) -> None:
    first, second = (fitted(upright, "mirror", deployment=LIGHT, out=tmp_path / name) for name in ("a", "b"))
    assert first.digest == second.digest
    assert Model.load(tmp_path / "a").facts["biases"] == first.facts["biases"]


def test_an_unknown_bias_is_told_with_what_was_meant() -> None:
    with pytest.raises(
        NinelivesError, match=r"there is no bias 'miror' \(did you mean 'mirror' \?\): there are mirror, "
    ):
        TrainSpec(biases=("miror",))


def test_only_so_many_photos_are_copied(upright: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(biases, "COPIED", 25)
    assert told(fitted(upright, "mirror"))["mirror"]["photos"] == 25


@pytest.mark.parametrize(("flips", "verdict"), [(0, "kept"), (1, "kept"), (8, "cannot tell"), (60, "broken")])
def test_a_verdict_needs_its_whole_interval_on_one_side(flips: int, verdict: str) -> None:
    rows = np.arange(200)
    y = np.zeros(200, np.int64)
    judged = np.tile([1.0, 0.0], (200, 1))
    view = judged.copy()
    view[:flips] = [0.0, 1.0]
    rung = Any
    climbed = ladder.Climbed(rung, judged, rung, {"mirror": view})  # type: ignore[arg-type]
    plan = biases.Plan(("mirror",), None, rows)
    task = ladder.Task(y, rows, [str(row) for row in rows], ("a", "b"))
    (found,) = biases.tested(plan, TrainSpec(biases=("mirror",)), climbed, task)
    assert (found["flips"], found["verdict"]) == (flips / 200, verdict)
