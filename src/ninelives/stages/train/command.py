"""``ninelives train`` and ``ninelives predict``: parse, call the API, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.report.terminal import Show, between, paint, percent, tell
from ninelives.stages.train.spec import LADDER, TrainSpec

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gap
    from ninelives.artifacts.model import Model
    from ninelives.stages.train.fit import Trained
    from ninelives.stages.train.judge import Predicted

Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output, all else on standard error.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress.")]
Seed = Annotated[int, typer.Option(help="Of everything that is drawn.")]


def train(
    data: Annotated[
        Path, typer.Argument(help="A folder with a subfolder for each class, a table, zip, tar or archive.")
    ],
    labels: Annotated[Path | None, typer.Option(help="Parquet or CSV with item,label.")] = None,
    target: Annotated[str | None, typer.Option(metavar="COL", help="Column of a table that holds the label.")] = None,
    rungs: Annotated[str, typer.Option(help="Rungs to try, with commas.")] = ",".join(LADDER),
    deployment: Annotated[
        str | None, typer.Option(help='Where it will be used: "hour=20-6, place=48.2;16.4", or a TOML file.')
    ] = None,
    calibration_share: Annotated[
        float, typer.Option(help="Share of the photos kept apart for defer; 0 fits on all.")
    ] = 0.2,
    size: Annotated[
        int, typer.Option(help="Pixels that the pretrained rung looks at: 224, or 160 to be faster.")
    ] = 224,
    axes: Annotated[str | None, typer.Option(help="Axes of the envelope, with commas.")] = None,
    seed: Seed = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The model's folder. Default: DATA.model, here.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn to tell photos apart: the lowest rung that does the job, with its envelope."""
    spec = TrainSpec(
        rungs=_names(rungs) or (),
        seed=seed,
        calibration_share=calibration_share,
        size=size,
        axes=_names(axes),
    )
    from ninelives.artifacts.archive import Archive
    from ninelives.report.command import write_report
    from ninelives.stages.train.fit import train_into

    show = Show(quiet=quiet)
    archive = Archive.of(data, labels=labels, target=target, progress=show)
    if archive.set_aside:
        show.add(f"{len(archive.set_aside):,} set aside")
    trained = train_into(archive, deployment, spec, out, Path(f"{stem(data)}.model"), show)
    report = write_report(trained.model)
    tell(json, {**trained.model.summary(), "report": str(report)}, *_told(trained, report))


def predict(
    model: Annotated[Path, typer.Argument(help="A model's folder.")],
    data: Annotated[Path, typer.Argument(metavar="PATH", help="A folder, table, zip, tar, archive or picture.")],
    seed: Seed = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The Parquet file. Default: PATH.predictions.parquet, here.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Judge photos, and say first where they leave the model's envelope."""
    from ninelives.artifacts.model import Model
    from ninelives.report.command import write_report
    from ninelives.stages.train.judge import predict_into

    show = Show(quiet=quiet)
    loaded = Model.load(model)
    default = Path(f"{stem(data)}.predictions.parquet")
    predicted = predict_into(
        loaded, data, out, default, seed=seed, progress=show, foretell=lambda gaps, of: _foretell(show, gaps, of)
    )
    report = write_report(predicted.predictions)
    tell(json, {**predicted.predictions.summary(), "report": str(report)}, *_said(predicted, report))


def stem(data: Path) -> str:
    """The input's own name, without what it is packed in."""
    name = data.resolve().name
    for suffix in (
        ".archive",
        ".zip",
        ".tar",
        ".tar.gz",
        ".tgz",
        ".tar.bz2",
        ".tar.xz",
        ".csv",
        ".tsv",
        ".parquet",
        ".jsonl",
    ):
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix)
    return name or "photos"


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _told(trained: Trained, report: Path) -> list[str]:
    model = trained.model
    best = model.best
    head = "  made before: the same photos, options and version"
    if not trained.done:
        head = "  ladder     " + " · ".join(f"{s.name} {s.score * 100:.1f}" for s in model.scores)
    right = f"{percent(best.score)} ({between(best.interval)})"
    return [
        *([f"  {trained.note}"] if trained.note else []),
        head,
        "",
        f"  Right in {right} of photos like these: {paint(model.chosen, 'seen')}.",
        f"  {_ladder_words(model)}",
        "",
        *_envelope_lines(model),
        *_aside_lines(model),
        "",
        f"  {model.path}   report  {report}",
        f"  next    ninelives predict {model.path} NEW      judge new photos; where do they leave the envelope?",
    ]


