from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import UNKNOWN, Envelope, cannot_tell, speak
from ninelives.kernels.stats import SMALLEST
from prove.envelope import at_least, at_most, false_gaps, found, found_calm_night
from tests.laws import deployments, envelopes, items


def archive(n, *, seed=0, low=8, high=18, **more):
    """``n`` scenes by day on even hours and lights."""
    rng = np.random.default_rng(seed)
    columns = {"hour": rng.uniform(low, high, n), "light": rng.uniform(0.2, 0.9, n)}
    return Envelope.of(columns | more, np.arange(n))


@given(envelopes(worlds=("real", "garden")))
def test_an_envelope_has_no_gap_against_itself(envelope):
    assert envelope.gaps(envelope) == []


@given(items(), st.randoms(use_true_random=False), deployments())
def test_order_of_items_is_irrelevant_to_gaps(drawn, random, use):
    own = archive(200)
    shuffled = drawn.take(random.sample(range(len(drawn.scene)), len(drawn.scene)))
    assert own.gaps(drawn.envelope()) == own.gaps(shuffled.envelope())
    assert drawn.envelope().gaps(use) == shuffled.envelope().gaps(use)


@given(envelopes(), envelopes(), st.sampled_from([0.01, 0.05, 0.2]))
def test_gaps_are_visited_not_seen_significant_and_maximal(own, new, alpha):
    gaps = own.gaps(new, alpha=alpha)
    alone = {gap.conditions[0] for gap in gaps if len(gap.conditions) == 1}
    for gap in gaps:
        assert gap.kind != "seen"
        assert gap.kind == own.kind(gap.conditions) or not set(gap.axes) <= set(own.axes)
        assert 0 < gap.share <= 1
        assert gap.p <= alpha
        assert gap.visits == round(gap.share * new.tally("real").scenes)
        assert len(gap.conditions) == 1 or not alone & set(gap.conditions)


@given(items())
def test_thirty_scenes_of_each_item_close_every_gap_of_what_is_known(drawn):
    once = type(drawn)(drawn.columns, drawn.scene, np.zeros(len(drawn.scene), bool))
    own = once.envelope()
    for _ in range(5):
        own = own | own  # scenes of two envelopes are never the same: 32 times each
    gaps = (own | archive(200)).gaps(once.envelope())
    assert {gap.kind for gap in gaps} <= {"unknown"}


def test_the_night_is_found_with_its_share_and_its_scenes():
    own, night = archive(800), archive(30, low=22, high=24)
    (gap,) = own.gaps(night)
    assert (gap.words, gap.share, gap.visits, gap.scenes, gap.kind) == ("22–24 h", 1.0, 30, 0, "unseen")
    raw = fisher_exact([[30, 0], [0, 800]], alternative="greater").pvalue
    assert 0.999 * raw <= gap.p <= 100 * raw
    assert (gap.to_json()["conditions"], gap.to_json()["steps"]) == ([["hour", 11]], [2.0])


def test_gaps_of_two_steps_are_told_on_the_common_one():
    own = Envelope.of({"temperature": np.linspace(10, 19.9, 800)}, np.arange(800))
    new = Envelope.of({"temperature": np.linspace(10, 89, 80)}, np.arange(80))
    assert [axis.step for e in (own, new) for axis in e.axes] == [1.0, 10.0]
    gaps = own.gaps(new)
    assert {gap.to_json()["steps"][0] for gap in gaps} == {10.0}
    assert speak(gaps) == ["temperature 20–90: 88 % of the new scenes"]


def test_a_thin_region_is_a_gap_only_where_it_is_visited_more():
    own = Envelope.of({"hour": [12.0] * 780 + [23.0] * 20}, np.arange(800))
    alike = Envelope.of({"hour": [12.0] * 97 + [23.0] * 3}, np.arange(100))
    more = Envelope.of({"hour": [12.0] * 80 + [23.0] * 20}, np.arange(100))
    assert own.gaps(alike) == []
    (gap,) = own.gaps(more)
    assert (gap.kind, gap.scenes, gap.visits) == ("thin", 20, 20)


def test_a_pair_is_a_gap_where_neither_member_is():
    hours, weather = [12.0] * 400 + [23.0] * 400, ["calm"] * 400 + ["windy"] * 400
    own = Envelope.of({"hour": hours, "weather": weather}, np.arange(800))
    (gap,) = own.gaps(Envelope.of({"hour": [23.0] * 30, "weather": ["calm"] * 30}, np.arange(30)))
    assert gap.words == "22–24 h and calm"


