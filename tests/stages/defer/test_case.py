"""What all that was reckoned comes to, in a word."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.handoff.rule import SIMULATED
from ninelives.stages.defer.case import Case
from ninelives.stages.defer.shift import Mixture

SEEN = SIMULATED - 1


def case(*items: tuple[int, bool], holds: bool = True, kind: str = "none", **more: Any) -> Case:
    """Of items with where each lies, and whether it is decided alone."""
    shown = SimpleNamespace(kind=np.array([at for at, _ in items]), alone=np.array([alone for _, alone in items]))
    told = {
        "shown": shown,
        "source": SimpleNamespace(noun="row"),
        "promise": SimpleNamespace(some=True, holds=holds),
        "mixed": Mixture(kind=kind, words="", assumption=""),
    }
    return Case(**{**dict.fromkeys(field.name for field in fields(Case)), **told, **more})


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (case((SEEN, True), (SEEN, False)), "keeps"),
        (case((SEEN, True), (SIMULATED, True)), "keeps"),
        (case((SIMULATED, True), (SEEN, False)), "estimate"),
        (case((SEEN, True), holds=False), "estimate"),
        (case((SEEN, True), kind="other"), "estimate"),
        (case((SEEN, False), (SIMULATED, False)), "hands-all-over"),
    ],
)
def test_only_what_is_decided_where_it_was_seen_and_promised_is_kept(made: Case, name: str) -> None:
    assert made.name == name


@pytest.mark.parametrize(
    ("gaps", "outside", "kept", "name"),
    [
        ([], 0.0, 0.5, "keeps"),
        ([("unseen", 0.4, ("light",)), ("thin", 0.2, ("light",)), ("unseen", 0.5, ("hour",))], 0.6, 0.2, "keeps"),
        ([("unseen", 0.7, ("light",)), ("unseen", 0.3, ("light",))], 1.0, 0.0, "hands-all-over"),
        ([("simulated", 1.0, ("light",))], 1.0, 0.0, "hands-all-over"),
    ],
)
def test_of_a_declared_use_nothing_is_decided_where_nobody_has_been(
    gaps: list[tuple[str, float, tuple[str, ...]]], outside: float, kept: float, name: str
) -> None:
    made = [
        SimpleNamespace(kind=kind, share=share, conditions=[(axis, 0) for axis in axes]) for kind, share, axes in gaps
    ]
    new, spec = SimpleNamespace(visited=Deployment.of("light=0-1"), judged=None), SimpleNamespace(trust_simulated=False)
    found = case((SEEN, True), (SEEN, False), gaps=made, new=new, spec=spec)
    assert found.outside == pytest.approx(outside)
    assert found.kept == pytest.approx(kept)
    assert found.name == name


def test_what_is_decided_in_simulated_conditions_is_an_estimate() -> None:
    assert case((SEEN, True), (SIMULATED, True)).by_estimate
    assert not case((SEEN, True), (SIMULATED, False)).by_estimate


def test_a_use_that_is_only_declared_brings_nothing_new() -> None:
    items = ((SEEN, True),)
    assert case(*items).fresh is None
    assert case(*items, new=SimpleNamespace(judged=None)).which == "rows"
    assert case(*items, new=SimpleNamespace(judged=object())).which == "new rows"
