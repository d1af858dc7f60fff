"""What the page of a model of kinds shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ninelives.report.charts import NARROW, WIDE
from ninelives.report.facts import axes, lineage
from ninelives.report.kinds import NAME, Kind, KindsPage, heard_of
from ninelives.report.page import Aside, Command, Picture
from ninelives.report.words import plural

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model

RESTS = (
    "Kinds are those of k-means on what the network's last layer sees, the best of several starts. No label took part.",
    (
        "A gap between two kinds is tested on half of the scenes, one photo of each, with centres from the other half: "
        "fewer must lie half-way than near either centre. Without a gap, one cloud explains the photos as well."
    ),
    "How sure it says it is of a kind is an estimate: equal round clouds about the centres.",
)


def page(model: Model) -> KindsPage:
    """Everything that the report of a model of kinds says."""
    told, facts, envelope = model.facts["kinds"], model.facts, model.envelope
    accuracy, interval = model.accuracy() if model.known else (None, None)
    return KindsPage(
        name=model.path.name if model.path else "model",
        date=date.today(),
        told=told,
        classes=model.classes,
        kinds=_kinds(model),
        items=facts["items"],
        scenes=facts["scenes"],
        next=following(told, model.path.name if model.path else "photos.model"),
        accuracy=accuracy,
        interval=interval,
        seconds=model.seconds or None,
        envelope_svg=envelope.picture(world=facts["world"], width=WIDE),
        envelope_svg_narrow=envelope.picture(world=facts["world"], width=NARROW),
        unrecorded=envelope.unrecorded,
        gaps=axes.gaps(facts["gaps"]),
        set_aside=tuple(Aside(entry.path, entry.reason) for entry in model.set_aside),
        notes=tuple(facts["notes"]),
        lineage=lineage.rows(
            facts,
            "archive",
            ("seed, threads", f"{facts['lineage']['seed']}, {facts['lineage']['threads']}"),
            ("model", lineage.short(model.digest)),
        ),
        assumptions=RESTS,
    )


def following(told: Mapping[str, Any], where: str) -> tuple[Command, ...]:
    """What to type next, with a model that lies at ``where``."""
    judge = Command(f"ninelives predict {where} NEW", "sort new photos, and hear where they leave the envelope")
    return (judge,) if told["labels"] else (Command(f"ninelives train {where} --labels FEW.csv", NAME), judge)


def _kinds(model: Model) -> tuple[Kind, ...]:
    told = model.facts["kinds"]
    rows = {row["item"]: row for row in model.tables["pictures"].iter_rows(named=True)}

    def pictured(items: Sequence[str]) -> tuple[Picture, ...]:
        found = [rows[item] for item in items if item in rows and rows[item]["jpeg"]]
        return tuple(Picture(row["item"], row["jpeg"], probability=row["probability"]) for row in found)

    heard = {one["kind"]: one for one in told["labels"]}
    return tuple(
        Kind(
            name=heard[name]["name"] if name in heard else name,
            size=size,
            words=_words(name, size, heard.get(name)),
            typical=pictured(typical),
            doubtful=pictured(doubtful),
        )
        for name, size, typical, doubtful in zip(
            told["names"], told["sizes"], told["typical"], told["doubtful"], strict=True
        )
    )


def _words(number: str, size: int, heard: Mapping[str, Any] | None) -> str:
    """What stands beside a kind's name: ``thing 1 · 412 photos · 5 say dog``."""
    parts = [number] if heard and heard["name"] != number else []
    return " · ".join([*parts, plural(size, "photo"), *([heard_of(heard)] if heard else [])])
