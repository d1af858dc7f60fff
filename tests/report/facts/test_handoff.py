"""From a folder's facts to what its page shows."""

from __future__ import annotations

from ninelives.report.facts.handoff import next_of, page
from tests.report.handed_over import facts


def test_what_is_only_simulated_is_an_estimate_trusted_or_not() -> None:
    simulated = facts()["simulated"]
    rests = "an estimate from 600 made copies, if real darkness does to its answers what copies made dark do"
    assert page(facts()).simulated == (
        f"with --trust-simulated it would decide 76.0 % alone, about 1.1 % of it wrong: {rests}"
    )
    assert page(facts("estimate")).simulated.startswith("where it was only simulated it decides 76.0 % alone")
    assert page(facts(simulated={**simulated, "threshold": None, "risk": 0.2})).simulated == (
        f"where it was only simulated nothing may be decided alone: 20.0 % are wrong, {rests}"
    )
    assert page(facts(simulated=None)).simulated == ""


def test_what_to_type_next() -> None:
    assert [each.line for each in next_of(facts(), "a.handoff")] == [
        "ninelives decide a.handoff night",
        "ninelives serve a.handoff",
    ]
    declared = next_of(facts("hands-all-over", declared=True, new="light=0-0.1"))
    assert [each.line for each in declared] == ["ninelives decide HANDOFF NEW", "ninelives serve HANDOFF"]
    assert declared[0].why == "puts each into the queue"


def test_lineage_names_inputs_risk_and_threshold() -> None:
    told = dict(page(facts()).lineage)
    assert told["model"] == "digest aaaaaaaaaaaa…"
    assert told["risk, delta"] == "0.02, 0.05"
    assert told["decides alone from a score of"] == "0.87"
    assert dict(page(facts("hands-all-over")).lineage)["decides alone from a score of"] == "none"
