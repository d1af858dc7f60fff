"""A table's rules read aloud: whatever a sentence says of a row is what the tree does with it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table import Coding, Feature, Table
from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.report.facts.questions import aloud
from ninelives.stages.train.tables.rungs import TableLesson, fit

FEATURES = (
    Feature("size", "size", "number"),
    Feature("kind", "kind", "category", ("flat", "round", "square")),
    Feature("wet", "wet", "boolean"),
)
CLASSES = ("no", "yes")


def grown(seed: int, *, numbers: bool = False, gaps: float = 0.0) -> tuple[Rules | RulesOfNumbers, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = np.stack([draw.normal(50, 20, 200), draw.integers(0, 3, 200), draw.integers(0, 2, 200)], 1).astype(np.float32)
    value = x[:, 0] + 30 * (x[:, 1] == draw.integers(3)) - 25 * x[:, 2] + draw.normal(0, 5, 200)
    x[draw.random(x.shape) < gaps] = np.nan
    y = value.astype(np.float64) if numbers else (value > np.median(value)).astype(np.int64)
    lesson = TableLesson(x, y, np.array([0, 3, 0]), () if numbers else CLASSES)
    return fit("rules", lesson), x  # type: ignore[return-value]


def holds(text: str, row: dict[str, float]) -> bool:
    """Whether what a rule says is true of a row, read as a person would."""
    names = FEATURES[1].categories
    for clause in [] if text == "always" else re.split(r" and (?=size|kind|wet)", text):
        column, _, said = clause.partition(" ")
        value, missing = row[column], said.endswith("(or missing)")
        said = said.removesuffix(" (or missing)")
        if np.isnan(value):
            if not missing:
                return False
            continue
        numbers = [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?(?:e[+-]?\d+)?", said)]
        told = {
            "is at most": lambda n=numbers, v=value: v <= n[0],
            "is over": lambda n=numbers, v=value: v > n[0],
            "is between": lambda n=numbers, v=value: n[0] < v <= n[1],
            "is not": lambda s=said, v=value: names[int(v)] not in re.split(r", | or ", s.removeprefix("is not ")),
            "is yes": lambda v=value: v > 0.5,
            "is no": lambda v=value: v <= 0.5,
        }
        key = next((key for key in told if said == key or said.startswith(f"{key} ")), None)
        if not (told[key]() if key else names[int(value)] == said.removeprefix("is ")):
            return False
    return True


@pytest.mark.slow
@given(st.integers(0, 50), st.booleans(), st.sampled_from([0.0, 0.1]))
def test_just_one_rule_holds_for_each_row_and_says_what_the_tree_says(seed: int, numbers: bool, gaps: float) -> None:
    rung, x = grown(seed, numbers=numbers, gaps=gaps)
    rules = aloud(rung, FEATURES, None if numbers else CLASSES)
    said = rung.predict(x) if isinstance(rung, RulesOfNumbers) else rung.probabilities(x).argmax(axis=1)
    decided = dict.fromkeys(range(len(rules)), 0)
    for row, answer in zip(x.tolist(), said, strict=True):
        own = [
            at
            for at, rule in enumerate(rules)
            if holds(rule.text, dict(zip(("size", "kind", "wet"), row, strict=True)))
        ]
        assert len(own) == 1
        decided[own[0]] += 1
        kind = rules[own[0]].kind
        if numbers:
            assert float(kind.replace("−", "-").replace(",", "")) == pytest.approx(answer, rel=1e-3, abs=1e-3)
        else:
            assert kind == CLASSES[answer]
    assert decided == {at: rule.count for at, rule in enumerate(rules)}


def test_a_class_is_told_with_how_often_it_is_right() -> None:
    rung, _ = grown(3)
    rules = aloud(rung, FEATURES, CLASSES)
    assert sum(rule.count for rule in rules) == 200
    assert all(rule.count / 2 <= rule.hits <= rule.count for rule in rules)


def test_the_days_of_a_date_are_told_as_the_date() -> None:
    days = [date(2020, 1, 1) + timedelta(days=at) for at in range(200)]
    frame = pl.DataFrame({"bought": days, "y": ["a"] * 90 + ["b"] * 110})
    table = Table.of(frame, target="y")
    coding = Coding.of(table)
    x, at = table.matrix(coding), [feature.name for feature in coding.features].index("bought days")
    x[:, [other for other in range(x.shape[1]) if other != at]] = 0
    rung = fit("rules", TableLesson(x, table.y, np.zeros(x.shape[1], int), ("a", "b")))
    texts = [rule.text for rule in aloud(rung, coding.features, ("a", "b"))]  # type: ignore[arg-type]
    assert sorted(texts) == ["bought is after 2020-03-30", "bought is not after 2020-03-30"]


def test_a_tree_of_one_leaf_says_one_thing_always() -> None:
    lesson = TableLesson(np.zeros((5, 3), np.float32), np.zeros(5, np.int64), np.array([0, 3, 0]), CLASSES)
    (rule,) = aloud(fit("rules", lesson), FEATURES, CLASSES)  # type: ignore[arg-type]
    assert (rule.text, rule.kind, rule.count, rule.hits) == ("always", "no", 5, 5)


def test_of_many_names_the_first_are_told() -> None:
    feature = Feature("kind", "kind", "category", tuple("abcdefghi"))
    x = np.repeat(np.arange(8), 20).astype(np.float32)[:, None]
    lesson = TableLesson(x, (np.arange(160) // 20).astype(np.int64), np.array([9]), tuple("stuvwxyz"))
    texts = [rule.text for rule in aloud(fit("rules", lesson), (feature,), tuple("stuvwxyz"))]  # type: ignore[arg-type]
    assert any(" or 3 more" in text for text in texts)
