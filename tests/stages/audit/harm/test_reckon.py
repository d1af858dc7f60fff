"""Harm: covered, called by its name, and refused where nobody can tell."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.envelope.gaps import Gaps
from ninelives.artifacts.findings.harm import Harm
from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit.harm import reckon
from tests.stages.audit.harm.sides import CLASSES, classes, numbers, side, wrong

DRAWS = 12


def told(reference: Side, new: Side, labels: Any = None, **more: Any) -> Harm:
    options: dict[str, Any] = {"shifted": True, "gaps": Gaps(), "level": 0.95, "seed": 0, "classes": CLASSES} | more
    return reckon(None, reference, new, labels=labels, **options)


def test_harmless_drift_is_called_harmless() -> None:
    """A column that the outputs do not lean on moves: nothing that is said does."""
    found = []
    for seed in range(DRAWS):
        draw = np.random.default_rng(seed)
        new = classes(draw, 1000, features=draw.normal(3, 1, (1000, 1)).astype(np.float32))
        reference = classes(draw, 1000, features=draw.normal(0, 1, (1000, 1)).astype(np.float32))
        found.append(told(reference, new).verdict)
    assert found.count("harmless") >= binom.ppf(0.01, DRAWS, 0.95)


def test_ten_points_are_called_harmful_and_covered() -> None:
    verdicts, held = [], 0
    for seed in range(DRAWS):
        draw = np.random.default_rng(seed)
        reference, new = classes(draw, 1000), classes(draw, 1000, moved=0.4)
        harm = told(reference, new)
        assert wrong(new).mean() - wrong(reference).mean() > 0.08
        assert harm.interval is not None
        verdicts.append(harm.verdict)
        held += harm.interval[0] <= 1 - wrong(new).mean() <= harm.interval[1]
    assert verdicts.count("harmful") >= binom.ppf(0.01, DRAWS, 0.9)
    assert held >= binom.ppf(0.01, DRAWS, 0.95)


def test_numbers_too() -> None:
    draw = np.random.default_rng(1)
    reference = numbers(draw, 800)
    same, far = told(reference, numbers(draw, 800)), told(reference, numbers(draw, 800, moved=1.5))
    assert same.measure == "mean_absolute_error"
    assert (same.verdict, far.verdict) == ("harmless", "harmful")
    assert far.interval is not None
    assert far.interval[0] < 6.5 / 5 * np.sqrt(2 / np.pi) < far.interval[1]
    assert far.estimate
    assert "as large" in far.assumption


@pytest.mark.parametrize(("broken", "verdict"), [(0.0, "harmless"), (0.3, "harmful")])
def test_labels_bound_it(broken: float, verdict: str) -> None:
    """A change of what is asked about is invisible without labels, and plain with three hundred."""
    draw = np.random.default_rng(2)
    reference, new = classes(draw, 2000), classes(draw, 2000, broken=broken)
    assert told(reference, new).verdict == "harmless"
    assert new.truth is not None
    some = draw.permutation(2000)[: 2000 if verdict == "harmless" else 300]
    harm = told(reference, new, {new.items[at]: new.truth[at] for at in some})
    assert harm.verdict == verdict
    assert not harm.estimate
    assert harm.labels == len(some)
    assert harm.interval is not None
    assert harm.interval[0] <= 1 - wrong(new).mean() <= harm.interval[1]
    assert harm.concept_p is not None
    assert (harm.concept_p < 0.01) == (verdict == "harmful")


def test_labels_of_numbers() -> None:
    draw = np.random.default_rng(3)
    reference, new = numbers(draw, 500), numbers(draw, 2000, off=4)
    assert new.truth is not None
    assert new.outputs is not None
    harm = told(reference, new, {new.items[at]: float(new.truth[at]) for at in range(100)})
    assert harm.interval is not None
    assert harm.interval[0] < np.abs(new.outputs[:, 0] - new.truth).mean() < harm.interval[1]
    assert harm.verdict == "harmful"
    assert told(reference, new, {new.items[0]: 1.0}).estimate  # one is none


def test_a_few_labels_without_a_reference_truth() -> None:
    draw = np.random.default_rng(4)
    new = classes(draw, 100)
    assert new.truth is not None
    blind = side(classes(draw, 100).outputs)  # type: ignore[arg-type]
    harm = told(blind, new, dict(zip(new.items, new.truth, strict=True)))
    assert harm.before is None
    assert harm.verdict == "unknown"
    assert harm.value == pytest.approx(1 - wrong(new).mean())
    assert harm.concept_p is None
    assert "no truth of the reference" in told(blind, new).reason


def test_one_scene_has_one_voice() -> None:
    draw = np.random.default_rng(5)
    new = classes(draw, 100, scenes=np.zeros(100, np.int64))
    assert new.truth is not None
    harm = told(classes(draw, 300), new, dict(zip(new.items, new.truth, strict=True)))
    assert harm.interval is not None
    assert harm.interval[1] - harm.interval[0] > 0.9


def test_a_gap_is_no_place_for_an_estimate() -> None:
    draw = np.random.default_rng(6)
    envelope = Envelope.of({"light": pl.Series([0.5] * 100)}, np.arange(100))
    gaps = envelope.gaps(Envelope.of({"light": pl.Series([0.05] * 100)}, np.arange(100)))
    harm = told(classes(draw, 100), classes(draw, 100), gaps=gaps)
    assert harm.value is None
    assert harm.verdict == "unknown"
    assert "100 % of the new scenes lie where it was never judged" in harm.reason


def test_few_scenes_tell_nothing() -> None:
    draw = np.random.default_rng(7)
    assert "the truth of only 9 scenes" in told(classes(draw, 9), classes(draw, 100)).reason


def test_without_a_model_there_is_no_harm() -> None:
    draw = np.random.default_rng(8)
    other = classes(draw, 50)
    nothing = Side(items=other.items, scenes=other.scenes, conditions={}, inputs=pl.DataFrame())
    for harm in (told(nothing, other), told(other, nothing)):
        assert harm.measure is None
        assert "there is no model" in harm.reason


def test_what_moves_with_time_is_not_foreseen() -> None:
    draw = np.random.default_rng(9)
    x = draw.normal(size=(600, 1)).astype(np.float32)
    when = np.arange(600.0)
    grown = x[:, 0] * 2 + when / 50
    later: dict[str, Any] = {"features": x, "moments": when + 400}
    reference = side(x.astype(float) * 2, grown, features=x, moments=when)
    assert "moves with time" in told(reference, side(x.astype(float) * 2, None, **later)).reason
    still = side(x.astype(float) * 2, x[:, 0] * 2 + draw.normal(size=600), features=x, moments=when)
    assert told(still, side(x.astype(float) * 2, None, **later)).value is not None


def test_what_is_told_can_be_kept() -> None:
    draw = np.random.default_rng(10)
    harm = told(classes(draw, 100), classes(draw, 100))
    assert Harm.from_json(harm.to_json()) == harm


def test_the_same_command_tells_the_same() -> None:
    one, two = (told(classes(np.random.default_rng(0), 200), classes(np.random.default_rng(1), 200)) for _ in range(2))
    assert one == two
