"""``--fine-tune``: used where it pays, and said what it bought."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.report.rungs import remarks
from ninelives.stages.train import TrainSpec, growth, ladder, tuning, untried
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.fit import train
from ninelives.stages.train.rungs import fine_tuned
from tests.artifacts.model.test_folder import seal_again

WISH: dict[str, Any] = {"rungs": ("majority", "pretrained"), "size": 64, "fine_tune": True, "calibration_share": 0.4}


pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def few_steps() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fine_tuned, "STEPS", 2)
        patch.setattr(fine_tuned, "BATCH", 4)
        yield


@pytest.fixture
def quick(used: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network is tuned: each is the one that was tuned before."""
    assert isinstance(used.tuned, Path)
    network = used.tuned.read_bytes()
    monkeypatch.setattr(fine_tuned, "tuned", lambda *_: network)


def says(patch: pytest.MonkeyPatch, by_day: float, dark: float | None = None) -> None:
    """Let the comparison find these gains, each with a standard error of 0.01."""
    found = iter([])

    def gain(*_: Any, level: float = 0.95) -> tuple[float, float, float]:
        nonlocal found
        more = next(found, None)
        if more is None:
            found = iter([by_day] if dark is None else [by_day, dark])
            more = next(found)
        half = 0.01 if level < 0.9 else 0.02
        return more, more - half, more + half

    patch.setattr(tuning, "gain", gain)


