"""Which of ImageNet's classes a word names."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets import imagenet
from ninelives.kernels.nets.imagenet import UnnamedError, members

CATS, DOGS = tuple(range(281, 286)), tuple(range(151, 269))


def lines() -> list[str]:
    return [line for line in imagenet.NAMES.read_text("utf-8").splitlines() if not line.startswith("#")]


def test_there_are_a_thousand_each_with_an_id_of_its_own_and_a_name() -> None:
    numbers, names = zip(*(line.split(" ", 1) for line in lines()), strict=True)
    assert len(set(numbers)) == imagenet.CLASSES
    assert all(names)
    first = ["tench", "tabby", "tiger cat", "Chihuahua", "Mexican hairless", "airliner", "toilet tissue"]
    assert [names[at].split(",")[0] for at in (0, 281, 282, 151, 268, 404, 999)] == first


def test_every_class_is_found_by_its_own_id_and_by_a_name_unless_that_has_several_senses() -> None:
    for at, line in enumerate(lines()):
        number, names = line.split(" ", 1)
        assert imagenet._named(number) == {at}
        found = []
        for name in names.split(", "):
            try:
                found.append(imagenet._named(name))
            except UnnamedError:
                continue
        assert not found or any(at in classes for classes in found), line


@pytest.mark.parametrize("spelled", ["cat", "Cats", "CAT", "house_cat", "house-cats", "kittens", "  cat "])
def test_case_plural_and_punctuation_play_no_part(spelled: str) -> None:
    assert members([spelled, "dogs"]) == (CATS, DOGS)


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("German shepherd", {235}),
        ("german_shepherd_dogs", {235}),
        ("GermanShepherd", {235}),
        ("wolves", {269, 270, 271}),
        ("Foxes", {277, 278, 279, 280}),
        ("butterflies", set(range(321, 327))),
        ("geese", {99}),
        ("jack-o'-lanterns", {607}),
        ("judges robe", {400}),
        ("n02123045", {281}),
        ("n02085620-Chihuahua", {151}),
        ("sunglasses", {837}),
        ("plane", {404, 895}),  # and no carpenter's
        ("panther", {286, 290}),  # both of them
    ],
)
def test_a_word_as_people_write_it(word: str, classes: set[int]) -> None:
    assert set(members([word])[0]) == classes


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["3", "cat"], "ImageNet names no '3'"),
        (["unicorn", "bright", "elf", "dim"], "ImageNet names no 'unicorn', 'bright', 'elf', …"),
        (["crane", "cat"], "'crane' has several senses; ImageNet's is both a bird and a machine"),
        (["mice", "cat"], "'mice' has several senses; ImageNet's is a computer's"),
        (["kitten", "cat"], "'kitten' and 'cat' share classes"),
        (["rabbit", "wood rabbit", "hares", "Angora"], "nothing of 'rabbit' is left"),
        (["football", "ball", "gun", "rifle", "assault gun", "revolver"], "nothing of 'gun' is left"),
        (["van", "car"], "'van' and 'car' share classes"),  # a minivan is both, and neither is part of the other
        (["", "cat"], "ImageNet names no ''"),
        (["n99999999", "cat"], "ImageNet names no 'n99999999'"),
    ],
)
def test_what_imagenet_cannot_tell_apart_is_said(words: list[str], says: str) -> None:
    with pytest.raises(UnnamedError, match=says):
        members(words)


def test_the_narrower_word_has_what_both_name() -> None:
    dogs, poodles, toy = members(["dog", "poodle", "toy poodle"])
    assert (poodles, toy) == ((266, 267), (265,))
    assert set(dogs) | set(poodles) | set(toy) == set(DOGS)


@given(st.lists(st.sampled_from(["cat", "dog", "poodle", "bird", "owl", "car", "toy poodle"]), unique=True))
def test_no_class_belongs_to_two_whatever_the_order(words: list[str]) -> None:
    found = dict(zip(words, members(words), strict=True))
    every = [one for classes in found.values() for one in classes]
    assert len(every) == len(set(every))
    assert found == dict(zip(sorted(words), members(sorted(words)), strict=True))


@given(st.text(max_size=30))
def test_any_text_has_an_answer(word: str) -> None:
    with contextlib.suppress(UnnamedError):  # and nothing else is raised
        assert all(0 <= one < imagenet.CLASSES for one in members([word])[0])


def test_no_everyday_word_stands_twice_and_each_names_classes_that_there_are() -> None:
    told = [line for line in imagenet.EVERYDAY.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = [word for line in told for word in line.rsplit(": ", 1)[0].split(", ")]
    assert len(words) == len(set(words))
    assert all(0 <= one < imagenet.CLASSES for word in words for one in imagenet._named(word))