def test_a_clock_that_stopped_is_a_gap_of_kind_unknown():
    own = archive(800)
    new = Envelope.of({"hour": None, "light": [0.5] * 30}, np.arange(30))
    (gap,) = own.gaps(new)
    assert (gap.words, gap.kind, gap.share, gap.conditions) == ("hour unknown", "unknown", 1.0, (("hour", UNKNOWN),))


def test_clocks_that_the_artifact_lacked_as_often_are_none():
    hours = np.where(np.arange(800) % 2, np.nan, 12.0)
    own = Envelope.of({"hour": hours}, np.arange(800))
    assert own.gaps(Envelope.of({"hour": hours[:100]}, np.arange(100))) == []


def test_an_axis_that_the_artifact_never_recorded_is_named_and_no_gap():
    own = Envelope.of({"light": [0.5] * 100, "hour": None}, np.arange(100))
    new = archive(50)
    assert own.unrecorded_by(new) == ("hour",)
    assert all(name == "light" for gap in own.gaps(new) for name, _ in gap.conditions)


def test_augmented_copies_turn_unseen_into_simulated_and_no_further():
    dark = Envelope.of({"hour": [23.0] * 500, "light": [0.05] * 500}, np.arange(500), augmented=[True] * 500)
    own = archive(800) | dark
    assert [gap.kind for gap in own.gaps(archive(30, low=22, high=24))] == ["simulated"]


def test_a_garden_is_no_evidence_for_the_real_world():
    own = Envelope.of({"hour": [12.0] * 500}, np.arange(500), world="garden")
    real = Envelope.of({"hour": [12.0] * 3}, np.arange(3))
    assert [(gap.kind, gap.p) for gap in own.gaps(real)] == [("simulated", SMALLEST)]
    assert own.gaps(Deployment.parse("hour=12-14, world=garden")) == []
    assert [gap.kind for gap in own.gaps(Deployment.parse("hour=12-14"))] == ["simulated"]


def test_declared_hours_that_were_never_seen_are_gaps():
    own = archive(800)
    gaps = own.gaps(Deployment.parse("hour=0-24, light=0.2-0.9"))
    assert sorted(gap.conditions[0][1] for gap in gaps) == [0, 1, 2, 3, 9, 10, 11]
    assert all(gap.visits is None and gap.share == pytest.approx(1 / 12) for gap in gaps)
    assert speak(gaps) == ["18–8 h: 58 % of the declared use"]


@pytest.mark.parametrize("hours", ["0-24", "20-22"], ids=["too small for a float", "none at all of what was promised"])
def test_a_gap_never_has_a_chance_of_zero(hours):
    own = archive(20_000)
    declared, observed = own.gaps(Deployment.parse(f"hour={hours}")), own.gaps(archive(20_000, low=20, high=22))
    for gap in declared + observed:
        assert 0 < SMALLEST <= gap.to_json()["p"] < 1e-300
    assert declared
    assert observed


def test_a_small_archive_cannot_tell_what_it_lacks():
    """Ten scenes that miss a twelfth of the day say nothing of it: .92 to the tenth is .42."""
    own = Envelope.of({"hour": np.linspace(0, 21.9, 10)}, np.arange(10))
    assert own.gaps(Deployment.parse("hour=0-24")) == []


def test_photos_without_clocks_get_a_gap_of_light_and_hour_stays_unrecorded():
    own = Envelope.of({"light": np.random.default_rng(0).uniform(0.15, 0.9, 800), "hour": None}, np.arange(800))
    use = Deployment.parse("hour=20-6")
    (gap,) = own.gaps(use)
    assert (gap.words, gap.kind) == ("light below 0.1", "unseen")
    assert gap.share == pytest.approx(0.94, abs=0.01)
    assert own.unrecorded == own.unrecorded_by(use) == ("hour",)


def test_declared_pairs_are_found_and_derived_ones_left_out():
    hours, weather = [12.0] * 400 + [23.0] * 400, ["calm"] * 400 + ["windy"] * 400
    own = Envelope.of({"hour": hours, "weather": weather, "light": [0.05, 0.5] * 400}, np.arange(800))
    gaps = own.gaps(Deployment.parse("hour=12-14|22-24, weather=calm|windy"))
    assert [gap.words for gap in gaps] == ["12–14 h and windy", "22–24 h and calm"]
    assert [gap.share for gap in gaps] == [0.25, 0.25]


def test_neighbours_are_said_as_one_and_kinds_apart():
    own = Envelope.of({"hour": [12.0] * 796 + [19.0] * 4}, np.arange(800))
    new = Envelope.of({"hour": [17.0] * 30 + [19.0] * 30 + [21.0] * 20 + [23.0] * 20}, np.arange(100))
    assert speak(own.gaps(new)) == [
        "20–24 h: 40 % of the new scenes",
        "16–18 h: 30 % of the new scenes",
        "18–20 h: 30 % of the new scenes, only 4 scenes seen",
    ]