@pytest.fixture(scope="module")
def used(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    with pytest.MonkeyPatch.context() as patch:
        says(patch, 0.05)
        return train(photos, **WISH, out=tmp_path_factory.mktemp("tuned") / "used.model")


def test_where_it_pays_it_is_the_rung_that_is_used(used: Model, others: Path) -> None:
    assert used.chosen == "fine-tuned"
    assert [score.name for score in used.scores] == ["majority", "pretrained", "fine-tuned"]
    assert used.facts["fine_tuned"]["used"] is True
    assert used.summary()["fine_tuned"]["day"]["gain"] == 0.05
    sentence = "Fine-tuning bought +5.0 points (+3.0 to +7.0), compared on 37 photos: it is used."
    assert sentence in remarks(used)
    assert used.tuned
    assert used.network
    assert Path(used.tuned).read_bytes() != used.network.read_bytes()
    assert len(used.predict(others)) == 61


def test_what_is_not_saved_judges_as_what_is(
    used: Model, photos: Path, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, 0.05)
    model = train(photos, **WISH)
    assert isinstance(model.tuned, bytes)
    assert model.tuned == Path(used.tuned).read_bytes()  # the same photos, options and seed: the same bytes
    np.testing.assert_array_equal(model.predict_proba(others), used.predict_proba(others))
    for name, table in used.tables.items():
        assert table.equals(model.tables[name])


def test_its_tables_hold_what_the_tuned_rung_said(used: Model, photos: Path) -> None:
    p = used.tables["calibration"].select(f"p_{name}" for name in used.classes).to_numpy()
    paths = [photos / item for item in used.tables["calibration"].get_column("item")]
    np.testing.assert_allclose(used.predict_proba(paths), p, atol=1e-12)


@pytest.mark.usefixtures("quick")
def test_where_it_does_not_pay_it_is_told_and_left(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, 0.005)
    model = train(photos, **WISH)
    assert (model.chosen, model.tuned) == ("pretrained", None)
    assert "fine-tuned" not in model.rungs
    told = "Fine-tuning bought +0.5 points (−1.5 to +2.5), compared on 37 photos: pretrained stays as it was."
    assert told in remarks(model)


@pytest.mark.parametrize(
    ("day", "dark", "pays"),
    [
        (0.02, None, True),
        (0.01, None, False),  # one standard error is not more than one
        (-0.05, None, False),
        (0.0, 0.02, True),
        (0.05, 0.0, False),  # by day nobody asked for it
        (-0.5, 0.3, False),  # a standard error of the score is lost by day
    ],
)
def test_it_pays_by_more_than_one_standard_error_where_it_will_be_used(
    day: float, dark: float | None, pays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, day, dark)
    y = np.arange(40) % 2
    task = ladder.Task(y, np.arange(40), [str(i) for i in range(40)], ("a", "b"))
    judged = np.eye(2)[y]
    views = {} if dark is None else {"dark": judged}
    climbed = ladder.Climbed(None, judged, None, views)  # type: ignore[arg-type]
    score = type("S", (), {"error": 0.05})()
    monkeypatch.setattr(ladder, "climb", lambda *_, **__: ladder.Climbed(None, judged, score, views))  # type: ignore[arg-type]
    monkeypatch.setattr(tuning.biases, "seen_by", lambda *_: None)
    plan = type("P", (), {"rows": np.arange(40), "copies": lambda *_: None})()
    before = type("B", (), {"gauge": None, "plan": plan, "name": "pretrained"})()
    setting = type("W", (), {"task": task, "part": None, "cache": None, "spec": TrainSpec()})()
    told, found = tuning._bought(type("T", (), {"before": before, "setting": setting, "plan": plan})(), climbed)
    assert found is pays is told["used"]


@pytest.mark.usefixtures("quick")
def test_time_that_is_over_leaves_the_rung_as_it_was_and_the_same_command_goes_on(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(eye: Any, name: str, *rest: Any, **named: Any) -> ladder.Climbed:
        if name == "fine-tuned":
            raise OutOfTime
        return through(eye, name, *rest, **named)

    says(monkeypatch, 0.05)
    through = ladder.climb_through
    with monkeypatch.context() as patched:
        patched.setattr(ladder, "climb_through", late)
        first = train(photos, **WISH, budget=600, out=tmp_path / "m.model")
    assert (first.chosen, first.facts["unfinished"], first.facts["fine_tuned"]) == ("pretrained", ["fine-tuned"], None)
    last = train(photos, **WISH, budget=600, out=tmp_path / "m.model")
    assert (last.chosen, last.facts["unfinished"]) == ("fine-tuned", [])


@pytest.mark.usefixtures("quick")
def test_a_tuning_that_was_finished_is_not_done_again(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    done, tuned = list[None](), fine_tuned.tuned
    says(monkeypatch, 0.05)
    monkeypatch.setattr(fine_tuned, "tuned", lambda *a: (done.append(None), tuned(*a))[1])
    with monkeypatch.context() as patched:
        patched.setattr(growth, "facts", stopped)
        with pytest.raises(KeyboardInterrupt):
            train(photos, **WISH, seed=1, out=tmp_path / "m.model")
    assert len(done) == 3
    model = train(photos, **WISH, seed=1, out=tmp_path / "m.model")
    assert (len(done), model.chosen) == (3, "fine-tuned")


def test_without_torch_it_is_named_and_the_rest_runs(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untried, "find_spec", lambda name: None if name == "torch" else name)
    model = train(photos, **WISH)
    fix = "pip install 'ninelives[torch]'"
    assert model.facts["untried"] == [{"name": "fine-tuned", "reason": "torch is not installed", "fix": fix}]
    assert (model.chosen, model.facts["fine_tuned"]) == ("pretrained", None)


def test_a_rung_that_looks_through_no_network_leaves_nothing_to_tune(photos: Path) -> None:
    model = train(photos, rungs=("rules", "pretrained"), size=64, fine_tune=True)
    (one,) = model.facts["untried"]
    assert model.chosen == "rules"
    assert (one["name"], one["reason"]) == ("fine-tuned", "rules does the job, and looks through no network")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rungs": ("kernel",)}, "fine-tuning begins with the rung pretrained, which is not among the rungs"),
        ({"unlabelled": 2}, "kinds tune no network: leave --fine-tune out with --unlabelled"),
    ],
)
def test_what_does_not_go_with_it_is_told(options: dict[str, Any], told: str) -> None:
    with pytest.raises(NinelivesError, match=told):
        train("nowhere", fine_tune=True, **options)


def test_it_is_on_or_off() -> None:
    with pytest.raises(NinelivesError, match="fine-tune is on or off, got 'yes'"):
        TrainSpec(fine_tune="yes")  # type: ignore[arg-type]


# --- a folder that is not what it says


def copied(model: Model, to: Path) -> Path:
    assert model.path
    shutil.copytree(model.path, to)
    return to


def test_a_folder_without_its_tuned_network_is_refused(used: Model, tmp_path: Path) -> None:
    folder = copied(used, tmp_path / "m.model")
    (folder / "fine-tuned.onnx").unlink()
    seal_again(folder)
    with pytest.raises(NinelivesError, match=r"its fine-tuned\.onnx is not in it"):
        Model.load(folder)


@pytest.mark.parametrize(
    "change", [{"used": 1}, {"day": None}, {"dark": {"gain": "much", "interval": [0, 1]}}, {"photos": "9"}]
)
def test_a_tuning_that_does_not_say_what_it_bought_is_refused(
    used: Model, tmp_path: Path, change: dict[str, Any]
) -> None:
    folder = copied(used, tmp_path / "m.model")
    seal_again(folder, lambda facts: facts["fine_tuned"].update(change))
    with pytest.raises(NinelivesError, match="is no model that can be used"):
        Model.load(folder)
