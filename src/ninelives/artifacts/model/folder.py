"""The folder that a model is kept in: what lies there, and how it is read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import parquet
from ninelives.artifacts.archive.gauges import HEADS, TUNED
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.foreign.origin import Origin
from ninelives.artifacts.model import kinds, parts, problem
from ninelives.artifacts.model.score import Score
from ninelives.artifacts.timings import timings_of
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import RUNGS, Foreign, Kinds
from ninelives.store import manifest
from ninelives.store.arrays import unpack

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.model import Model
    from ninelives.kernels.nets.rungs import Rung

KIND = "model"
NETWORK, TUNED_NETWORK, FOREIGN_NETWORK = "network.onnx", "fine-tuned.onnx", "foreign.onnx"
TABLES = ("calibration", "reference", "crossfit", "set_aside", "pictures", "learned")
DARKENED = "darkened"  # a table of models that were told of the dark, and of no other
PREFIX = 8  # bytes of a photo's SHA-256 that are kept: among ten million photos no two are taken for one another


def prefix(digest: bytes) -> int:
    """What a model keeps of a photo's SHA-256, as a number."""
    return int.from_bytes(digest[:PREFIX], "big")


def opened(cls: type[Model], folder: Path, sealed: manifest.Manifest) -> Model:
    """The model of a folder whose digests are right.

    Raises:
        Exception: of any kind, where the folder was sealed by somebody else than ``Model.save``.
    """
    parts.check_reach(sealed.facts)
    facts = dict(sealed.facts)
    timings = timings_of(folder)
    scores = tuple(
        Score(**parts.score(told), seconds=timings["rungs"].get(told["name"], 0.0)) for told in facts.pop("scores")
    )
    names = [score.name for score in scores]
    parts.check_ladder(names, kinds=facts["kinds"] is not None)
    rungs: dict[str, Rung] = {}
    for name in names if facts["kinds"] is None else [Kinds.name]:
        rung = RUNGS[name]
        rungs[name] = rung.from_arrays(unpack((folder / "rungs" / f"{rung.name}.safetensors").read_bytes()))
    classes, chosen = parts.classes(facts.pop("classes")), facts.pop("chosen")
    if chosen not in ({score.name for score in scores if score.capped is None} if facts["kinds"] is None else rungs):
        raise ValueError(f"the chosen rung '{chosen}' is not in it, or was not climbed in full")
    origin = Origin.from_json(facts["foreign"]) if facts.get("foreign") else None
    if (origin is not None) != (Foreign.name in rungs):
        raise ValueError("it does not say where it was adopted from")
    network, tuned, foreign = (folder / name for name in (NETWORK, TUNED_NETWORK, FOREIGN_NETWORK))
    adopted = (Foreign.name,) if origin and origin.takes else ()
    for path, those in ((network, HEADS), (tuned, (TUNED,)), (foreign, adopted)):
        if rungs.keys() & set(those) and not path.is_file():
            raise ValueError(f"its {path.name} is not in it")
    model = cls(
        classes=classes,
        chosen=chosen,
        scores=scores,
        rungs=rungs,
        envelope=Envelope.from_json(facts.pop("envelope")),
        facts=facts,
        tables=_tables(folder, classes, unknown=facts["kinds"] is not None),
        network=network if network.is_file() else None,
        tuned=tuned if tuned.is_file() else None,
        foreign=foreign if adopted else None,
        path=folder,
        seconds=timings["total"],
        digest=sealed.digest,
    )
    parts.check_facts(model.facts)
    problem.check(model.facts.get("problem"))
    parts.check_read(model.facts["properties"], rungs)
    parts.check_rules(model.facts["rules"], rungs.get("rules"), classes)
    if model.kinds is not None:
        kinds.check(model.kinds, model.rungs[Kinds.name], classes)
    for name, fitted in rungs.items():
        if origin is not None:
            parts.check_foreign(fitted, origin, len(classes))
        else:
            parts.check_rung(fitted, model.gauge(name), len(classes))
    return model


def _tables(folder: Path, classes: tuple[str, ...], *, unknown: bool) -> dict[str, pl.DataFrame]:
    """The tables of a model folder, with the columns that belong there; no truth in those whose truth is unknown."""
    import polars as pl

    judged = {"item": pl.String, "scene": pl.Int64, "truth": pl.String, **{f"p_{name}": pl.Float64 for name in classes}}
    told = {"path": pl.String, "reason": pl.String}
    shown = {"item": pl.String, "truth": pl.String, "prediction": pl.String, "probability": pl.Float64}
    schemas: dict[str, Any] = dict(
        zip(TABLES, (judged, judged, judged, told, {**shown, "jpeg": pl.Binary}, {"photo": pl.Binary}), strict=True)
    )
    tables = {name: parquet.read(folder / f"{name}.parquet", schema) for name, schema in schemas.items()}
    if (folder / f"{DARKENED}.parquet").is_file():
        lit = {"light": pl.Float64, "sharpness": pl.Float64}
        tables[DARKENED] = parquet.read(folder / f"{DARKENED}.parquet", judged | lit)
        _check_darkened(tables[DARKENED], classes)
    if tables["crossfit"].schema != tables["calibration"].schema:
        raise ValueError("its tables do not fit each other")
    photos = tables["learned"].get_column("photo")
    if photos.null_count() or not (photos.is_sorted() and (photos.bin.size() == PREFIX).all()):
        raise ValueError("it does not tell which photos it learned from")
    for name in ("crossfit", "calibration"):
        truth = tables[name].get_column("truth")
        if (truth.null_count() != len(truth)) if unknown else not truth.is_in(list(classes)).fill_null(False).all():
            raise ValueError(f"{name}.parquet names a class that the model does not have")
    return tables


def _check_darkened(table: pl.DataFrame, classes: tuple[str, ...]) -> None:
    import polars as pl

    told = [pl.col("light", "sharpness", *(f"p_{name}" for name in classes)).is_finite(), pl.col("scene").is_not_null()]
    whole = table.select(pl.all_horizontal(*told, pl.col("truth").is_in(list(classes))).fill_null(False).all()).item()
    if not whole:
        raise ValueError("what it said of darkened copies makes no sense")


def holds(path: Path, data: str) -> bool:
    """Whether the seal of a folder says that it holds a model of such data; False for whatever is not sealed."""
    if not manifest.is_sealed(path):
        return False
    try:
        sealed = manifest.peek(path)
    except NinelivesError:
        return False
    return sealed.kind == KIND and sealed.facts.get("data") == data
