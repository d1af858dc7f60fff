from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given

from ninelives.artifacts.deployment import Deployment, Part
from ninelives.artifacts.envelope import PHOTO_AXES, Axis
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.sun import elevation
from tests.laws import deployments

HOUR, LIGHT, SHARPNESS, PLACE, DEVICE, WEATHER, SEASON = PHOTO_AXES


def dark(text):
    return Deployment.parse(text).shares(LIGHT).get(0, 0.0)


def test_hours_are_spread_over_their_bins_and_pass_midnight():
    assert Deployment.parse("hour=21-1").shares(HOUR) == pytest.approx({10: 0.25, 11: 0.5, 0: 0.25})
    assert Deployment.parse("hour=7:30-9").shares(HOUR) == pytest.approx({3: 1 / 3, 4: 2 / 3})
    assert Deployment.parse("hour=0-24").shares(HOUR) == pytest.approx(dict.fromkeys(range(12), 1 / 12))


def test_names_and_ranges_fall_into_the_bins_of_any_axis():
    use = Deployment.parse("weather=rain:0.3|dry:0.7, light=0.25-0.45, t=-5-10, kind=oak", columns=["t", "kind"])
    assert use.shares(WEATHER) == {"rain": 0.3, "dry": 0.7}
    assert use.shares(LIGHT) == pytest.approx({2: 0.25, 3: 0.5, 4: 0.25})
    assert use.shares(Axis("t", "continuous", step=5.0)) == pytest.approx({-1: 1 / 3, 0: 1 / 3, 1: 1 / 3})
    assert use.shares(Axis("kind", "categorical")) == {"oak": 1.0}
    assert use.shares(DEVICE) == {}


def test_a_name_on_an_axis_of_numbers_declares_nothing_there():
    use = Deployment.parse("t=warm", columns=["t"])
    assert use.shares(Axis("t", "continuous", step=5.0)) == {}


def test_a_range_of_endless_bins_declares_nothing_that_could_be_missed():
    assert Deployment.parse("sharpness=0-1000000000").shares(SHARPNESS) == {}


@given(deployments())
def test_shares_are_shares(use):
    for axis in PHOTO_AXES:
        shares = use.shares(axis)
        assert all(share >= 0 for share in shares.values())
        assert sum(shares.values()) <= 1 + 1e-9
        if axis.name in use.declared and axis.name != "light":
            assert sum(shares.values()) == pytest.approx(1)


@given(deployments())
def test_json_round_trip_is_exact(use):
    again = Deployment.from_json(json.loads(json.dumps(use.to_json())))
    assert again == use
    assert again.to_json() == use.to_json()


def test_the_order_of_words_is_irrelevant():
    one = Deployment.parse("weather=rain|calm, hour=6-9|17-20, place=home")
    other = Deployment.parse("place=home, hour=17-20|6-9, weather=calm|rain")
    assert one == other
    assert json.dumps(one.to_json()) == json.dumps(other.to_json())


@pytest.mark.parametrize(
    "changed",
    [
        {"declared": 3},
        {"start": "soon"},
        {"world": None, "declared": None},
        {"declared": {"hour": [{"share": "x", "range": [20, 6]}]}},
        {"declared": {"hour": [{"share": 1.5, "range": [20, 6]}]}},
        {"declared": {"hour": [{"share": 1.0, "range": [20]}]}},
        {"declared": {"hour": [{"share": 1.0, "range": [20, float("inf")]}]}},
        {"declared": {"place": [{"share": 1.0, "name": 48.2}]}},
        {"declared": {"place": [{"share": 1.0}]}},
    ],
)
def test_what_is_no_deployment_is_refused(changed):
    facts = Deployment.parse("hour=20-6").to_json() | changed
    with pytest.raises(NinelivesError, match="this is no deployment"):
        Deployment.from_json(facts)


