from __future__ import annotations

import re
from typing import Any

import pytest

from ninelives.report.facts.handoff import page
from ninelives.report.handoff import render, verdict
from tests.report.handed_over import COSTS, curve, facts, region
from tests.report.opened import assert_opens_offline
from tests.report.samples import HOSTILE, Tags

EVERY = {name: facts(name) for name in ("keeps", "estimate", "hands-all-over")} | {
    "no costs": facts(costs={"cost": None}),
    "bare": facts(
        costs={"cost": None}, along=None, curve=[], chosen=None, by_region=[], simulated=None, assumptions=[]
    ),
    "kept apart": facts(of={"items": 300, "scenes": 280, "what": "calibration"}),
}


def said(told: dict[str, Any]) -> str:
    return " ".join(Tags(render(page(told))).words.replace("\xa0", " ").split())


@pytest.mark.parametrize("name", EVERY)
def test_every_verdict_makes_a_page_that_opens_offline_and_is_small(name: str) -> None:
    assert_opens_offline(render(page(EVERY[name], path="out/photos.handoff", seconds=1.2)))


@pytest.mark.parametrize(
    ("name", "chip", "tone"),
    [
        ("keeps", "decides alone, with a guarantee", "good"),
        ("estimate", "decides alone, by an estimate", "shifted"),
        ("hands-all-over", "hands everything over", "warn"),
    ],
)
def test_the_light_has_words(name: str, chip: str, tone: str) -> None:
    told = verdict(page(EVERY[name]))
    assert (told.chip, told.tone) == (chip, tone)
    assert len(told.facts) == 4


def test_a_guarantee_is_told_with_how_sure_it_is_and_an_estimate_is_called_one() -> None:
    apart = facts(of={"items": 300, "scenes": 280, "what": "calibration"})
    assert verdict(page(apart)).facts[1] == (
        "≤ 2.0 %",
        "of those are wrong, 95 % sure; 1.1 % of the judged; at most 2.0 % was asked for",
    )
    figure, words = verdict(page(facts("estimate"))).facts[1]
    assert figure == "about 1.1 %"
    assert "an estimate" in words
    assert "There is no guarantee." in said(facts("estimate"))
    assert "There is no guarantee." not in said(facts())
    assert verdict(page(facts("hands-all-over"))).facts[1][0] == "none"


def test_groups_have_a_promise_and_a_share_each_and_no_point_on_the_curve_of_all() -> None:
    groups = [
        {"name": "cat", "items": 150, "threshold": 0.9, "kept": 0.69, "clean": 185},
        {"name": "dog", "items": 146, "threshold": None, "kept": 0.0, "clean": 185},
    ]
    told = facts(each="answer", by_group=groups, of={"items": 300, "scenes": 280, "what": "calibration"})
    figure, words = verdict(page(told)).facts[1]
    assert (figure, "for each answer by itself" in words, "0.4 % of the judged" in words) == ("≤ 2.0 %", True, True)
    html = said(told)
    assert "keeps 95.0 %" not in html
    assert "cat15069.0 % dog146nothing is promised" in html
    assert "One threshold for all, for comparison: here each answer has its own." in html


def test_nothing_of_an_estimate_is_called_a_guarantee() -> None:
    words = said(facts("estimate")).replace("There is no guarantee", "").replace("keeps the guarantee", "")
    assert "guaranteed" not in words
    assert "It holds if" not in words


def test_a_cheaper_rule_that_breaks_the_guarantee_is_shown_with_its_risk() -> None:
    words = said(facts())
    assert (
        "Alone in more cases would cost 0.07 €, and breaks the guarantee: up to about 2.7 % of what it decides may be "
        "wrong, and 2.0 % was asked for; 3.1 % of the judged were." in words
    )
    assert "breaks the guarantee" not in said(facts(costs={**COSTS, "rules": COSTS["rules"][:1]}))


def test_costs_that_nobody_said_are_named() -> None:
    words = said(facts())
    assert "Assumed, since nobody said: asking a person costs 0.50 €; a mistake costs 20 €." in words
    assert "some of it assumed" in words
    sure = said(facts(costs={**COSTS, "assumed": []}))
    assert "Assumed" not in sure
    assert "some of it assumed" not in sure


def test_a_queue_that_only_grows_is_a_warning() -> None:
    queue = {"words": "80 go to people a day, who can answer 40", "utilisation": 2, "wait_minutes": None, "grows": True}
    html = render(page(facts(costs={**COSTS, "capacity": queue})))
    assert '<span class="broken">▲ 80 go to people a day' in html.replace("\xa0", " ")


def test_regions_are_told_with_an_interval_or_what_is_not_known() -> None:
    words = said(facts())
    assert "94.8 %0.4 % (0.2–0.8), an estimate" in words
    assert "208a human–" in words
    assert "nobody knows" not in words.partition("Region by region")[2]


def test_where_an_estimate_may_decide_no_gap_is_said_to_be_a_humans_alone() -> None:
    gap = {"conditions": [["light", 2]], "steps": [0.1], "words": "light 0.2–0.3", "share": 0.3, "scenes": 4}
    thin = {**gap, "kind": "thin", "apart": True}
    assert "4 scenes seen: a human decides, or" not in said(facts(gaps=[thin]))
    dark = {**region("light below 0.2", "simulated", 208, 0.76), "axis": "light"}
    words = said(facts("estimate", gaps=[thin], by_region=[dark]))
    assert "4 scenes seen: a human decides, or an estimate" in words
    assert "what was only simulated is decided by an estimate" in words


def test_many_regions_and_thresholds_stay_small() -> None:
    many = [{**facts()["by_region"][0], "region": f"place {at}"} for at in range(500)]
    html = render(page(facts(by_region=many, curve=curve() * 8)))
    assert "And 460 regions more." in html.replace("\xa0", " ")
    assert len(html.encode()) < 200_000


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    hostile = facts(
        sentence=text,
        why=text,
        guarantee=text,
        assumption=text,
        notes=[text],
        by_region=[{**facts()["by_region"][0], "region": text}],
        assumptions=[{"step": text, "words": text}],
        costs={**COSTS, "currency": text, "assumed": [text]},
        model={"identity": "", "name": text, "kind": "photos"},
    )
    html = render(page(hostile, path=text))
    plain = Tags(render(page(facts(notes=["one"]))))
    assert {tag for tag, _ in Tags(html).tags} <= {tag for tag, _ in plain.tags}
    assert not re.search(r"<script|<[^>]*\son\w+=", html)
