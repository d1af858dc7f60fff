"""What a hand-over tells of itself."""

from __future__ import annotations

from pathlib import Path

from ninelives.stages.defer import defer
from tests.stages.defer.answers import answers, numbers, written


def test_each_answer_may_have_a_promise_of_its_own(tmp_path: Path) -> None:
    told = defer(written(tmp_path / "many.csv", answers(3000)), progress=False, each="answer").facts
    assert [one["name"] for one in told["by_group"]] == ["cat", "dog"]
    assert told["groups"]["by"] == "answer"
    assert told["rule"]["groups"][0] is not None
    assert "for each answer by itself" in told["guarantee"]


def test_how_far_off_is_wrong_is_assumed_and_said_where_nobody_says(tmp_path: Path) -> None:
    told = defer(written(tmp_path / "numbers.csv", numbers(1000)), progress=False).facts
    assert any("assumed; yours: --within" in note for note in told["notes"])


def test_the_rule_stands_at_a_point_of_the_curve_and_at_the_foot_of_the_ladder(judged: Path) -> None:
    told = defer(judged, progress=False).facts
    assert told["chosen"] in told["curve"]
    assert told["chosen"]["threshold"] == told["threshold"] == told["ladder"][0]
    assert told["calibration_items"] == told["of"]["items"]
    assert told["kept"] + told["handed_over"] == 1
