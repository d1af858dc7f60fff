"""All that is told of an opponent: sealed and read again, in a terminal and on a page; and why there may be nothing."""

from __future__ import annotations

import copy
import functools
import importlib
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.findings import Findings
from ninelives.artifacts.findings.checks import hidden
from ninelives.artifacts.sides import Sides
from ninelives.report import adversary as report
from ninelives.stages.audit.adversary import closing, cost, hiding, search, secrets
from ninelives.stages.audit.job import audit
from ninelives.stages.audit.told import Shift
from tests.rows import rows

ALPHA = 0.05
room = importlib.import_module("ninelives.stages.audit.adversary.hiding")  # its function has the same name


@pytest.fixture(scope="module")
def told(sides: Sides, shift: Shift) -> dict[str, Any]:
    """Of a search that is cut short, with every stage told of its progress."""
    seen: list[tuple[str, int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        for place in (room, closing, cost):
            patch.setattr(place, "searched", lambda *told, **_: search.searched(told[0], told[1], told[2], told[3], 4))
        patch.setattr(room, "checked", functools.partial(search.checked, times=3))
        patch.setattr(secrets, "played", functools.partial(secrets.played, times=2))
        found = hiding(
            sides, shift, alpha=ALPHA, seed=0, unrecorded=["place"], progress=lambda *step: seen.append(step)
        )
    assert [done for _, done, _ in seen[:-1]] == list(range(1, len(seen)))
    assert seen[-1][1] == seen[-1][2]
    assert {(stage, done <= of) for stage, done, of in seen} == {("adversary", True)}
    return found


def test_every_figure_makes_sense(told: dict[str, Any]) -> None:
    hidden(told)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert {one["column"] for one in told["columns"]} == {"x", "y", "watch", "kind"}
    assert told["mixture"]["what"] in [one["what"] for one in told["mixtures"]]
    assert told["cost"]["rows"] == pytest.approx(told["mixture"]["share"] * 80)
    assert told["closes"][-1]["what"] == "recording place"
    assert all(one["own"] is None or math.isfinite(one["own"]) for one in told["columns"])


def test_the_same_again_gives_the_same(told: dict[str, Any], sides: Sides, shift: Shift) -> None:
    world = room.world_of(shift, ALPHA, 0)
    tactic = room.tactics.mixtures(world, sides, shift)[1]
    ends = [search.searched(world, tactic.attack, 1.0, lambda: None, 3).at(0.5) for _ in range(2)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    "bend",
    [
        lambda told: told["mixture"].update(share=1.5),
        lambda told: told["columns"][0].update(largest=-1.0),
        lambda told: told["columns"][0].update(largest=float("nan")),
        lambda told: told["secrets"][0]["known"].update(rate=2),
        lambda told: told.update(closes={}),
        lambda told: told.update(reason=None),
        lambda told: told.pop("cost"),
    ],
)
def test_figures_that_make_no_sense_are_refused(told: dict[str, Any], bend: Any) -> None:
    bent = copy.deepcopy(told)
    bend(bent)
    with pytest.raises((ValueError, KeyError, TypeError)):
        hidden(bent)


def test_a_terminal_says_it_in_a_few_lines(told: dict[str, Any]) -> None:
    head, *lines = report.lines(told)
    assert head == "  an opponent who knows this audit"
    names = [line[:18].strip() for line in lines]
    assert [name for name in names if name][:3] == ["hides", "at a cost", "or moves"]
    assert names[-1] == "if"
    assert report.lines(None) == []


def test_where_no_test_can_tell_nothing_is_searched(sides: Sides, shift: Shift) -> None:
    blind = replace(shift, tested=replace(shift.tested, least=0.2))
    units = replace(shift.compared.units, reference=3)
    scarce = replace(shift, compared=replace(shift.compared, units=units))
    for what, why in ((blind, "so few units"), (scarce, "only 3 scenes"), (None, "nothing can be tested")):
        found = hiding(sides, what, alpha=ALPHA, seed=0)
        hidden(found)
        assert why in found["reason"]
        assert "cannot tell" in report.lines(found)[1]
        part = report.of(found)
        assert part is not None
        assert part.reason.endswith(".")


@pytest.mark.slow
def test_an_audit_searches_when_it_is_asked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    for name, seed in (("old.csv", 1), ("new.csv", 2)):
        rows(40, seed=seed).write_csv(tmp_path / name)
    paths = tmp_path / "old.csv", tmp_path / "new.csv"
    plain = audit(*paths, progress=False)
    told = audit(*paths, out=tmp_path / "x.findings", adversary=True, progress=False)
    assert "adversary" not in plain.facts
    assert plain.verdict == told.verdict
    found = Findings.load(tmp_path / "x.findings").facts["adversary"]
    assert found == told.facts["adversary"]
    assert 0 < found["mixture"]["share"] <= 1
    assert found["mixture"]["twice"]["rate"] > found["mixture"]["fresh"]["rate"]
