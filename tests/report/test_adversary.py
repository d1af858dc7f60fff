"""The part of a page that says what an opponent hides."""

from __future__ import annotations

from typing import Any

from ninelives.report import adversary, page

RATE = {"rate": 0.5, "interval": [0.3, 0.7], "of": 30}
MIXTURE = {
    "what": "photos that the model gets wrong",
    "share": 0.041,
    "interval": [0.03, 0.05],
    "mostly": 0.03,
    "p_seen": 0.5,
    "all": False,
    "loses": 0.9,
    "fresh": RATE,
    "twice": RATE | {"rate": 1.0},
}
COLUMN = {"column": "hour", "unit": "deviations", "largest": 0.21, "interval": [0.1, 0.3], "all": False, "own": -1.4}
NAMED = {"column": "kind", "unit": "of the rows", "largest": 0.08, "interval": [0.05, 0.1], "all": False, "own": None}
TOLD: dict[str, Any] = {
    "reason": "",
    "columns": [COLUMN, NAMED],
    "still": [],
    "mixture": MIXTURE,
    "mixtures": [MIXTURE, MIXTURE | {"what": "torn <rows>", "all": True, "share": 1.0, "interval": [1.0, 1.0]}],
    "cost": {"words": "at most 4.1 % of the photos (41 of 1,000) are his"},
    "closes": [
        {"what": "twice as many new photos", "share_after": 0.02, "interval": [0.01, 0.03], "less": True, "why": ""},
        {"what": "recording place", "share_after": None, "interval": None, "less": False, "why": "cannot tell"},
    ],
    "secrets": [{"what": "torn rows", "words": "Secrets help: much.", "known": RATE, "secret": RATE}],
    "assumption": "he knows every test",
    "notes": ["of 2 columns"],
}


def test_a_terminal_names_the_share_the_cost_and_what_closes_it() -> None:
    text = "\n".join(adversary.lines(TOLD))
    assert "hides          4.1 % (3.0–5.0) as photos that the model gets wrong" in text
    assert "or moves       hour by 0.21 deviations, 1.4 down" in text
    assert "closed by      twice as many new photos: 2.0 % left" in text
    assert "recording place" not in text


def test_a_page_holds_every_figure_and_escapes_names() -> None:
    part = adversary.of(TOLD)
    assert part is not None
    told = (
        page._environment()
        .from_string('{% from "adversary.html" import adversary %}{{ adversary(told, "photo") }}')
        .render(told=part)
    )
    for words in (
        "Can an opponent hide?",
        "4.1",
        "torn &lt;rows&gt;",
        "of the rows",
        "Secrets help: much.",
        "cannot tell",
    ):
        assert words in told
    assert "<rows>" not in told
    assert adversary.of(None) is None


def test_where_nothing_was_searched_the_page_says_why() -> None:
    part = adversary.of({"reason": "too few units"})
    assert part == adversary.Adversary(reason="Too few units.")