def test_scenes_that_visit_several_gaps_make_no_false_total():
    own = Envelope.of({"hour": [12.0] * 796 + [21.0, 23.0] * 4}, [*range(796), *np.repeat(range(800, 804), 2)])
    new = Envelope.of({"hour": [21.0, 23.0, 12.0] * 20}, np.repeat(range(20), 3))
    assert speak(own.gaps(new)) == [
        "20–24 h: 100 % of the new scenes, under 30 scenes seen in each part",
    ]
    assert speak(own.gaps(Deployment.parse("hour=20-24"))) == [
        "20–24 h: 100 % of the declared use, under 30 scenes seen in each part",
    ]
    assert [gap.to_json()["apart"] for gap in own.gaps(new)] == [False, False]


def test_pairs_are_said_as_one_along_the_axis_that_has_an_order():
    hours = np.random.default_rng(0).uniform(8, 18, 1600)
    weather = np.where((hours >= 12) & (hours < 16), "calm", np.where(hours < 12, "windy", "rain"))
    weather[:600] = "calm"
    own = Envelope.of({"hour": hours, "weather": weather}, np.arange(1600))
    new = Envelope.of({"hour": [12.5, 15.0] * 20, "weather": ["windy"] * 40}, np.arange(40))
    assert speak(own.gaps(new)) == ["12–16 h and windy: 100 % of the new scenes"]


def test_nothing_is_said_of_no_gaps():
    assert speak([]) == []


@pytest.mark.parametrize("bursts", [False, True])
@pytest.mark.parametrize("scenes", [100, 1000])
def test_halves_of_one_archive_seldom_show_a_gap(scenes, bursts):
    """The full size is prove/envelope.py; the bound here is exact for this one."""
    draws = 100
    assert false_gaps(np.random.default_rng(scenes), scenes, draws, bursts=bursts) <= at_most(draws)


@pytest.mark.parametrize(("new", "night"), [(30, 0.2), (1000, 0.02)])
def test_a_little_night_is_found(new, night):
    assert found(np.random.default_rng(new), 50, new=new, night=night) >= at_least(50)


def test_calm_nights_are_found_beside_calm_days_and_windy_nights():
    assert found_calm_night(np.random.default_rng(0), 20) >= at_least(20)


def test_a_declared_condition_that_was_never_recorded_is_no_yes():
    gaps = archive(400).gaps(Deployment.parse("weather=windy"))
    assert (gaps, gaps.unrecorded) == ([], ("weather",))
    assert repr(gaps) == "cannot tell: weather was never recorded"
    assert repr(archive(400).gaps(Deployment.parse("hour=9-17"))) == "no gap was found"
    assert cannot_tell(("hour", "place", "weather")) == "cannot tell: hour, place and weather were never recorded"


def test_new_items_with_a_condition_that_was_never_recorded_are_no_yes():
    own = Envelope.of({"light": np.random.default_rng(0).uniform(0.2, 0.9, 400), "hour": None}, np.arange(400))
    assert own.gaps(archive(400)).unrecorded == ("hour",)
    assert archive(400).gaps(archive(400)).unrecorded == ()


def test_another_world_is_one_gap_over_all_of_it_beside_what_no_world_has_shown():
    (whole,) = archive(400).gaps(Deployment.parse("world=garden"))
    assert (whole.kind, whole.share, whole.scenes, whole.conditions) == ("simulated", 1.0, 0, ())
    assert speak([whole]) == ["all of the garden: 100 % of the declared use, simulated only"]
    whole, *rest = archive(400).gaps(Deployment.parse("world=garden, hour=14-22"))
    assert (whole.words, {gap.kind for gap in rest}) == ("all of the garden", {"unseen"})
    assert [gap.words for gap in rest] == ["light below 0.1", "18–20 h", "20–22 h"]
    garden = Envelope.of({"hour": [12.0] * 500}, np.arange(500), world="garden")
    assert [gap.words for gap in garden.gaps(Deployment.parse("hour=12-14"))] == ["all of the real world"]
    assert [gap.kind for gap in Envelope.of({"hour": []}, []).gaps(Deployment.parse("hour=12-14"))] == ["unseen"]


def test_python_shows_a_few_gaps_and_counts_the_rest():
    use = Deployment.parse("place=" + "|".join(f"{latitude};10" for latitude in range(10, 20)) + ", weather=rain")
    shown = repr(Envelope.of({"place": ["48.2;16.4"] * 400}, np.arange(400)).gaps(use)).splitlines()
    assert len(shown) == 6
    assert shown[4:] == ["and 6 more", "cannot tell: weather was never recorded"]
