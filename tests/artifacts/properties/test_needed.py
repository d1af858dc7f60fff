"""What a rung needs to be told of new photos."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.properties import Need, Property, read
from ninelives.errors import NinelivesError

WEIGHT, SNOUT = Property("weight", "number", "column"), Property("snout", "yes/no", "answers", 0.1)
BOTH = (WEIGHT, SNOUT)
PHOTOS = pl.DataFrame({"item": ["a.png", "b.png", "c.png"], "weight": [3.5, None, 1.0]})


@pytest.fixture
def snout(tmp_path: Path) -> Path:
    (tmp_path / "snout.csv").write_text("item,label\na.png,yes\nb.png,no\n")
    return tmp_path / "snout.csv"


def test_columns_are_found_by_name_and_files_are_read(snout: Path) -> None:
    found = Need(BOTH, BOTH, BOTH).answers(PHOTOS, read(snout))
    assert found.values.tolist() == [[3.5, 1], [0, 0], [1, 0]]
    assert found.lacking == {1: "nobody told its 'weight'", 2: "nobody told its 'snout'"}


def test_what_is_not_read_is_not_asked_for() -> None:
    found = Need(BOTH, BOTH, (WEIGHT,)).answers(PHOTOS)
    assert found.values.tolist() == [[3.5, 0], [0, 0], [1, 0]]
    assert Need(BOTH).answers(PHOTOS).values.shape == (3, 0)


def test_what_nobody_tells_is_named_with_the_line_that_tells_it() -> None:
    with pytest.raises(NinelivesError, match="asks for 'weight' and 'snout' of each photo") as caught:
        Need(BOTH, BOTH, BOTH).answers(PHOTOS.select("item"))
    assert '--properties "weight=weight.csv,snout=snout.csv"' in str(caught.value.fix)
    with pytest.raises(NinelivesError, match="asks for 'snout' of each photo, and nobody tells it"):
        Need(BOTH, BOTH, BOTH).answers(PHOTOS)


def test_an_answer_to_what_was_never_asked_is_refused(snout: Path) -> None:
    with pytest.raises(NinelivesError, match="no property 'snuot': weight, snout") as caught:
        Need(BOTH).answers(PHOTOS, read({"snuot": snout}))
    assert caught.value.fix == "did you mean snout ?"
    with pytest.raises(NinelivesError, match="it looks at photos alone"):
        Need().answers(PHOTOS, read(snout))


def test_an_answer_that_is_spared_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "snout.csv").write_text("item,label\nnobody.png,perhaps\n")
    assert Need(BOTH, BOTH, (WEIGHT,)).answers(PHOTOS, read(tmp_path / "snout.csv")).values.shape == (3, 2)


def test_another_kind_than_it_learned_from_is_refused() -> None:
    with pytest.raises(NinelivesError, match=r"'weight' of 'a\.png' is 'heavy'"):
        Need(BOTH, BOTH, (WEIGHT,)).answers(PHOTOS.with_columns(weight=pl.lit("heavy")))


def test_one_answer_of_another_kind_sets_its_photo_aside_with_the_reason() -> None:
    photos = PHOTOS.with_columns(snout=pl.Series(["1", "2", "0"]))
    found = Need(BOTH, BOTH, BOTH).answers(photos.with_columns(weight=pl.Series(["3", "3.5", "1e12"])))
    assert found.values.tolist() == [[3, 1], [3.5, 0], [0, 0]]
    assert found.lacking == {
        1: "its 'snout' is '2', and should be yes or no",
        2: "its 'weight' is '1e12', and should be a number of 1,000,000,000 or less",
    }
