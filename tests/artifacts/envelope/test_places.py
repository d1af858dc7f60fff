"""Where single items lie: as a slow look at every region says."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import KINDS, UNKNOWN, Envelope, places

HOURS = st.lists(st.sampled_from([1.0, 9.0, 13.0, 21.0, float("nan")]), min_size=1, max_size=80)


@st.composite
def items(draw: st.DrawFn) -> dict[str, list[Any]]:
    hour = draw(HOURS)
    names = st.lists(st.sampled_from(["rain", "sun", None]), min_size=len(hour), max_size=len(hour))
    return {"hour": hour, "weather": draw(names)}


def slowly(envelope: Envelope, item: dict[str, Any], taken: int) -> str:
    bins = [(axis.name, axis.bin(item.get(axis.name))) for axis in envelope.axes]
    worst = "seen"
    for key in [(one,) for one in bins] + list(combinations(bins, 2)):
        scenes = max(0, envelope.tally("real").regions.get(key, (0, 0))[0] - taken)
        kind = "seen" if scenes >= 30 else "thin" if scenes else "unseen"
        if kind == "unseen" and any(key in t.regions for which, t in envelope.layers.items() if which[1]):
            kind = "simulated"
        kind = "unknown" if any(label == UNKNOWN for _, label in key) else kind
        worst = max(worst, kind, key=KINDS.index)
    return worst


@given(items(), items(), st.booleans())
def test_each_item_is_of_the_least_known_kind_of_all_regions_it_visits(
    own: dict[str, list[Any]], new: dict[str, list[Any]], same: bool
) -> None:
    count = len(own["hour"])
    envelope = Envelope.of(own, np.arange(count), augmented=np.arange(count) % 7 == 3)
    looked = own if same else new
    many = len(looked["hour"])
    found = places(envelope, looked, many, own=same)
    told = [KINDS[kind] for kind in found.kind]
    assert told == [slowly(envelope, {k: v[at] for k, v in looked.items()}, int(same)) for at in range(many)]


def test_thirty_others_make_a_bin_seen_and_its_words_are_said() -> None:
    envelope = Envelope.of({"hour": [9.0] * 31 + [21.0] * 2 + [1.0]}, np.arange(34))
    hours = {"hour": [9.5, 20.5, 1.0, 5.0, None]}
    found = places(envelope, hours, 5)
    assert [KINDS[kind] for kind in found.kind] == ["seen", "thin", "thin", "unseen", "unknown"]
    assert [found.words[at] for at in found.region] == ["8–10 h", "20–22 h", "0–2 h", "4–6 h", "hour unknown"]
    alone = places(envelope, {"hour": [9.0] * 31 + [21.0] * 2 + [1.0]}, 34, own=True)
    assert [KINDS[kind] for kind in alone.kind] == ["seen"] * 31 + ["thin"] * 2 + ["unseen"]


def test_a_condition_that_new_items_do_not_tell_is_unknown_and_no_axis_knows_all() -> None:
    envelope = Envelope.of({"hour": [9.0] * 40, "weather": ["sun"] * 40}, np.arange(40))
    assert KINDS[places(envelope, {"hour": [9.0]}, 1).kind[0]] == "unknown"
    none = places(Envelope.of({}, np.arange(3)), {}, 2)
    assert none.kind.tolist() == [0, 0]
    assert none.region.tolist() == [-1, -1]
    assert none.regions == ()
