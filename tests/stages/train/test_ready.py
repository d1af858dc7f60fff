"""Readiness costs nothing where it was not asked for: what hurts is left off again, and finished work is taken up."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.stages.train import work
from ninelives.stages.train.fit import train, train_into
from ninelives.stages.train.spec import TrainSpec
from tests.folders import noise

DARK = "light=0-0.1"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Told apart by their brightness alone."""
    return noise(tmp_path_factory.mktemp("ready") / "photos", bright=(120, 220, 40), dim=(40, 140, 40))


def test_what_hurts_is_left_off_and_the_model_is_that_of_the_ladder(photos: Path) -> None:
    rungs = ("majority", "rules")
    plain, warned = (train(photos, rungs=rungs, deployment=use) for use in (None, DARK))
    assert [score.score for score in warned.scores] == [score.score for score in plain.scores]
    assert all(not bias["used"] and not bias["asked"] for bias in warned.facts["biases"])
    assert warned.facts["foreseen"]["accuracy"] < 0.9  # bright ones darkened look dim


def test_what_was_asked_for_is_done_whatever_it_costs(photos: Path) -> None:
    model = train(photos, rungs=("rules",), biases=("brightness",))
    assert model.facts["levelled"]
    assert [bias["used"] for bias in model.facts["biases"]] == [True]
    assert model.facts["copies"] == 2 * model.facts["fitted_on"]


def test_a_finished_copy_of_the_rung_is_taken_up(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = TrainSpec(rungs=("majority", "kernel"), biases=("mirror",))
    with monkeypatch.context() as patch:
        patch.setattr(work, "clear", lambda *_: None)
        first = train_into(photos, None, spec, tmp_path / "a", tmp_path / "a").model
    with monkeypatch.context() as patch:
        patch.setattr(work.ladder, "climb", lambda name, *_, **__: pytest.fail(f"{name} was climbed again"))
        patch.setattr("ninelives.stages.train.biases.contradicted", lambda *_: {"mirror": _costs(first)})
        second = train_into(photos, None, spec, tmp_path / "b", tmp_path / "b").model
    assert second.digest == first.digest


def _costs(model: object) -> dict[str, object]:
    (bias,) = model.facts["biases"]  # type: ignore[attr-defined]
    return {name: bias[name] for name in ("gain", "gain_interval", "contradicted")}
