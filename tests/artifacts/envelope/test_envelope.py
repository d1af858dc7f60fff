from __future__ import annotations

import json
from itertools import combinations
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import UNKNOWN, Axis, Envelope
from ninelives.errors import NinelivesError
from tests.laws import Items, items

RANK = {"unknown": -1, "unseen": 0, "simulated": 1, "thin": 2, "seen": 3}


def day(n, *, first=0, **more):
    """``n`` scenes at noon, numbered from ``first``."""
    return Envelope.of({"hour": [12.5] * n, "light": [0.55] * n}, np.arange(n) + first, **more)


def visited(drawn, envelope, axes):
    """Every item's single and paired regions on the named axes, as the envelope bins them."""
    for i in range(len(drawn.scene)):
        bins = [(name, envelope.axis(name).bin(drawn.columns[name][i])) for name in axes]
        yield from combinations(bins, 1)
        yield from combinations(bins, 2)


def recorded(*all_envelopes):
    """Names of the axes that all of them recorded."""
    shared = set.intersection(*({axis.name for axis in envelope.axes} for envelope in all_envelopes))
    return sorted(shared)


@pytest.mark.parametrize(("scenes", "kind"), [(1, "thin"), (29, "thin"), (30, "seen")])
def test_thirty_scenes_are_seen(scenes, kind):
    assert day(scenes).kind({"hour": 6}) == kind
    assert day(scenes).kind({"light": 5, "hour": 6}) == kind
    assert day(scenes).kind({"hour": 7}) == "unseen"


def test_a_burst_is_one_scene():
    burst = Envelope.of({"hour": [12.0] * 40}, np.zeros(40, int))
    assert burst.kind({"hour": 6}) == "thin"
    assert (burst.scenes, burst.items) == (1, 40)


def test_day_and_calm_and_night_and_windy_do_not_cover_night_and_calm():
    both = Envelope.of({"hour": [12.0] * 40 + [23.0] * 40, "weather": ["calm"] * 40 + ["windy"] * 40}, np.arange(80))
    assert both.kind({"hour": 11}) == both.kind({"weather": "calm"}) == "seen"
    assert both.kind({"hour": 11, "weather": "calm"}) == "unseen"


def test_augmented_items_are_simulated_in_every_world():
    made = day(50, augmented=[True] * 50, world="garden")
    assert made.kind({"hour": 6}, world="garden") == made.kind({"hour": 6}) == "simulated"
    assert (made.scenes, made.items) == (0, 0)


def test_another_world_is_simulated_and_its_own_is_seen():
    garden = day(50, world="garden")
    assert garden.kind({"hour": 6}, world="garden") == "seen"
    assert garden.kind({"hour": 6}) == "simulated"
    assert (garden | day(3)).kind({"hour": 6}) == "thin"
    assert (garden | day(3)).world == "real"


def test_regions_tell_what_is_there():
    mixed = day(3) | day(2, world="garden") | Envelope.of({"hour": [20.0], "light": [0.05]}, [0], augmented=[True])
    region = mixed.region({"hour": 6, "light": 5})
    assert (region.scenes, region.items, region.simulated, region.kind) == (3, 3, 2, "thin")
    assert region.words == "12–14 h and light 0.5–0.6"
    assert [r.words for r in mixed.regions()][:2] == ["12–14 h", "20–22 h"]
    assert len(list(mixed.regions())) == 6


def test_an_axis_that_nobody_recorded_is_none():
    envelope = Envelope.of({"hour": [None, float("nan")], "light": [0.5, None], "place": None}, [0, 1])
    assert [axis.name for axis in envelope.axes] == ["light"]
    assert envelope.unrecorded == ("hour", "place")
    assert envelope.kind({"light": UNKNOWN}) == "unknown"
    with pytest.raises(NinelivesError, match="no axis 'ligth'; it has light\n  fix: did you mean 'light'"):
        envelope.kind({"ligth": 3})


def test_axes_may_be_chosen():
    warm = Axis("temperature", "continuous", step=20.0)
    envelope = Envelope.of(
        {"hour": [3.0], "temperature": [25.0]}, [0], axes=[warm, Axis("zoom", "continuous", step=1.0)]
    )
    assert envelope.axes == (warm,)
    assert envelope.unrecorded == ("zoom",)
    assert envelope.kind({"temperature": 1}) == "thin"


def test_nothing_is_an_envelope_too():
    nothing = Envelope.of({"hour": [], "light": None}, [])
    assert (nothing.scenes, nothing.items, nothing.axes, nothing.unrecorded) == (0, 0, (), ("hour", "light"))
    assert nothing.gaps(nothing) == []
    full = day(40)
    assert (nothing | full).kind({"hour": 6}) == "seen"
    assert Envelope.from_json(nothing.to_json()) == nothing


