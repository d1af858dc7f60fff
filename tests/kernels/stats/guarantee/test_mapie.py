"""Where MAPIE does the same, the numbers are the same; values frozen by ``bench/rivals/mapie.py``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ninelives.kernels.stats.guarantee import Cases, Sets, Weights
from ninelives.kernels.stats.guarantee.counts import Counts

FROZEN = json.loads((Path(__file__).parents[4] / "bench" / "rivals" / "mapie.json").read_text("utf-8"))
KEPT = {"ids": [str(each["seed"]) for each in FROZEN["samples"]]}


@pytest.mark.parametrize("frozen", FROZEN["samples"], **KEPT)
def test_p_values_of_thresholds_are_as_it_tells_them_or_sharper_by_rounding(frozen):
    """Its number of errors, from a mean, is rounded up where that is no whole number by a hair."""
    draw = np.random.default_rng(frozen["seed"])
    score = draw.random(300).round(3)
    wrong = draw.random(300) < 0.5 * (1 - score) ** 3
    cases = Cases.of(score, wrong)
    thresholds = np.array(FROZEN["thresholds"])
    counts = Counts.draw(cases, thresholds, Weights.none(cases), 0)
    ours, more = counts.p(FROZEN["alpha"]), Counts(counts.wrong + 1, counts.kept + 1).p(FROZEN["alpha"])
    theirs = np.array(frozen["p"])
    assert (ours <= theirs + 1e-12).all()
    same = np.isclose(ours, theirs)
    assert same.sum() >= len(theirs) - 3
    assert (theirs[~same] <= more[~same] * 1.1).all()


@pytest.mark.parametrize("frozen", FROZEN["samples"], **KEPT)
def test_sets_are_its_least_ambiguous_ones(frozen):
    draw = np.random.default_rng(frozen["seed"])
    p = draw.dirichlet(np.full(4, 0.5), 120).round(3)
    p = p / p.sum(axis=1, keepdims=True)
    truth = (p.cumsum(axis=1) < draw.random((120, 1))).sum(axis=1).clip(0, 3)
    sets = Sets.learn(p[:60], truth[:60], np.arange(60), 0.8).of(p[60:])
    theirs = np.array(frozen["sets"], bool)
    full = theirs.any(axis=1)
    np.testing.assert_array_equal(sets[full], theirs[full])
    assert (sets[~full].sum(axis=1) == 1).all()  # ours are never empty
