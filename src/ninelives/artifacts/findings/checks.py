"""Whether sealed findings can be what ``Findings.save`` wrote; digests prove who wrote them, and not that they make
sense.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.findings.harm import Harm

LISTS: Final = ("gaps", "tests", "rows", "explained_by", "actions", "assumptions", "notes", "unrecorded")
TEXTS: Final = ("sentence", "reference", "new", "noun", "level")
FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "tests": frozenset({"name", "part", "column", "statistic", "p", "valid", "smallest_detectable"}),
    "rows": frozenset({"item", "score"}),
    "explained_by": frozenset({"words", "column", "share", "here", "there"}),
    "actions": frozenset({"what", "why", "gain", "command"}),
}
TABLES: Final = ("kind", "lineage", "units", "itself")
HIDDEN: Final = ("columns", "mixtures", "closes", "secrets", "notes")
LEVELS: Final = ("good", "warn", "bad", "unsure")


def check(facts: Mapping[str, Any], verdicts: Sequence[str]) -> None:
    """Raises ValueError, KeyError or TypeError where they make no sense."""
    if facts["verdict"] not in verdicts or facts["level"] not in LEVELS:
        raise ValueError(f"there is no verdict '{facts['verdict']}'")
    for names, kind in ((LISTS, list), (TEXTS, str), (TABLES, dict)):
        if wrong := [name for name in names if type(facts[name]) is not kind]:
            raise ValueError(f"its {wrong[0]} is no {kind.__name__}")
    for name, fields in FIELDS.items():
        if any(type(one) is not dict or not fields <= set(one) for one in facts[name]):
            raise ValueError(f"its {name} lack their parts")
    _check_numbers(facts)
    Harm.from_json(facts["harm"])
    Envelope.from_json(facts["envelope"])


def _check_numbers(facts: Mapping[str, Any]) -> None:
    if any(test["p"] is not None and not 0 < float(test["p"]) <= 1 for test in facts["tests"]):
        raise ValueError("a p-value of it is none")
    rate = facts["realised_false_alarm_rate"]
    if rate is not None and not 0 <= float(rate) <= 1:
        raise ValueError("its false alarms are no share")
    if (told := facts.get("adversary")) is not None:
        hidden(told)


def hidden(told: Mapping[str, Any]) -> None:
    """Raises ValueError, KeyError or TypeError where what an opponent could hide makes no sense."""
    if not isinstance(told["reason"], str) or any(type(told[name]) is not list for name in HIDDEN):
        raise ValueError("what an opponent could hide lacks its parts")
    if told["reason"]:
        return
    shares = [told["mixture"]["share"], *(one["share_after"] for one in told["closes"])]
    rates = [one[name]["rate"] for one in told["secrets"] for name in ("known", "secret")]
    if any(one is not None and not 0 <= float(one) <= 1 for one in (*shares, *rates)):
        raise ValueError("a share that an opponent could hide is none")
    if any(not float(one["largest"]) >= 0 for one in told["columns"]) or not isinstance(told["cost"]["words"], str):
        raise ValueError("what an opponent could move is no size")
