"""A handoff's facts as a queue needs them: the one place that reads the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue.asked import Asked
from ninelives.store import manifest

MOST_LACKS = 12


def asked_of(path: Path) -> Asked:
    """What people are asked for a handoff.

    Raises:
        NinelivesError: there is none, it is damaged, or it is another artifact.
    """
    if not manifest.is_sealed(path):
        raise NinelivesError(f"there is no handoff '{path}'", fix="ninelives defer MODEL")
    read = manifest.check(path, "handoff")
    facts, costs = read.facts, read.facts.get("costs") or {}
    classes, model = facts.get("classes"), facts.get("model") or {}
    return Asked(
        handoff=read.digest,
        noun=str(facts.get("noun") or "photo"),
        classes=None if classes is None else tuple(map(str, classes)),
        unit=facts.get("unit"),
        within=facts.get("within"),
        risk=None if facts.get("guarantee", "none") == "none" else facts.get("risk"),
        delta=float(facts.get("delta", 0.05)),
        minute=float(costs.get("minute") or 0.0),
        human=_human(costs),
        currency=str(costs.get("currency") or "€"),
        kept=facts.get("kept"),
        model=str(model.get("typed") or "MODEL"),
        of=str(model.get("kind") or "photos"),
        enveloped=bool((facts.get("envelope") or {}).get("axes")),
        lacks=tuple(_lacks(facts))[:MOST_LACKS],
    )


def _human(costs: dict[str, Any]) -> float | None:
    """The price of an answer, of which the sensitivity was told."""
    told = [one.get("value") for one in costs.get("sensitivity") or () if one.get("name") == "human"]
    return float(told[0]) if told and told[0] is not None else None


def _lacks(facts: dict[str, Any]) -> list[str]:
    told = [f"{gap['words']}: {gap.get('kind', 'unseen')}" for gap in facts.get("gaps", ()) if gap.get("words")]
    regions = facts.get("by_region", ())
    told += [f"{each['region']}: {each['kind']}" for each in regions if each.get("kind") in ("unseen", "unknown")]
    return list(dict.fromkeys([*told, *(f"{axis} was never recorded" for axis in facts.get("unrecorded", ()))]))
