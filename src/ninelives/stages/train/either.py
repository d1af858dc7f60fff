"""Learn from photos or from a table, and judge either: whichever the data are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.model import Model
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError
from ninelives.report.terminal import watched
from ninelives.stages.train import fit, judge
from ninelives.stages.train.series.anew import foresee_into
from ninelives.stages.train.series.asking import wanted
from ninelives.stages.train.series.fit import foreseeing
from ninelives.stages.train.series.job import asked_of, given
from ninelives.stages.train.series.spec import TIMED, SeriesSpec, untimed
from ninelives.stages.train.series.spec import refuse as refuse_of_series
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.tables.fit import train_table, train_table_into
from ninelives.stages.train.tables.job import Columns, names
from ninelives.stages.train.tables.judge import predict_rows_into
from ninelives.stages.train.tables.spec import TableSpec, refuse

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.predictions import Predictions
    from ninelives.artifacts.problem import Problem
    from ninelives.artifacts.properties import Told


def train(
    data: Any,
    *,
    labels: str | Path | None = None,
    target: str | None = None,
    properties: Told | None = None,
    rules: str | Path | None = None,
    deployment: str | Path | Deployment | None = None,
    problem: str | Path | Problem | None = None,
    out: str | Path | None = None,
    spec: TrainSpec | TableSpec | SeriesSpec | None = None,
    progress: Progress | bool | None = None,
    id: str | None = None,  # noqa: A002  # as the command line calls it
    ignore: str | Collection[str] = (),
    keep: str | Collection[str] = (),
    dates: str | None = None,
    task: str | None = None,
    time: str | tuple[str, ...] | None = None,
    by: str | None = None,
    known: str | Collection[str] = (),
    **options: Any,
) -> Model | TableModel | SeriesModel:
    """Fit a ladder of rungs to photos, rows or series, and recommend the lowest that does the job.

    Args:
        data: photos: a folder with a subfolder for each class, a table with a column of their paths, zip, tar,
            archive, or several of them, or a model of kinds, which ``labels`` of some of its photos name. Rows: a CSV,
            TSV, Parquet or JSON-lines file, or a frame of Polars, pandas or Arrow.
        labels: a Labels file that names the class of each photo.
        target: the column of a table that holds the label of a photo, or what is to be learned of a row.
        properties: what else is known of each photo, columns and files of people's answers:
            ``"weight,snout=snout.csv@6s"``, a sequence of such words, or a mapping of names to files.
        rules: a TOML file of your own rules for the rung ``rules``, of photos or of rows that are told apart.
        deployment: where the model will be used, in words (``"hour=20-6"``), as a TOML file or a Deployment.
        problem: what is asked, a Problem or its file: target, biases (of photos), deployment and costs; an argument
            that is given here wins.
        out: the folder to write; without it nothing is written, and ``save`` of the model does.
        spec: all options together, of photos or of a table.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        id: of a table: the column that names each row.
        ignore: of a table: columns that nothing is learned from.
        keep: of a table: columns that are learned from although they look like an id or a copy of the target.
        dates: of a table: ``dmy`` or ``mdy``, how dates such as 1/2/11 are meant.
        task: of a table: ``classification`` or ``regression``, where it is not what the target suggests.
        time: of series: the column of their times, or a date and the hours beside it; what comes next is foreseen.
        by: of series: the column that tells several apart.
        known: of series: columns that are known of the steps ahead.
        options: single options of ``TrainSpec``, of ``TableSpec``, or of ``SeriesSpec``: ``rungs``, ``seed``,
            ``calibration_share``, ``horizon``, ….

    Returns:
        The model; the same arguments on the same machine give the same bytes.

    Raises:
        NinelivesError: the data, labels or options are not fit for it.
    """
    columns = Columns(target=target, id=id, ignore=names(ignore), keep=names(keep), dates=dates, task=task)
    photos: dict[str, Any] = {"labels": labels, "properties": properties}
    if time is not None:
        said = {**asdict(columns), **photos, "rules": rules}
        wants = wanted(problem, said.pop("target"))
        asked = asked_of(wants.target, time, by, names(known), said.pop("dates"))
        return foreseeing(data, asked, deployment, out, spec, {**options, **given(said)}, watched(progress), wants)
    if isinstance(spec, SeriesSpec):
        raise NinelivesError("these options are of series, and no time= says when the rows were", fix="time='COLUMN'")
    untimed([*given({"by": by, "known": known}), *(name for name in options if name in TIMED)])
    if not is_table(data):
        only_rows(columns)
        if isinstance(spec, TableSpec):
            raise NinelivesError("these options are of a table, and there are photos", fix="nl.train('photos/')")
        told: dict[str, Any] = {"deployment": deployment, "out": out, "spec": spec, "progress": progress, **photos}
        return fit.train(data, target=target, problem=problem, rules=rules, **told, **options)
    refuse(name for name, value in photos.items() if value is not None)
    own, show = _options(spec, options), watched(progress)
    if out is None:
        return train_table(data, columns, deployment, own, show, problem, rules)
    return train_table_into(
        data, columns, deployment, own, Path(out), Path(out), show, problem=problem, rules=rules
    ).model


def predict(
    model: Model | TableModel | SeriesModel | str | Path,
    data: Any = None,
    *,
    properties: Told | None = None,
    out: str | Path = "predictions.parquet",
    seed: int = 0,
    progress: Progress | bool | None = None,
) -> Predictions:
    """Judge photos, or the rows of a table, or foresee series.

    Args:
        model: a model, or its folder.
        data: for a model of photos a folder, table, zip, tar or archive, or several; for that of a table a path or a
            frame with the columns that it learned from; for that of series what came since, or None.
        properties: files of answers to what a model of photos asks for, as for ``train``; columns are found by their
            names.
        out: the Parquet file to write.
        seed: of the sample of photos for the first look.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: nothing can be read, columns are missing, or ``out`` cannot be written.
    """
    loaded = model if isinstance(model, Model | TableModel | SeriesModel) else load_model(model)
    if isinstance(loaded, SeriesModel):
        refuse_of_series(["properties"] if properties is not None else [])
        return foresee_into(loaded, data, Path(out), Path(out), watched(progress)).predictions
    if not isinstance(loaded, TableModel):
        return judge.predict(loaded, data, properties=properties, out=out, seed=seed, progress=progress)
    refuse(["properties"] if properties is not None else [])
    return predict_rows_into(loaded, data, Path(out), Path(out), watched(progress)).predictions


def only_rows(columns: Columns) -> None:
    """Refuse for photos what is said of the columns of a table.

    Raises:
        NinelivesError: such was said.
    """
    said = [name for name, given in asdict(columns).items() if given and name != "target"]
    if said:
        typed = ", ".join(f"--{name}" for name in said)
        raise NinelivesError(
            f"{typed} {'is' if len(said) == 1 else 'are'} of a table that is learned row by row, and there are photos",
            fix=f"leave {typed} out, or name a CSV, Parquet or JSON-lines file without picture paths",
        )


def _options(spec: TrainSpec | TableSpec | None, options: dict[str, Any]) -> TableSpec:
    """The options of a table; those of photos are taken as far as they are the same."""
    if isinstance(spec, TableSpec):
        return spec
    if spec is None:
        return TableSpec.of(options)
    usual = TrainSpec()
    changed = [field.name for field in fields(spec) if getattr(spec, field.name) != getattr(usual, field.name)]
    return TableSpec.of({name: getattr(spec, name) for name in changed})
