"""``ninelives adopt``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Json, Labels, Quiet, Seed, Target, Use
from ninelives.report.terminal import Show, aside, paint, shown, tell, typed, warned
from ninelives.report.words import between, many, percent, plural, too_few
from ninelives.stages.adopt.spec import AdoptSpec

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.stages.adopt.fit import Adopted

KEYS = ("out", "task", "classes", "items", "accuracy", "interval", "calibration_items", "envelope", "gaps", "seconds")


def adopt(
    foreign: Annotated[
        Path,
        typer.Argument(
            help="A network as an ONNX file, or a table of predictions: item, and p_CLASS of each class.", **UNCHECKED
        ),
    ],
    data: Annotated[
        Path,
        typer.Option(
            help="What it is judged on: a folder with a subfolder for each class, table, zip, tar, archive; or rows.",
            **UNCHECKED,
        ),
    ],
    labels: Labels = None,
    target: Target = None,
    classes: Annotated[
        str | None, typer.Option(help="What its outputs mean, in their order, with commas. Default: as its file says.")
    ] = None,
    trained_on: Annotated[
        Path | None,
        typer.Option(metavar="DATA0", help="What it was trained on. Default: unknown, and said so.", **UNCHECKED),
    ] = None,
    layout: Annotated[str | None, typer.Option(help="Of its input: nchw or nhwc.")] = None,
    size: Annotated[str | None, typer.Option(help="Of the photos that it takes, px: 224, or height,width.")] = None,
    channels: Annotated[str | None, typer.Option(help="Of its input: rgb, bgr or grey.")] = None,
    values: Annotated[
        str | None, typer.Option(help="What a colour becomes: 0-255, 0-1, -1-1, imagenet or caffe.")
    ] = None,
    fit: Annotated[
        str | None, typer.Option(help="What it is shown of a photo: crop, the middle, or squash, all.")
    ] = None,
    output: Annotated[str | None, typer.Option(help="The output to use, where there are several.")] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="COLS", help="Rows: the columns that it takes, in its order, with commas.")
    ] = None,
    id: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option(metavar="COL", help="Rows: the column that names each of them.")
    ] = None,
    logits: Annotated[bool, typer.Option("--logits", help="The table holds logits.")] = False,
    deployment: Use = None,
    problem: Annotated[
        Path | None,
        typer.Option(help="What ask wrote: target, deployment, costs; an option here wins.", **UNCHECKED),
    ] = None,
    calibration_share: Annotated[float, typer.Option(help="Share of the items kept apart for defer.")] = 0.2,
    axes: Annotated[str | None, typer.Option(help="Axes of the envelope, with commas.")] = None,
    seed: Seed = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The model's folder. Default: FOREIGN.model, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Judge a model that was made elsewhere, and draw its envelope."""
    spec = AdoptSpec(
        classes=classes,  # type: ignore[arg-type]  # read as it is typed
        layout=layout,
        size=size,  # type: ignore[arg-type]
        channels=channels,
        values=values,
        fit=fit,
        output=output,
        columns=columns,  # type: ignore[arg-type]
        id=id,
        logits=logits,
        calibration_share=calibration_share,
        axes=axes,  # type: ignore[arg-type]
        seed=seed,
    )
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.adopt.fit import adopt_into

    default = Path(f"{stem(foreign)}.model")
    with warned():
        adopted = adopt_into(
            *(foreign, data, spec, out, default, Show(quiet=quiet)),
            labels=labels,
            target=target,
            trained_on=trained_on,
            deployment=deployment,
            problem=problem,
        )
    report = write_report(adopted.model)
    facts = adopted.model.summary()
    tell(json, {**{name: facts[name] for name in KEYS}, "report": str(report)}, *_told(adopted, report))


def _told(adopted: Adopted, report: Path) -> list[str]:
    from ninelives.artifacts.model import Model
    from ninelives.report import costs
    from ninelives.report.adopted import assumed
    from ninelives.report.facts.costs import charged, charged_rows
    from ninelives.report.use import made_under

    model = adopted.model
    photos, origin = isinstance(model, Model), model.origin
    assert origin is not None
    noun = "photo" if photos else "row"
    return [
        *(["  made before: the same model, data, options and version"] if adopted.done else []),
        *_right(model, origin.name, noun),
        *(f"  {paint('▲', 'warn')} {visible(doubt)}" for doubt in origin.doubts),
        *costs.lines(charged(model) if isinstance(model, Model) else charged_rows(model)),
        "",
        *made_under(model, "seen" if origin.items else "judged on", none="" if photos else "name columns with --axes"),
        *(f"  assumed     {visible(line)}" for line in assumed(origin, noun)),
        *aside([(entry.path, entry.reason) for entry in model.set_aside], model.facts["notes"]),
        "",
        f"  {shown(model.path)}   report  {shown(report)}",
        *([f"  {visible(adopted.note)}"] if adopted.note else []),
        f"  next    {_next(model)}",
    ]


def _right(model: Model | TableModel, name: str, noun: str) -> list[str]:
    """How often it is right, and on which items that rests."""
    found, apart = model.accuracy(), model.facts["calibration_items"]
    assert found is not None
    share, interval = found
    right, who = f"{percent(share)} ({between(interval)})", paint(visible(name), "seen")
    if few := too_few(model.facts["items"], model.facts["scenes"], noun):
        return [f"  {few}", f"  So far right in {right}: {who}."]
    kept = f"; {apart:,} of them are kept apart for defer" if apart else ""
    first = f"  Right in {right} of {many(noun)} like these: {who}."
    return [first, f"  Judged on {plural(model.facts['items'], noun)}{kept}."]


def _next(model: Model | TableModel) -> str:
    if not model.judges:
        return f"ninelives report {typed(model.path)}      the same page again, wherever the model goes"
    new = "NEW" if model.facts.get("data") is None else "NEW.csv"
    return f"ninelives predict {typed(model.path)} {new}      where does it leave the envelope?"
