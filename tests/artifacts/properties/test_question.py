"""What --properties asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.properties import MINUTES, Told, read
from ninelives.errors import NinelivesError


@pytest.fixture
def snout(tmp_path: Path) -> Path:
    path = tmp_path / "snout.csv"
    path.write_text("item,label\na.png,yes\n")
    return path


def asked(told: Told) -> list[tuple[str, str, float]]:
    return [(each.name, each.source, each.minutes) for each in read(told)]


def test_columns_cost_nothing_and_answers_a_default(snout: Path) -> None:
    want = [("weight", "column", 0.0), ("snout", "answers", MINUTES), ("nose", "answers", MINUTES)]
    assert asked(f"weight, {snout},nose={snout}") == want
    assert asked(["weight", snout, f"nose={snout}"]) == want
    assert asked({"nose": snout}) == want[2:]
    assert asked(snout) == want[1:2]
    assert read(None) == ()


def test_a_price_is_told_in_seconds_or_minutes(snout: Path) -> None:
    assert asked(f"weight@30s,{snout}@1.5min,nose={snout}@0s") == [
        ("weight", "column", 0.5),
        ("snout", "answers", 1.5),
        ("nose", "answers", 0.0),
    ]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("weight,weight", "'weight' is asked for twice"),
        ("contrast", "'contrast' is measured from the photos themselves"),
        ("label", "'label' is no property"),
        ("weight@cheap", "'@cheap' is no price"),
        ("nose=nose.csv@5h", "'@5h' is no price"),
        ("=nose.csv", "has no name"),
    ],
)
def test_words_that_ask_for_nothing(told: str, why: str) -> None:
    with pytest.raises(NinelivesError, match=why) as caught:
        read(told)
    assert "--properties" in str(caught.value.fix)


def test_all_faults_of_the_words_are_told_together() -> None:
    with pytest.raises(NinelivesError) as caught:
        read("weight@cheap,contrast,label")
    assert caught.value.message.count(";") == 2


def test_a_file_that_is_not_there_or_holds_no_answers(tmp_path: Path, snout: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no labels file") as caught:
        read(str(tmp_path / "snuot.csv"))
    assert str(snout) in str(caught.value.fix)
    (tmp_path / "else.csv").write_text("who,what\na,b\n")
    with pytest.raises(NinelivesError, match="no column 'item'"):
        read(str(tmp_path / "else.csv"))