@pytest.mark.parametrize(
    ("text", "latitude", "days"),
    [
        ("hour=20-6", 47, [80]),
        ("hour=17-22, place=48.2;16.4", 48.2, [80]),
        ("hour=17-22, place=48.2;16.4, season=winter", 48.2, [15, 45, 349]),
        ("hour=4-20, place=-33.9;18.4, season=winter", -33.9, [166, 196, 227]),
        ("hour=0-24, place=60;25, date=2026-12-21", 60, [355]),
        ("hour=16-20, from=2026-06-21", 47, [172]),
    ],
)
def test_declared_hours_declare_light_by_the_sun(text, latitude, days):
    """Against the sun's elevation every minute of the declared hours."""
    low, high = Deployment.parse(text).parts["hour"][0].span
    minutes = low + np.arange(0, ((high - low) % 24 or 24) * 60) / 60
    want = np.mean([elevation(m % 24, d, latitude) < -6 for m in minutes for d in days])
    assert dark(text) == pytest.approx(want, abs=0.004)


def test_hours_by_day_declare_no_light_and_declared_light_wins():
    assert Deployment.parse("hour=8-17").shares(LIGHT) == {}
    assert Deployment.parse("hour=20-6, light=0.5-0.6").shares(LIGHT) == pytest.approx({5: 1.0})


def test_two_places_share_their_darkness():
    tromso, equator = (dark(f"hour=16-20, date=2026-12-21, place={p}") for p in ("69.6;19", "0;19"))
    both = dark("hour=16-20, date=2026-12-21, place=69.6;19:0.25|0;19:0.75")
    assert tromso > 0.9 > equator
    assert both == pytest.approx(0.25 * tromso + 0.75 * equator)


def test_declared_days_declare_their_seasons():
    seasons = Deployment.parse("date=2026-12-01..2027-02-28").shares(SEASON)
    assert seasons == {"winter": 1.0}
    south = Deployment.parse("date=2026-12-01..2027-05-31, place=-33.9;18.4").shares(SEASON)
    assert set(south) == {"summer", "autumn"}
    assert sum(south.values()) == pytest.approx(1)
    assert Deployment.parse("from=2026-12-01").shares(SEASON) == {}


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("hour=20-6", ["94 % of the declared hours", "by the sun, not by the clock", "47° N", "the equinox"]),
        ("hour=20-6, place=home", ["47° N", "the equinox", "hour and place vary independently"]),
        ("hour=20-6, place=48.2;16.4, season=winter", ["hour, place and season vary independently"]),
        ("hour=20-6, from=2026-12-01", ["the light of 2026-12-01, since no last day was declared"]),
        ("date=2026-12-01", ["seasons of the northern half, since no place was declared"]),
    ],
)
def test_what_is_assumed_is_said(text, assumed):
    said = " ".join(Deployment.parse(text).assumed)
    assert all(words in said for words in assumed)


def test_nothing_is_assumed_that_was_declared():
    said = " ".join(Deployment.parse("hour=20-6, place=48.2;16.4, season=winter").assumed)
    assert "47°" not in said
    assert "equinox" not in said
    assert Deployment.parse("light=0-0.1").assumed == ()


def test_what_follows_from_another_axis_is_not_multiplied_with_it():
    use = Deployment.parse("hour=20-6, weather=rain, date=2026-12-01..2026-12-31")
    assert use.independent("hour", "weather")
    assert not use.independent("hour", "light")
    assert not use.independent("weather", "season")


def test_a_deployment_is_made_of_anything_that_declares_one():
    use = Deployment.parse("hour=20-6, world=garden")
    assert Deployment.of(use) is use
    assert Deployment.of("hour=20-6, world=garden") == use
    assert use.world == "garden"
    assert Deployment.of(None) == Deployment()
    with pytest.raises(NinelivesError, match="'night' is neither"):
        Deployment.of("night")


def test_a_part_is_said_as_it_was_written():
    assert Part(1.0, span=(0.0, 0.5)).text == "0–0.5"
    assert Part(1.0, name="rain").text == "rain"


def test_a_world_that_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(NinelivesError, match="there is no world 'mars': it is real or garden") as told:
        Deployment.parse("world=mars")
    assert told.value.fix == '--deployment "world=garden"'
    with pytest.raises(NinelivesError, match="there is no world 'mars'"):
        Deployment(world="mars")
    with pytest.raises(NinelivesError, match="this is no deployment"):
        Deployment.from_json(Deployment().to_json() | {"world": "mars"})
