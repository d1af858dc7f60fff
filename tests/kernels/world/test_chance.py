"""Draws that depend on nothing but their names."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from ninelives.kernels.world.chance import Stream, between, bits, normal, seeds, uniform, uniforms

ALL = 2**64
words = st.integers(0, ALL - 1)


def mixed(value: int) -> int:
    """SplitMix64's finaliser with Stafford's variant 13, in integers without a bound."""
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 % ALL
    value = (value ^ value >> 27) * 0x94D049BB133111EB % ALL
    return value ^ value >> 31


def slow(seed: int, stream: int, place: int) -> int:
    golden = 0x9E3779B97F4A7C15
    return mixed((mixed((seed + golden * stream) % ALL) + golden * place) % ALL)


@settings(deadline=None)
@given(words, st.sampled_from(Stream), st.integers(0, 2**40))
def test_bits_are_those_of_integers_without_a_bound(seed: int, stream: int, place: int) -> None:
    assert bits(np.uint64(seed), stream, place) == slow(seed, stream, place)
    assert uniform(np.uint64(seed), stream, place) == (slow(seed, stream, place) >> 11) / 2**53
    assert 3 <= between(3.0, 5.0, np.uint64(seed), stream, place) < 5


@settings(deadline=None)
@given(words, st.sampled_from(Stream), st.integers(0, 2**30))
def test_many_seeds_are_the_same_draws(seed: int, stream: Stream, first: int) -> None:
    assert seeds(seed, 3, stream=stream, first=first).tolist() == [slow(seed, stream, first + at) for at in range(3)]


def test_draws_are_even_and_normal() -> None:
    even = [uniform(seed, Stream.CAT, place) for seed in range(50) for place in range(100)]
    bell = [normal(seed, Stream.CAT, place) for seed in range(50) for place in range(100)]
    assert kstest(even, "uniform").pvalue > 1e-3
    assert kstest(bell, norm.cdf).pvalue > 1e-3
    assert abs(np.corrcoef(even, bell)[0, 1]) < 4 / math.sqrt(5000)


def test_no_two_streams_draw_alike() -> None:
    drawn = np.array([[bits(seed, stream, 0) for stream in Stream] for seed in range(200)], np.uint64)
    assert len(np.unique(drawn)) == drawn.size
    flips = [bin(int(bits(seed, 1, 0)) ^ int(bits(seed ^ 1, 1, 0))).count("1") for seed in range(500)]
    assert abs(np.mean(flips) - 32) < 4 * 4 / math.sqrt(500)


def test_many_seeds_at_once_draw_what_each_draws_alone() -> None:
    many = seeds(3, 50)
    assert uniforms(many, 8, 4).tolist() == [uniform(seed, 8, 4) for seed in many]
