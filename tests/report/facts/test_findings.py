"""What the page of Findings shows."""

from __future__ import annotations

from ninelives.report.facts.findings import page
from tests.report.audited import ACTIONS, NUMBERS, SHARES, audited, declared


def test_what_was_found_is_what_the_page_is_given():
    told = page(audited())
    assert (told.name, told.reference, told.new, told.items) == ("findings", "photos.model", "night", 40)
    assert told.harm.value == 0.889
    assert told.harm.interval == (0.86, 0.91)
    assert [gap.words for gap in told.gaps] == ["light below 0.1"]
    assert told.outside == 0.75
    assert len(told.pictures) == 24
    assert told.pictures[0].note == "light 0.031"
    assert told.rows == ()
    assert [one.gain for one in told.actions] == ["at most 9.7 points", ""]
    assert told.next[0].line == ACTIONS[0]["command"]
    assert told.strangers == (0.206, 0.01)
    assert told.false_interval == (0.028, 0.125)


def test_the_axis_counts_the_reference_and_the_new():
    told = page(audited())
    assert told.axis is not None
    assert told.reference_axis is not None
    assert sum(each.scenes for each in told.axis.bins) == 40
    assert sum(each.scenes for each in told.reference_axis.bins) == 160
    assert [each.gap for each in told.axis.bins[:2]] == [True, False]


def test_rows_are_told_with_what_they_hold():
    told = page(audited("shifted-harmful", noun="row", harm=NUMBERS))
    assert told.pictures == ()
    assert told.rows[0].said == "cat, 97 % sure"
    assert told.rows[0].values == (("light", "0.031"),)
    assert not told.harm.share
    assert told.actions[0].gain == "at most 10 % of the error"


def test_where_nothing_was_found_no_row_is_blamed():
    for verdict in ("no-shift-found", "cannot-tell"):
        told = page(audited(verdict))
        assert told.pictures == told.rows == ()


def test_a_use_that_is_only_declared_has_no_rows_and_no_tests():
    told = page(declared())
    assert told.declared == "light 0–0.1"
    assert told.axis is not None
    assert told.axis.bins[0].use == 1
    assert told.tests == told.pictures == ()
    assert told.lineage[1] == ("new", "light=0-0.1: declared, nothing seen")


def test_shares_of_the_classes_are_told_with_intervals_of_shares():
    told = page(
        audited(kind={"name": "label-shift", "words": "w", "assumption": "", "shares": SHARES, "strangers": None})
    )
    assert [(each.name, each.before, each.now) for each in told.classes] == [("cat", 0.5, 0.7), ("dog", 0.5, 0.3)]
    assert told.classes[0].interval == (0.65, 0.75)
    silent = {**SHARES, "is": False, "classes": [{**one, "share": None, "interval": None} for one in SHARES["classes"]]}
    told = page(audited(kind={"name": "unknown", "words": "w", "assumption": "", "shares": silent, "strangers": None}))
    assert told.classes == ()
    assert told.classes_why


def test_where_nothing_is_to_be_done_labels_are_what_tells_more():
    assert (
        page(audited("no-shift-found")).next[0].line
        == "ninelives audit photos.model night/ --labels FINDINGS/relabel.csv"
    )
    assert page(audited("no-shift-found", rows=[])).next[0].line.endswith("--fail-on shifted-harmful")
    assert page(declared("cannot-tell", actions=[])).next[0].line == "ninelives audit photos.model PHOTOS"
