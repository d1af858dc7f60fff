"""Kinds that get names: a handful of labels turns them into a classifier, without another look at a photo."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ninelives.artifacts.archive import threads
from ninelives.artifacts.labels import Labels
from ninelives.artifacts.lineage import Lineage, place, put
from ninelives.artifacts.model import Model, Score
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Kinds
from ninelives.kernels.stats import clustered
from ninelives.store import digest, manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def lineage_of(model: Model, labels: Labels) -> Lineage:
    """Of the model that these labels make of another."""
    made = model.facts["lineage"]
    told = labels.table.select("item", "label").sort("item").rows()
    inputs = {"archive": made["inputs"]["archive"], "model": model.identity, "labels": digest.of_json(told)}
    return Lineage(stage="train", inputs=inputs, seed=made["seed"], threads=threads())


def named(model: Model, labels: Labels) -> Model:
    """Give kinds the names that most of their labelled photos have.

    A kind without a label, or without a name that more than half of its labels agree on, keeps its number. How often
    that is right is judged by leaving each label out, with those of its scene, and naming its kind by the others; the
    only scene of a kind proves nothing, and is not counted.

    Args:
        model: of kinds, not yet named.
        labels: of some of its photos.

    Raises:
        NinelivesError: it is no model of kinds, the labels name none of its photos, or no two names remain.
    """
    start = time.perf_counter()
    kinds = _unnamed(model)
    given = _given(model, labels, kinds["names"])
    said = [given.filter(pl.col("kind") == at).get_column("label").to_list() for at in range(len(kinds["names"]))]
    names = [_majority(those) or number for those, number in zip(said, kinds["names"], strict=True)]
    _check_names(names, kinds["names"])
    classes = tuple(sorted(set(names)))
    rung = _renamed(model, [classes.index(name) for name in names])
    told = {"kinds": kinds | {"labels": _heard(kinds["names"], names, said)}, "notes": _notes(model, labels)}
    return replace(
        model,
        classes=classes,
        scores=_scores(rung, given),
        rungs={rung.name: rung},
        facts=model.facts | told | {"task": "classification", "lineage": lineage_of(model, labels).to_json()},
        tables={name: _told_anew(table, kinds["names"], names) for name, table in model.tables.items()},
        path=None,
        digest="",
        seconds=time.perf_counter() - start,
    )


def _unnamed(model: Model) -> dict[str, Any]:
    kinds: dict[str, Any] | None = model.facts["kinds"]
    where = model.path or "this model"
    if kinds is None:
        raise NinelivesError(
            f"'{where}' is no model of kinds, so its classes have their names",
            fix="ninelives train photos/ --unlabelled 2",
        )
    if kinds["labels"]:
        raise NinelivesError(
            f"the kinds of '{where}' are named already",
            fix="name those of the model that it was made from, with all labels together",
        )
    return kinds


def _given(model: Model, labels: Labels, numbers: Sequence[str]) -> pl.DataFrame:
    """``label``, ``kind`` and ``scene`` of each labelled photo."""
    every = model.tables["crossfit"].with_columns(label=pl.lit(None, pl.String))
    put = labels.put_on(every).filter(pl.col("label").is_not_null())
    kind = put.select(f"p_{number}" for number in numbers).to_numpy().argmax(axis=1)
    return put.select("label", "scene", kind=pl.Series(kind))


def _majority(said: Sequence[str]) -> str:
    """What more than half say; empty where nothing is."""
    (most, count), *_ = Counter(said).most_common(1) or [("", 0)]
    return most if 2 * count > len(said) else ""


def _check_names(names: Sequence[str], numbers: Sequence[str]) -> None:
    if taken := [name for name, number in zip(names, numbers, strict=True) if name in numbers and name != number]:
        raise NinelivesError(
            f"a label calls another kind '{taken[0]}', which is the number of a kind", fix="choose another name for it"
        )
    if len(set(names)) < 2:
        raise NinelivesError(
            f"all {len(names)} kinds would be called '{names[0]}': nothing is left to tell apart",
            fix="label photos of several kinds; the report shows the most typical of each",
        )


def _renamed(model: Model, member: list[int]) -> Kinds:
    rung = model.rungs[Kinds.name]
    assert isinstance(rung, Kinds)
    return replace(rung, member=np.array(member, np.int64))


def _heard(numbers: Sequence[str], names: Sequence[str], said: Sequence[list[str]]) -> list[dict[str, Any]]:
    """What the labels of each kind say."""
    return [
        {"kind": number, "name": name, "counts": dict(sorted(Counter(those).items()))}
        for number, name, those in zip(numbers, names, said, strict=True)
    ]


def _notes(model: Model, labels: Labels) -> list[str]:
    strangers = labels.strangers(model.tables["crossfit"].get_column("item").to_list())
    return [*model.facts["notes"], *([strangers] if strangers else [])]


def _scores(rung: Kinds, given: pl.DataFrame) -> tuple[Score, ...]:
    """How often its kind's labels of other scenes name a label right; nothing where no kind has any."""
    rows = given.rows(named=True)
    others = [_of_other_scenes(row, rows) for row in rows]
    judged = [row for row, told in zip(rows, others, strict=True) if told]
    if not judged:
        return ()
    right = [_majority(told) == row["label"] for row, told in zip(rows, others, strict=True) if told]
    mean, error, low, high = clustered(right, [row["scene"] for row in judged])
    return (Score(name=rung.name, score=mean, interval=(low, high), error=error, parameters=rung.parameters),)


def _of_other_scenes(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The labels of the same kind that photos of other scenes have."""
    return [each["label"] for each in rows if each["kind"] == row["kind"] and each["scene"] != row["scene"]]


def _told_anew(table: pl.DataFrame, numbers: Sequence[str], names: Sequence[str]) -> pl.DataFrame:
    """A table of the model with names for numbers, kinds of one name together."""
    called = dict(zip(numbers, names, strict=True))
    if "prediction" in table.columns:
        table = table.with_columns(pl.col("prediction").replace(called))
    if f"p_{numbers[0]}" not in table.columns:
        return table
    together = {
        f"p_{name}": pl.sum_horizontal(f"p_{number}" for number in numbers if called[number] == name)
        for name in sorted(set(names))
    }
    return table.select(pl.exclude([f"p_{number}" for number in numbers]), **together)


def model_of(data: Any) -> Model | None:
    """The model that ``data`` is or lies at; None for anything else, such as photos.

    Raises:
        NinelivesError: it is a damaged one.
    """
    if isinstance(data, Model):
        return data
    if not isinstance(data, str | Path) or not manifest.is_sealed(Path(data)):
        return None
    return Model.load(data) if manifest.peek(Path(data)).kind == "model" else None


def named_into(
    model: Model, labels: str | Path | None, out: Path | None, default: Path
) -> tuple[Model, bool, str | None]:
    """Name kinds, and write to ``out`` or beside others at ``default``.

    Returns:
        The model, whether the same lineage had made it before, and a note on the choice of its name.
    """
    told = given(labels)
    lineage = lineage_of(model, told)
    where, saved = place(out, default, lineage), None
    if not where.done:
        where, saved = put(where, out, default, lineage, named(model, told).save)
    return saved or Model.load(where.path), where.done, where.note


def given(labels: str | Path | None) -> Labels:
    """The labels that name kinds.

    Raises:
        NinelivesError: there are none.
    """
    if labels is None:
        raise NinelivesError(
            "a model is no photos to learn from; what turns its kinds into classes is a handful of labels",
            fix="ninelives train photos.model --labels few.csv, a table that starts with the line: item,label",
        )
    return Labels.load(Path(labels))
