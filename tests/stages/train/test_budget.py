"""A budget is kept, what it cut off is named, and the same command goes on from there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.train import biases, clock, ladder
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.fit import Trained, train, train_into
from ninelives.stages.train.spec import TrainSpec

LOW = ("majority", "rules", "perceptron", "kernel")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def into(photos: Path, out: Path, budget: float | None, **more: Any) -> Trained:
    return train_into(photos, None, TrainSpec(rungs=LOW, budget=budget, **more), out, out)


def over_at(rung: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is over while ``rung`` is climbed."""
    honest = ladder.climb

    def climb(name: str, *args: object, **named: object) -> ladder.Climbed:
        if name == rung:
            raise OutOfTime
        return honest(name, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ladder, "climb", climb)


def over_at_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is over while the chosen rung is made ready."""

    def facts(plan: biases.Plan, *rest: Any) -> dict[str, Any]:
        if len(plan.rows):
            raise OutOfTime
        return honest(plan, *rest)

    honest = biases.facts
    monkeypatch.setattr(biases, "facts", facts)


def test_the_quickest_rung_is_given_whatever_the_budget(photos: Path, tmp_path: Path) -> None:
    model = into(photos, tmp_path / "m", 1e-3).model
    assert (model.chosen, model.facts["unfinished"]) == ("majority", ["rules", "perceptron", "kernel"])
    assert model.summary()["unfinished"] == ["rules", "perceptron", "kernel"]


def test_where_no_rung_is_finished_the_commonest_class_is_given_though_nobody_asked(photos: Path) -> None:
    model = train(photos, rungs=("kernel",), budget=1e-3)
    assert ([score.name for score in model.scores], model.facts["unfinished"]) == (["majority"], ["kernel"])


def test_the_same_finished_rungs_give_the_same_bytes(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_at("kernel", monkeypatch)
    one, two = (into(photos, tmp_path / name, budget).model for name, budget in (("one", 60), ("two", 3600)))
    assert [score.name for score in one.scores] == ["majority", "rules", "perceptron"]
    assert one.digest == two.digest


def test_the_same_command_goes_on_and_takes_the_place_of_what_was_unfinished(
    photos: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    with monkeypatch.context() as patched:
        over_at("kernel", patched)
        first = into(photos, tmp_path / "m", 60)
        again = into(photos, tmp_path / "m", 60)
    assert list(own_cache.glob("work/*/rules.safetensors"))
    assert (first.done, again.done, again.model.digest) == (False, True, first.model.digest)
    climbed: list[str] = []
    honest = ladder.climb
    monkeypatch.setattr(ladder, "climb", lambda name, *a, **n: climbed.append(name) or honest(name, *a, **n))
    whole = into(photos, tmp_path / "m", None)
    assert (climbed, whole.done, whole.model.facts["unfinished"]) == (["kernel"], False, [])
    assert whole.model.digest == Model.load(tmp_path / "m").digest == model.digest
    assert into(photos, tmp_path / "m", 1e-3).model.digest == model.digest  # made before: nothing is left to do
    assert not list(own_cache.glob("work/*/*"))


def test_less_time_takes_nothing_away(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        over_at("kernel", patched)
        first = into(photos, tmp_path / "m", 60)
    over_at("rules", monkeypatch)
    for path in tmp_path.glob("cache/work/*/rules.safetensors"):
        path.unlink()
    assert into(photos, tmp_path / "m", 60).model.digest == first.model.digest


def test_a_rung_that_was_finished_is_kept_though_its_copies_were_not(
    photos: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> Trained:
        return into(photos, tmp_path / "m", 60, biases=("mirror",))

    with monkeypatch.context() as patched:
        over_at("kernel", patched)
        assert run().model.facts["unfinished"] == ["kernel"]
    with monkeypatch.context() as patched:
        over_at_copies(patched)
        second = run()
    assert (second.done, second.model.facts["unfinished"]) == (False, ["biases"])
    with monkeypatch.context() as patched:
        over_at("kernel", patched)
        for path in own_cache.glob("work/*/kernel*"):
            path.unlink()
        assert run().model.digest == second.model.digest  # copies of a lower rung are no reason to give the kernel up
    last = run()
    assert (last.done, last.model.facts["unfinished"]) == (False, [])
    assert Model.load(tmp_path / "m").digest == last.model.digest


def test_a_rung_that_its_own_clock_stopped_is_tried_again_by_the_same_command(
    photos: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainSpec, "capped", property(lambda _: ("kernel",)))
    with monkeypatch.context() as patched:
        over_at("kernel", patched)
        first, again = (into(photos, tmp_path / "m", None) for _ in range(2))
    assert [rung["name"] for rung in first.model.facts["untried"]] == ["kernel"]
    assert (again.done, again.model.digest) == (True, first.model.digest)
    climbed: list[str] = []
    honest = ladder.climb
    monkeypatch.setattr(ladder, "climb", lambda name, *a, **n: climbed.append(name) or honest(name, *a, **n))
    whole = into(photos, tmp_path / "m", None)
    assert (climbed, whole.done, whole.model.facts["untried"]) == (["kernel"], False, [])
    assert Model.load(tmp_path / "m").digest == whole.model.digest
    assert not list(own_cache.glob("work/*/*"))
    assert into(photos, tmp_path / "m", None).done
    assert climbed == ["kernel"]


def test_copies_that_time_did_not_allow_are_named(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over_at_copies(monkeypatch)
    model = train(photos, rungs=("kernel",), biases=("mirror",), budget=60)
    assert (model.facts["unfinished"], model.facts["biases"], model.facts["copies"]) == (["biases"], [], 0)


def test_a_long_fit_with_copies_hears_of_the_budget_where_no_signal_comes(
    photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, now = ladder.climb, time.perf_counter

    def long(*args: Any, **named: Any) -> ladder.Climbed:
        if not len(named["copies"].rows):
            return honest(*args, **named)
        with monkeypatch.context() as patched:
            patched.setattr(time, "perf_counter", lambda: now() + 7200)
            named["tick"]()
        pytest.fail("nothing stopped it")

    monkeypatch.setattr(ladder, "climb", long)
    model = train(photos, rungs=("kernel",), biases=("mirror",), budget=3600)
    assert model.facts["unfinished"] == ["biases"]


def test_a_budget_that_is_over_while_photos_are_read_is_told(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def over(end: float | None) -> Iterator[None]:
        yield
        if end is not None:
            raise OutOfTime

    monkeypatch.setattr(clock, "until", over)
    with pytest.raises(NinelivesError, match="the budget of 5 s was over while the photos were read") as caught:
        train(photos, rungs=LOW, budget="5s")
    assert "the same command again" in str(caught.value)


@pytest.mark.parametrize("budget", [0, -1, float("nan"), float("inf")])
def test_a_budget_that_is_none_is_refused(budget: float) -> None:
    with pytest.raises(NinelivesError, match="budget must be a time above 0 s"):
        TrainSpec(budget=budget)


def test_a_budget_is_read_from_words() -> None:
    assert TrainSpec.of({"budget": "1h30m"}).budget == 5400
    with pytest.raises(NinelivesError, match="90s, 5m or 1h30m, got 'soon'"):
        TrainSpec.of({"budget": "soon"})
