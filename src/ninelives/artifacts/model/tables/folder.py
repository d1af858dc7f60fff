"""The folder that a table's model is kept in, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.model import parts as shared
from ninelives.artifacts.model.score import Score
from ninelives.artifacts.model.tables import parts, sheets
from ninelives.artifacts.table import Coding
from ninelives.artifacts.timings import timings_of
from ninelives.kernels.nets.rungs.tables import CLASSIFIERS, REGRESSORS
from ninelives.kernels.nets.rungs.tables.foreign import ForeignRows
from ninelives.kernels.stats import Reach
from ninelives.store.arrays import unpack

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables.model import TableModel
    from ninelives.store import manifest

DATA: Final = "table"  # what the seal says under ``data``, so that no model of photos is taken for one
REACH: Final = "intervals.safetensors"


def opened(cls: type[TableModel], folder: Path, sealed: manifest.Manifest) -> TableModel:
    """The model of a folder whose digests are right.

    Raises:
        Exception: of any kind, where the folder was sealed by somebody else than ``TableModel.save``.
    """
    shared.check_reach(sealed.facts)
    facts = dict(sealed.facts)
    timings = timings_of(folder)
    scores = tuple(
        Score(**shared.score(told), seconds=timings["rungs"].get(told["name"], 0.0)) for told in facts.pop("scores")
    )
    names = [score.name for score in scores]
    coding = Coding.from_json(facts.pop("coding"))
    features = len(coding.features)
    task, classes = facts.pop("task"), facts.pop("classes")
    kinds = parts.classes(task, classes)
    parts.check_ladder(names, kinds)
    if any(score.capped for score in scores):
        raise ValueError("a rung of it is capped, and no rung of a table is")
    envelope = Envelope.from_json(facts.pop("envelope"))
    reach = _reach(folder) if facts.pop("intervals") else None
    parts.check_reach(reach, kinds)
    model = cls(
        target=parts.target(facts.pop("target"), coding),
        task=task,
        classes=kinds,
        chosen=_chosen(facts.pop("chosen"), names),
        scores=scores,
        rungs=_rungs(folder, names, REGRESSORS if kinds is None else {**CLASSIFIERS, ForeignRows.name: ForeignRows}),
        coding=coding,
        errors=parts.errors(facts.pop("errors"), names, kinds),
        reach=reach,
        envelope=envelope,
        facts=facts,
        tables=sheets.read(folder, kinds, envelope, features, reach=reach is not None),
        path=folder,
        seconds=timings["total"],
        digest=sealed.digest,
    )
    parts.check_facts(facts, names)
    parts.origin(facts.get("foreign"), names, kinds)
    parts.check_rules(facts["rules"], model.rungs.get("rules"), kinds)
    for fitted in model.rungs.values():
        parts.check_rung(fitted, features, kinds)
    return model


def _chosen(told: Any, names: list[str]) -> str:
    if told not in names:
        raise ValueError(f"the chosen rung '{told}' is not in it")
    return str(told)


def _rungs(folder: Path, names: list[str], kinds: Any) -> dict[str, Any]:
    return {
        name: kinds[name].from_arrays(unpack((folder / "rungs" / f"{name}.safetensors").read_bytes())) for name in names
    }


def _reach(folder: Path) -> Reach:
    return Reach.from_arrays(unpack((folder / REACH).read_bytes()))