def _ladder_words(model: Model) -> str:
    scores = model.scores
    at = next(i for i, score in enumerate(scores) if score.name == model.chosen)
    if higher := scores[at + 1 :]:
        top = max(higher, key=lambda score: score.score)
        more = f"{(top.score - model.best.score) * 100:+.1f} points: within one standard error, or no better"
        return f"The lowest rung that does the job; {top.name} would buy {more}."
    if at == 0:
        return "No other rung was tried."
    below = scores[at - 1]
    return f"{below.name}, the rung below it, is right in {percent(below.score)}."


def _envelope_lines(model: Model) -> list[str]:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import speak
    from ninelives.report.facts.axes import seen

    parts = ", ".join(seen(model.envelope, model.facts["world"])) or "no region has 30 scenes yet"
    lines = [f"  {paint('seen', 'seen')}        {parts}   ({model.envelope.scenes:,} scenes)"]
    if model.facts["deployment"]:
        gaps = model.envelope.gaps(Deployment.from_json(model.facts["deployment"]))
        lines += [f"  {paint('never seen', 'warn')}  {line}" for line in speak(gaps)]
    if model.envelope.unrecorded:
        lines.append(f"  unrecorded  {', '.join(model.envelope.unrecorded)}: nothing is known about them")
    return lines


def _aside_lines(model: Model) -> list[str]:
    aside = model.set_aside
    lines = [f"  set aside   {entry.path}: {entry.reason}" for entry in aside[:3]]
    return lines + ([f"              and {len(aside) - 3:,} more, all in the report"] if len(aside) > 3 else [])


def _foretell(show: Show, gaps: list[Gap], of: int) -> None:
    from ninelives.artifacts.envelope import speak

    if gaps:
        where = "; ".join(speak(gaps)[:3])
        show.note(f"{paint('▲ outside the envelope', 'warn')}, by a sample of {of:,} (an estimate): {where}")
    else:
        show.note(f"inside the envelope, as far as a sample of {of:,} tells (an estimate)")


def _said(predicted: Predicted, report: Path) -> list[str]:
    predictions, facts = predicted.predictions, predicted.predictions.facts
    return [
        *([f"  {predicted.note}"] if predicted.note else []),
        *(["  made before: the same model and photos"] if predicted.done else []),
        f"  {_right(facts)}",
        *(_gap_line(gap) for gap in facts["gaps"][:5]),
        *_first_aside(facts["set_aside"]),
        "",
        f"  {predictions.path}   report  {report}",
        f"  next    ninelives report {predictions.path}",
    ]


def _right(facts: dict[str, Any]) -> str:
    if facts["accuracy"] is not None:
        right = f"{percent(facts['accuracy'])} ({between(facts['interval'])})"
        return f"Right in {right} of the {facts['known']:,} photos whose truth is known."
    counted = zip(facts["classes"], facts["counts"], strict=True)
    told = ", ".join(f"{count:,} {name}" for name, count in counted if count)
    return f"{facts['items']:,} photos: {told}. Their truth is not known, so nobody can say how often that is right."


def _gap_line(gap: dict[str, Any]) -> str:
    visited = f"{percent(gap['share'])} of these; the model has seen {gap['scenes']:,} scenes there"
    return f"  {paint('▲', 'warn')} {gap['words']}: {visited}"


def _first_aside(aside: list[dict[str, str]]) -> list[str]:
    if not aside:
        return []
    return [f"  set aside   {len(aside):,}; the first: {aside[0]['path']}: {aside[0]['reason']}"]
