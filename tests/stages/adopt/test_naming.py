"""Which output is which class, and whether they seem to stand in another order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.adopt.naming import named, order

AB = ["a", "b"]


def test_the_user_wins_over_the_file_and_the_file_over_the_alphabet() -> None:
    assert named(2, ["b", "a"], ["a", "b"], AB, "photo").classes == ("a", "b")
    assert named(2, ["b", "a"], None, AB, "photo").classes == ("b", "a")
    assert named(2, ["b", "a"], None, AB, "photo").note == ""
    plain = named(2, [], None, AB, "photo")
    assert plain.classes == ("a", "b")
    assert "in the order of the alphabet" in plain.note


def test_numbers_in_a_file_are_no_names_of_these_classes() -> None:
    found = named(2, ["0", "1"], None, AB, "photo")
    assert found.classes == ("a", "b")
    assert "calls the classes 0, 1" in found.note


def test_a_class_that_nothing_shows_is_told() -> None:
    found = named(3, ["a", "b", "c"], None, AB, "photo")
    assert found.note == "no photo shows c: nothing is known of how it does there"


@pytest.mark.parametrize(
    ("count", "own", "told", "says"),
    [
        (3, [], None, "tells 3 classes apart and does not name them, and the photos show 2: a, b"),
        (3, [], ["a", "b"], "tells 3 classes apart, and 2 were named"),
        (2, [], ["a", "c"], "the photos show b, and the classes that it tells apart are a, c"),
        (3, ["a", "c", "d"], None, "the photos show b"),
        (3, ["0", "1", "2"], None, "the photos show a, b"),
    ],
)
def test_what_does_not_fit_is_refused(count: int, own: list[str], told: list[str] | None, says: str) -> None:
    with pytest.raises(NinelivesError, match=says) as caught:
        named(count, own, told, AB, "photo")
    assert "--classes" in str(caught.value.fix)


def answers(meant: np.ndarray, right: float, n: int = 400, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Truths, and answers of which a share is right once outputs are taken for the classes that are meant."""
    draw = np.random.default_rng(seed)
    y = draw.integers(0, len(meant), n)
    said = np.where(draw.random(n) < right, y, draw.integers(0, len(meant), n))
    return y, np.argsort(meant)[said]


@settings(max_examples=20)
@given(st.permutations(range(4)), st.integers(0, 9))
def test_another_order_is_found_and_said_as_it_is_typed(meant: list[int], seed: int) -> None:
    y, said = answers(np.array(meant), 0.8, seed=seed)
    held = np.arange(400) % 2 == 0
    doubt = order(y, said, np.arange(400), held, "abcd", "--classes")
    if meant == sorted(meant):
        assert doubt == ""
    else:
        assert doubt.endswith(f"--classes {','.join('abcd'[at] for at in meant)}")


def test_chance_is_no_other_order() -> None:
    held, scene = np.arange(400) < 80, np.arange(400)
    doubts = [order(*answers(np.arange(4), 0.0, seed=seed), scene, held, "abcd", "--classes") for seed in range(60)]
    assert sum(map(bool, doubts)) <= 6  # 5 % of 60, and what chance adds


def test_a_few_photos_prove_no_other_order() -> None:
    y = np.array([0, 1, 0, 1])
    assert order(y, 1 - y, np.arange(4), np.zeros(4, bool), "ab", "--classes") == ""
