"""Axes, gaps and ranges of an envelope, as the charts want them."""

from __future__ import annotations

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.report.facts import axes
from ninelives.report.facts.model import outside
from ninelives.report.words import together


def envelope(hours: list[float], **more: list[object]) -> Envelope:
    return Envelope.of({"hour": hours, "place": None, **more}, np.arange(len(hours)))


def test_the_hour_is_the_main_axis_where_it_was_recorded_else_the_light():
    assert axes.main(envelope([9.0])) == "hour"
    assert axes.main(Envelope.of({"light": [0.5], "sharpness": [2.0]}, [0])) == "light"
    assert axes.main(Envelope.of({"hour": None}, [])) is None


def test_an_axis_covers_its_whole_range_and_counts_scenes():
    drawn = axes.axis(envelope([9.0] * 40 + [11.0] * 3), "hour")
    assert [each.start for each in drawn.bins] == list(range(0, 24, 2))
    assert [(each.words, each.scenes, each.kind) for each in drawn.bins if each.scenes] == [
        ("8–10 h", 40, "seen"),
        ("10–12 h", 3, "thin"),
    ]
    assert all(each.kind == "unseen" for each in drawn.bins if not each.scenes)


def test_a_declared_use_stands_in_every_bin_and_gaps_are_marked():
    own = envelope([9.0] * 40)
    told = Deployment.parse("hour=8-12")
    found = [gap.to_json() for gap in own.gaps(told)]
    drawn = axes.axis(own, "hour", use=told.shares(own.axis("hour")), gaps=found)
    assert [(each.words, each.use, each.gap) for each in drawn.bins if each.use] == [
        ("8–10 h", 0.5, False),
        ("10–12 h", 0.5, True),
    ]


def test_new_photos_are_counted_against_the_kinds_of_the_model():
    own, new = envelope([9.0] * 40), envelope([9.0, 21.0, 21.0, 21.0])
    drawn = {each.words: each for each in axes.axis(own, "hour", counted=new).bins}
    assert (drawn["8–10 h"].kind, drawn["8–10 h"].scenes, drawn["8–10 h"].use) == ("seen", 1, 0.25)
    assert (drawn["20–22 h"].kind, drawn["20–22 h"].scenes, drawn["20–22 h"].use) == ("unseen", 3, 0.75)


def test_an_axis_of_names_holds_the_names_there_are():
    drawn = axes.axis(envelope([9.0, 9.0], device=["b", "a"]), "device")
    assert drawn.named
    assert sorted(each.words for each in drawn.bins) == ["a", "b"]


def test_accuracy_stands_at_its_bin():
    right = [
        {"bin": 4, "items": 10, "right": 0.9, "interval": [0.6, 0.98]},
        {"bin": "unknown", "items": 1, "right": 0.0},
    ]
    drawn = axes.axis(envelope([9.0] * 10), "hour", right=right)
    assert [(each.words, each.right, each.interval) for each in drawn.bins if each.right is not None] == [
        ("8–10 h", 0.9, (0.6, 0.98))
    ]


def test_seen_ranges_are_said_as_one_and_run_over_midnight():
    assert axes.seen(envelope([9.0] * 30 + [11.0] * 30 + [15.0] * 29)) == ["8–12 h"]
    assert axes.seen(envelope([23.0] * 30 + [1.0] * 30)) == ["22–2 h"]
    assert axes.seen(envelope([float(h) for h in range(24)] * 30)) == ["around the clock"]
    assert axes.seen(envelope([9.0])) == []


def bursts(*scenes: tuple[float, ...]) -> Envelope:
    """An envelope of scenes, each with photos at these hours."""
    hours = [hour for scene in scenes for hour in scene]
    return Envelope.of({"hour": hours}, np.repeat(np.arange(len(scenes)), [len(scene) for scene in scenes]))


def test_scenes_that_visit_several_bins_are_not_counted_twice():
    drawn = axes.axis(bursts(*[(9.0, 11.0)] * 7), "hour")
    assert sum(each.scenes for each in drawn.bins) == 14
    assert (drawn.apart, drawn.scenes, drawn.together(drawn.bins)) == (False, 7, 7)
    some = axes.axis(bursts(*[(9.0, 11.0)] * 7, (21.0,)), "hour")
    assert some.together([each for each in some.bins if each.start < 12]) is None
    assert some.together([each for each in some.bins if each.start > 12]) == 1
    plain = axes.axis(bursts(*[(9.0,)] * 7, (11.0,)), "hour")
    assert (plain.apart, plain.together(plain.bins)) == (True, 8)


def test_shares_of_scenes_that_visit_several_gaps_are_at_least_the_largest():
    own = bursts(*[(9.0,)] * 200)
    for new, said, whole in (
        (bursts(*[(21.0, 23.0)] * 30, *[(9.0,)] * 30), "at least 50.0 %", None),
        (bursts(*[(21.0,)] * 15, *[(23.0,)] * 15, *[(9.0,)] * 30), "50.0 %", 0.5),
    ):
        found = [gap.to_json() for gap in own.gaps(new)]
        (gap,) = together(axes.gaps(found))
        assert (gap.words, gap.portion(), outside(found)) == ("20–24 h", said, whole)


def test_thin_neighbours_that_share_scenes_are_told_part_by_part():
    own = bursts(*[(9.0,)] * 200, *[(21.0, 23.0)] * 4)
    (gap,) = together(axes.gaps([g.to_json() for g in own.gaps(Deployment.parse("hour=20-24"))]))
    assert (gap.kind, gap.held, gap.portion()) == ("thin", "under 30 scenes in each part", "100 %")


def test_a_gap_keeps_its_ends_and_what_is_missing():
    own = envelope([9.0] * 40)
    (gap,) = axes.gaps([g.to_json() for g in own.gaps(Deployment.parse("hour=10-12"))])
    assert (gap.start, gap.stop, gap.missing, gap.kind) == (10.0, 12.0, 30, "unseen")
