"""The lineage that a page shows."""

from __future__ import annotations

from ninelives.report.facts.lineage import rows, short

FACTS = {"items": 1200, "scenes": 1100, "lineage": {"inputs": {"archive": "0123456789abcdef"}, "version": "9.9"}}


def test_the_photos_come_first_and_the_version_last() -> None:
    assert rows(FACTS, "archive", ("fitted on", "900 of them")) == (
        ("photos", "1,200 items in 1,100 scenes, digest 0123456789ab…"),
        ("fitted on", "900 of them"),
        ("made by", "ninelives 9.9"),
    )


def test_a_digest_is_told_by_its_beginning() -> None:
    assert short("0123456789abcdef") == "digest 0123456789ab…"
