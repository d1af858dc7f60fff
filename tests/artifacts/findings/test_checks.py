"""Sealed findings that make no sense are refused, whoever sealed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.findings import GRAVEST, Findings, checks
from ninelives.errors import NinelivesError
from ninelives.store import manifest
from tests.artifacts.findings.test_findings import facts, findings


def test_what_an_audit_wrote_makes_sense() -> None:
    checks.check(facts(), GRAVEST)


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "fine"},
        {"level": "purple"},
        {"tests": [{"name": "ks"}]},
        {"tests": [{**facts()["tests"][0], "p": 0}]},
        {"rows": {}},
        {"sentence": 3},
        {"realised_false_alarm_rate": 7},
        {"envelope": {}},
        {"kind": []},
        {"harm": {"value": 1}},
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    findings().save(tmp_path / "x")
    manifest.seal(tmp_path / "x", "findings", facts(**changed))
    with pytest.raises(NinelivesError):
        Findings.load(tmp_path / "x")
