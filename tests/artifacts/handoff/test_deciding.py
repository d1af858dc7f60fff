"""Each item decided: by how sure it is, where it lies, and what spot checks said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import Handoff, State
from ninelives.errors import NinelivesError
from tests.artifacts.handoff.made import handoff

HOURS = {"hour": [9.5] * 40 + [13.5] * 40 + [18.5] * 5}  # seen by day, thin in the evening


@pytest.fixture
def made() -> Handoff:
    return handoff(envelope=Envelope.of(HOURS, np.arange(85)), threshold=0.9, simulated=None)


def frame(sure: list[float], hours: list[float | None]) -> pl.DataFrame:
    told = {"item": [f"i{at}" for at in range(len(sure))], "p_cat": sure, "p_dog": [1 - p for p in sure]}
    return pl.DataFrame({**told, "hour": hours})


def test_sure_and_seen_is_decided_alone_and_each_other_reason_is_told(made: Handoff) -> None:
    nan = float("nan")
    told = made.decide(frame([0.95, 0.05, 0.8, 0.99, 0.99, 0.99, nan], [9.0, 13.0, 9.0, 3.0, None, 18.0, 9.0]))
    assert told.get_column("decision").to_list() == [
        *("alone", "alone", "ask-human", "ask-human", "ask-human", "alone", "refuse")
    ]
    assert told.get_column("prediction").to_list() == ["cat", "dog", "cat", "cat", "cat", "cat", None]
    reasons = told.get_column("reason").to_list()
    assert reasons[0] == "95.0 % sure"
    assert reasons[2] == "80.0 % sure, and it decides alone from 90.0 %"
    assert reasons[3] == "never seen: 2–4 h"
    assert reasons[4] == "hour unknown: nobody knows it"
    assert reasons[6] == "what the machine said of it is no answer"


def test_a_thin_region_is_handed_over_once_it_is_visited_more_than_was_seen(made: Handoff) -> None:
    first = made.decide(frame([0.99] * 3, [9.0, 13.0, 18.0]))
    assert first.get_column("decision").to_list() == ["alone"] * 3
    many = made.decide(frame([0.99] * 60, [18.0] * 40 + [9.0] * 20))
    assert set(many.get_column("decision").to_list()[:40]) == {"ask-human"}
    assert "visited more often" in many.get_column("reason")[0]
    assert set(many.get_column("decision").to_list()[40:]) == {"alone"}


def test_what_is_simulated_is_decided_only_where_that_is_trusted() -> None:
    envelope = Envelope.of({"hour": [9.5] * 40 + [21.0] * 9}, np.arange(49), augmented=np.arange(49) >= 40)
    for simulated, decision in ((None, "ask-human"), (0.95, "alone")):
        told = handoff(envelope=envelope, threshold=0.9, simulated=simulated).decide(frame([0.97], [21.0]))
        assert told.get_column("decision").to_list() == [decision]
        assert told.get_column("kind").to_list() == ["simulated"]


def test_wrong_spot_checks_lower_the_share_it_keeps_until_it_hands_all_over_and_right_ones_bring_it_back(
    made: Handoff,
) -> None:
    sure = frame([0.92], [9.0])
    assert made.decide(sure).get_column("decision")[0] == "alone"
    while made.learn([0.92], np.array([True])) == 0.9:
        pass
    assert made.decide(sure).get_column("decision")[0] == "ask-human"
    assert made.decide(frame([0.999], [9.0])).get_column("decision")[0] == "alone"
    while made.learn([0.999], np.array([True])) is not None:
        pass
    told = made.decide(frame([0.9999], [9.0]))
    assert told.get_column("decision")[0] == "ask-human"
    assert "no longer supported" in told.get_column("reason")[0]
    made.learn([0.9999] * 1000, np.zeros(1000, bool))
    assert made.decide(sure).get_column("decision")[0] == "alone"


def test_checks_are_drawn_at_the_rate_and_the_same_again_by_a_repeat(made: Handoff) -> None:
    many = frame([0.95] * 4000, [9.0] * 4000)
    one = made.decide(many)
    again = handoff(envelope=Envelope.of(HOURS, np.arange(85)), threshold=0.9).decide(many)
    rate = one.get_column("check").mean()
    assert isinstance(rate, float)
    assert abs(rate - made.facts["spot_rate"]) < 0.03
    assert one.equals(again)


def test_only_what_may_be_decided_alone_is_checked(made: Handoff) -> None:
    hours = [9.0] * 2000 + [3.0] * 2000  # by night nobody has been
    told = made.decide(frame([0.95] * 4000, hours))
    assert told.head(2000)["check"].any()
    assert not told.tail(2000)["check"].any()
    assert not made.decide(frame([0.85] * 2000, [9.0] * 2000))["check"].any()


def test_failed_checks_close_what_is_simulated_too() -> None:
    envelope = Envelope.of({"hour": [9.5] * 40 + [21.0] * 9}, np.arange(49), augmented=np.arange(49) >= 40)
    dark = handoff(envelope=envelope, threshold=0.9, simulated=0.95)
    while dark.learn([0.9999], np.array([True])) is not None:
        pass
    assert dark.decide(frame([0.99, 0.99], [21.0, 9.0])).get_column("decision").to_list() == ["ask-human"] * 2


def test_a_state_that_cannot_be_read_hands_everything_over(made: Handoff, tmp_path: Path) -> None:
    saved = made.save(tmp_path / "x.handoff")
    saved.decide(frame([0.95], [9.0]))
    saved.remember()
    file = tmp_path / "x.handoff" / "state.json"
    assert Handoff.load(tmp_path / "x.handoff").state.decided == 1
    for broken in (b"", b"{", file.read_bytes().replace(b'"decided": 1', b'"decided": 2')):
        file.write_bytes(broken)
        held = Handoff.load(tmp_path / "x.handoff")
        told = held.decide(frame([1.0], [9.0]))
        assert told.get_column("decision").to_list() == ["ask-human"]
        assert "cannot be read" in told.get_column("reason")[0]


def test_a_state_goes_on_where_it_was_and_that_of_another_hand_over_is_none(made: Handoff, tmp_path: Path) -> None:
    saved = made.save(tmp_path / "x.handoff")
    saved.decide(frame([0.95] * 5, [9.0] * 5))
    saved.learn([0.95, 0.99], np.array([True, False]))
    saved.remember()
    held = Handoff.load(tmp_path / "x.handoff")
    assert held.state.decided == 5
    assert held.state.realised is not None
    assert saved.state.realised is not None
    assert held.state.realised.to_json() == saved.state.realised.to_json()
    other = handoff(envelope=Envelope.of(HOURS, np.arange(85)), threshold=0.95).save(tmp_path / "y.handoff")
    assert "another hand-over" in State.load(tmp_path / "x.handoff" / "state.json", other).broken


@pytest.mark.parametrize(
    ("batch", "says"),
    [
        (pl.DataFrame({"item": ["a"], "p_cat": [0.5]}), "no column 'p_dog'"),
        (np.zeros((2, 3)), "should have 2 columns"),
        (pl.DataFrame({"p_cat": ["x"], "p_dog": ["y"]}), "should be numbers"),
        (3, "a batch is a frame"),
    ],
)
def test_a_batch_that_lacks_something_is_refused(made: Handoff, batch: object, says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        made.decide(batch)


def test_an_array_of_probabilities_has_no_conditions_so_nothing_is_known_of_where_it_lies(made: Handoff) -> None:
    assert made.decide(np.array([[1.0, 0.0]])).get_column("decision").to_list() == ["ask-human"]
    free = handoff(envelope=Envelope.of({}, np.arange(3)), threshold=0.9)
    assert free.decide(np.array([[1.0, 0.0], [0.6, 0.4]])).get_column("decision").to_list() == ["alone", "ask-human"]


def test_who_is_asked_is_told_which_classes_may_be_the_truth() -> None:
    three = handoff(
        envelope=Envelope.of({}, np.arange(3)), classes=["cat", "dog", "fox"], sets={"level": 0.95, "floors": [0.2]}
    )
    told = three.decide(np.array([[0.5, 0.4, 0.1], [0.95, 0.03, 0.02], [0.8, 0.1, 0.1]]))
    assert told.get_column("set").to_list() == [["cat", "dog"], None, ["cat"]]


def test_an_empty_batch_decides_nothing(made: Handoff) -> None:
    assert len(made.decide(frame([], []))) == 0


def test_what_comes_again_draws_the_same_checks_and_is_no_new_visit(made: Handoff) -> None:
    day = frame([0.95] * 2000, [9.0] * 1000 + [13.0] * 1000)
    first = made.decide(day)
    visited, decided = made.state.visited, made.state.decided
    assert visited is not None
    shuffled = day.sample(fraction=1, shuffle=True, seed=1)
    again = made.decide(shuffled).sort("item")
    assert again.equals(first.sort("item"))
    assert (made.state.decided, made.state.visited.to_json()) == (decided, visited.to_json())
    assert not made.state.new.any()


def test_what_changed_is_a_new_item_and_what_has_no_name_is_always_one(made: Handoff) -> None:
    one = frame([0.95] * 2000, [9.0] * 2000)
    first = made.decide(one)
    other = made.decide(frame([0.96] * 2000, [9.0] * 2000))
    assert made.state.decided == 4000
    assert first["check"].to_list() != other["check"].to_list()
    free = handoff(envelope=Envelope.of({}, np.arange(3)), threshold=0.9)
    checks = [free.decide(np.array([[1.0, 0.0]] * 300))["check"].to_list() for _ in range(2)]
    assert free.state.decided == 600
    assert checks[0] != checks[1]