@pytest.mark.parametrize("wrong", [{"hour": [1.0, 2.0]}, {"hour": []}])
def test_columns_of_other_lengths_are_refused(wrong):
    with pytest.raises(ValueError, match="needs 1 values"):
        Envelope.of(wrong, [0])
    with pytest.raises(ValueError, match="needs 1 values"):
        Envelope.of({}, [0], augmented=[True, False])


@pytest.mark.parametrize("conditions", [{}, {"hour": 1, "light": 2, "weather": "x"}, (("hour", 1), ("hour", 2))])
def test_a_region_has_one_or_two_conditions(conditions):
    envelope = Envelope.of({"hour": [1.0], "light": [0.1], "weather": ["x"]}, [0])
    with pytest.raises(ValueError, match="one or two conditions"):
        envelope.region(conditions)


@given(items(), st.randoms(use_true_random=False))
def test_order_of_items_is_irrelevant(drawn, random):
    shuffled = drawn.take(random.sample(range(len(drawn.scene)), len(drawn.scene)))
    one, other = drawn.envelope(), shuffled.envelope()
    assert one == other
    assert json.dumps(one.to_json()) == json.dumps(other.to_json())


@given(items())
def test_names_of_scenes_and_order_of_columns_are_irrelevant(drawn):
    columns = dict(reversed(drawn.columns.items()))
    assert Items(columns, 1000 - 7 * drawn.scene, drawn.made).envelope() == drawn.envelope()


@pytest.mark.slow
@given(items(), items())
def test_adding_items_never_makes_an_envelope_narrower(drawn, more):
    before, after = drawn.envelope(), (drawn + more).envelope()
    axes = recorded(before)
    for old, new in zip(visited(drawn, before, axes), visited(drawn, after, axes), strict=True):
        assert RANK[after.kind(new)] >= RANK[before.kind(old)]


@given(items(worlds=("real", "garden")), items(worlds=("real", "garden")), st.sampled_from(["real", "garden"]))
def test_the_union_is_at_least_as_wide_as_each_on_shared_axes(drawn, other, world):
    a, b = drawn.envelope(), other.envelope()
    union = a.union(b)
    assert union == b.union(a) == a | b
    axes = recorded(a, b)
    for own, joined in zip(visited(drawn, a, axes), visited(drawn, union, axes), strict=True):
        assert RANK[union.kind(joined, world=world)] >= RANK[a.kind(own, world=world)]


@given(items(), items())
def test_the_union_of_scenes_apart_is_the_envelope_of_all(drawn, other):
    """Exactly so where both use the same axes and no scene is in both."""
    apart = other.apart_from(drawn)
    axes = [Axis("temperature", "continuous", step=5.0), *(a for a in drawn.envelope().axes if a.name != "temperature")]
    axes = [a for a in axes if drawn.columns[a.name] is not None and other.columns[a.name] is not None]
    one, two = drawn.envelope(axes=axes), apart.envelope(axes=axes)
    if len(one.axes) == len(two.axes) == len(axes):
        assert one | two == (drawn + apart).envelope(axes=axes)


def test_an_axis_that_one_lacks_is_unknown_for_its_items():
    union = Envelope.of({"light": [0.5] * 3, "hour": None}, [0, 1, 2]) | day(2)
    assert union.unrecorded == ()
    assert union.region({"hour": UNKNOWN}).items == 3
    assert union.region({"hour": UNKNOWN, "light": 5}).scenes == 3
    assert union.region({"hour": 6, "light": 5}).scenes == 2


def test_two_steps_are_joined():
    fine = Envelope.of({"temperature": np.linspace(0, 9, 60)}, np.arange(60))
    coarse = Envelope.of({"temperature": np.linspace(0, 90, 60)}, np.arange(60))
    union = fine | coarse
    assert [axis.step for e in (fine, coarse, union) for axis in e.axes] == [1.0, 10.0, 10.0]
    assert union.region({"temperature": 0}).scenes == 60 + 7


def test_building_is_linear_and_quick():
    """100,000 items on 6 axes: .13 s where 3 are allowed, and 10 times the items take less than 30 times as long."""
    rng = np.random.default_rng(0)

    def build(n):
        columns = {"hour": rng.uniform(0, 24, n), "light": rng.random(n), "sharpness": rng.normal(2, 0.5, n)}
        columns |= {name: rng.choice(list("abcde"), n) for name in ("place", "device", "weather")}
        begin = perf_counter()
        Envelope.of(columns, np.arange(n) // 3)
        return perf_counter() - begin

    small = min(build(10_000) for _ in range(3))
    large = build(100_000)
    assert large < 3
    assert large < 30 * small + 0.3
