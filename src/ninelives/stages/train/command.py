"""``ninelives train`` and ``ninelives predict``: parse, call the API, print."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.artifacts.glance import rung, visible
from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED, Json, Labels, Properties, Quiet, Seed, Target, Use
from ninelives.report.terminal import Show, aside, more, paint, shown, tell, typed, warned
from ninelives.report.use import made_under
from ninelives.report.words import between, percent, plural, points, too_few
from ninelives.stages.train.clock import seconds_of
from ninelives.stages.train.spec import BIASES, LADDER, TrainSpec

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.model import Model
    from ninelives.report.words import Gap as Told
    from ninelives.stages.train.fit import Trained
    from ninelives.stages.train.judge import Predicted

ROWS = (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson")  # files that may hold rows to learn from
GAPS, CLASSES = 5, 6  # regions and classes told in a terminal; the report holds all


def train(
    data: Annotated[
        Path,
        typer.Argument(
            help="A folder with a subfolder for each class, a table, zip, tar or archive; a model of kinds to name; or "
            "rows: CSV, TSV, Parquet, JSON lines.",
            **UNCHECKED,
        ),
    ],
    labels: Labels = None,
    target: Target = None,
    properties: Properties = None,
    rules: Annotated[Path | None, typer.Option(help="A TOML file of your own rules.", **UNCHECKED)] = None,
    rungs: Annotated[
        str, typer.Option(help="Rungs to try, with commas. Rows have a ladder of their own, with boosting.")
    ] = ",".join(LADDER),
    deployment: Use = None,
    problem: Annotated[
        Path | None,
        typer.Option(help="What ask wrote: target, biases, deployment and costs; an option here wins.", **UNCHECKED),
    ] = None,
    calibration_share: Annotated[
        float, typer.Option(help="Share of the photos or rows kept apart for defer; 0 fits on all.")
    ] = 0.2,
    size: Annotated[
        int, typer.Option(help="Pixels that the pretrained rung looks at: 224, or 160 to be faster.")
    ] = 224,
    unlabelled: Annotated[
        int | None, typer.Option(metavar="K", help="Sort photos without labels into K kinds that look alike.")
    ] = None,
    axes: Annotated[str | None, typer.Option(help="Axes of the envelope, with commas.")] = None,
    claims: Annotated[
        str | None, typer.Option("--biases", help=f"What should not matter, with commas: {', '.join(BIASES)}; or none.")
    ] = None,
    budget: Annotated[
        str | None,
        typer.Option(help="Time that all may take: 90s, 5m or 1h30m. What is unfinished then is named."),
    ] = None,
    fine_tune: Annotated[
        bool,
        typer.Option("--fine-tune", help="Tune the pretrained network too, for minutes; used where that pays."),
    ] = False,
    id: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option(metavar="COL", help="Rows: the column that names each of them.")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option(metavar="COLS", help="Rows: columns that nothing is learned from, with commas.")
    ] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="COLS", help="Rows: columns to learn from although they look like a leak.")
    ] = None,
    dates: Annotated[str | None, typer.Option(help="Rows: how 1/2/11 is meant, dmy or mdy.")] = None,
    task: Annotated[
        str | None, typer.Option(help="Rows: classification or regression, where the target suggests the other.")
    ] = None,
    time_: Annotated[
        str | None,
        typer.Option("--time", metavar="COL", help="Rows: the column of their times; foresee what comes next."),
    ] = None,
    horizon: Annotated[
        int | None, typer.Option(help="Series: steps to foresee; a round of the shortest season by default.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="COL", help="Series: the column that tells several apart.")] = None,
    known: Annotated[
        str | None, typer.Option(metavar="COLS", help="Series: columns that are known of the steps ahead, with commas.")
    ] = None,
    season: Annotated[
        str | None, typer.Option(help="Series: steps after which things come round, 24 or 24,168, or none; else found.")
    ] = None,
    delay: Annotated[int | None, typer.Option(help="Series: steps that the last values are published late.")] = None,
    step: Annotated[
        str | None, typer.Option(help="Series: 15min, 1h, 1d: values within one are averaged; else found.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Series: whose clocks the times were read from, as Europe/Vienna.")
    ] = None,
    seed: Seed = 0,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The model's folder. Default: DATA.model, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn from photos or rows: the lowest rung that does the job."""
    start = time.perf_counter()
    columns = {"target": target, "id": id, "ignore": _names(ignore), "keep": _names(keep), "dates": dates, "task": task}
    ordered = {"time": time_, "horizon": horizon, "by": by, "known": _names(known), "season": season}
    ordered |= {"delay": delay, "step": step, "zone": zone}
    own: dict[str, Any] = {"rungs": None if rungs == ",".join(LADDER) else rungs, "seed": seed, "budget": budget}
    photos: dict[str, Any] = {"size": size != 224, "fine_tune": fine_tune, "unlabelled": unlabelled, "biases": claims}
    photos |= {"labels": labels, "properties": properties}
    if any(given is not None for given in ordered.values()):
        options = {
            **own,
            **photos,
            "problem": problem,
            "rules": rules,
            "axes": axes,
            "calibration_share": calibration_share != 0.2,
        }
        _foresee(data, columns, ordered, options, deployment=deployment, out=out, start=start, json=json, quiet=quiet)
        return
    if data.suffix.lower() in ROWS and _are_rows(
        columns,
        data=data,
        deployment=deployment,
        problem=problem,
        rules=rules,
        spec={**own, "axes": axes, "calibration_share": calibration_share},
        photos=photos,
        out=out,
        start=start,
        json=json,
        quiet=quiet,
    ):
        return
    _refuse_columns(columns)
    spec = TrainSpec(
        rungs=_names(rungs) or (),
        seed=seed,
        calibration_share=calibration_share,
        size=size,
        unlabelled=unlabelled,
        axes=_names(axes),
        biases=() if claims == "none" else _names(claims),
        budget=None if budget is None else seconds_of(budget),
        fine_tune=fine_tune,
    )
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.train.fit import train_into

    show = Show(quiet=quiet)
    use = None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())  # told before any reading
    default = Path(f"{stem(data).removesuffix('.model')}.model")
    with warned():
        trained = train_into(
            *(data, use, spec, out, default, show),
            labels=labels,
            target=target,
            properties=properties,
            rules=rules,
            problem=problem,
            start=start,
        )
    report = write_report(trained.model)
    tell(json, {**trained.model.summary(), "report": str(report)}, *_told(trained, report))


def _are_rows(
    columns: dict[str, Any],
    *,
    data: Path,
    deployment: str | None,
    problem: Path | None,
    rules: Path | None,
    spec: dict[str, Any],
    photos: dict[str, Any],
    **told: Any,
) -> bool:
    """Whether a file holds rows, and no list of photos; then they are learned from, and the answer is told."""
    from ninelives.artifacts.table.which import is_table

    if not is_table(data):
        return False
    from ninelives.stages.train.tables.command import train_rows
    from ninelives.stages.train.tables.job import Columns
    from ninelives.stages.train.tables.spec import TableSpec, refuse

    refuse(name for name, given in photos.items() if given)
    own = {name: value or () for name, value in columns.items() if name in ("ignore", "keep")}
    train_rows(data, Columns(**{**columns, **own}), deployment, problem, rules, TableSpec.of(spec), **told)
    return True


def _foresee(
    data: Path, columns: dict[str, Any], ordered: dict[str, Any], options: dict[str, Any], **told: Any
) -> None:
    """Learn to foresee series, where something was said of one."""
    from ninelives.stages.train.series.command import only_series, train_series_rows

    only_series(ordered, data, rows=data.suffix.lower() in ROWS)
    train_series_rows(data, columns, ordered, options, **told)


def _refuse_columns(columns: dict[str, Any]) -> None:
    """What is said of the columns of a table is said in vain of photos."""
    if any(given for name, given in columns.items() if name != "target"):
        from ninelives.stages.train.either import only_rows
        from ninelives.stages.train.tables.job import Columns

        only_rows(Columns(**{**columns, "ignore": columns["ignore"] or (), "keep": columns["keep"] or ()}))


def predict(
    model: Annotated[Path, typer.Argument(help="A model's folder.", **UNCHECKED)],
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="A folder, table, zip, tar, archive or picture; for rows a file of them; for series what came since, "
            "or nothing.",
            **UNCHECKED,
        ),
    ] = None,
    properties: Properties = None,
    deployment: Use = None,
    seed: Seed = 0,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The Parquet file. Default: PATH.predictions.parquet, here.", **UNCHECKED),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Judge photos or rows, or foresee series, and say what is outside."""
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import stem
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel, load_model
    from ninelives.report.command import write_report
    from ninelives.report.use import outside
    from ninelives.stages.train.judge import predict_into

    show, loaded = Show(quiet=quiet), load_model(model)
    if isinstance(loaded, SeriesModel):
        from ninelives.stages.train.series.command import foresee_rows
        from ninelives.stages.train.series.spec import refuse as refuse_of_series

        refuse_of_series(["properties"] if properties is not None else [])
        foresee_rows(loaded, data, deployment, out, json=json, quiet=quiet)
        return
    if data is None:
        raise NinelivesError("nothing says what is to be judged", fix=f"ninelives predict {model} NEW")
    if isinstance(loaded, TableModel):
        from ninelives.stages.train.tables.command import predict_rows
        from ninelives.stages.train.tables.spec import refuse

        refuse(["properties"] if properties is not None else [])
        predict_rows(loaded, data, deployment, out, _gap_lines, json=json, quiet=quiet)
        return
    use = None if deployment is None else Deployment.of(deployment, columns=loaded.facts["axes"])
    default = Path(f"{stem(data)}.predictions.parquet")
    predicted = predict_into(
        *(loaded, data, out, default),
        properties=properties,
        seed=seed,
        progress=show,
        foretell=lambda gaps, of: _foretell(show, gaps, of),
    )
    report = write_report(predicted.predictions)
    facts = {**predicted.predictions.summary(), "report": str(report)}
    if use is not None:
        gaps = loaded.envelope.gaps(use)
        facts["deployment_gaps"] = [gap.to_json() for gap in gaps]
        facts["unrecorded"] = sorted({*facts["unrecorded"], *gaps.unrecorded})
    tell(json, facts, *_said(predicted, report, outside(loaded.envelope, use)))


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _told(trained: Trained, report: Path) -> list[str]:
    from ninelives.report import biases, costs, layer
    from ninelives.report.facts.costs import charged
    from ninelives.report.facts.model import NONE_APART, left
    from ninelives.report.rules import lines as rule_lines
    from ninelives.report.rungs import remarks

    model = trained.model
    if model.kinds is not None:
        return _told_of_kinds(trained, report)
    head = "  made before: the same photos, options and version"
    if not trained.done:
        head = "  ladder     " + " · ".join(map(rung, model.scores))
    return [
        head,
        "",
        *_right_lines(model),
        *costs.lines(charged(model)),
        f"  {_ladder_words(model)}",
        *(f"  {visible(line)}" for line in (*remarks(model), *left(model, mendable=_whole(model)))),
        *([] if model.facts["calibration_items"] else [f"  {NONE_APART}"]),
        "",
        *made_under(model),
        *biases.lines(model.facts),
        *layer.lines(model.facts),
        *rule_lines(model.facts, model.chosen, model.need.read, model.told),
        *aside([(entry.path, entry.reason) for entry in model.set_aside], model.facts["notes"]),
        "",
        f"  {shown(model.path)}   report  {shown(report)}",
        *([f"  {visible(trained.note)}"] if trained.note else []),
        _onward(model),
    ]


def _told_of_kinds(trained: Trained, report: Path) -> list[str]:
    from ninelives.report import kinds
    from ninelives.report.facts.kinds import following

    model = trained.model
    assert model.kinds is not None
    accuracy = model.accuracy() if model.known else None
    first, *_ = following(model.kinds, typed(model.path))
    return [
        *(["  made before: the same photos, options and version"] if trained.done else []),
        *kinds.lines(model.kinds, model.facts["items"], accuracy),
        "",
        *made_under(model),
        *aside([(entry.path, entry.reason) for entry in model.set_aside], model.facts["notes"]),
        "",
        f"  {shown(model.path)}   report  {shown(report)}",
        *([f"  {visible(trained.note)}"] if trained.note else []),
        f"  next    {first.line}      {first.why}",
    ]


def _whole(model: Model) -> bool:
    """Whether the ladder is the usual one, so that nobody asked for a rung that cannot answer; the report tells it."""
    return list(model.facts["lineage"]["options"]["rungs"]) == list(LADDER)


def _onward(model: Model) -> str:
    """What to type next; one that asks for properties is asked first what it says."""
    if model.need.read:
        return f"  next    {_judging(model)}      where do new photos leave the envelope?"
    return f"  next    ninelives audit {typed(model.path)} NEW   ·   ninelives defer {typed(model.path)}"


def _judging(model: Model) -> str:
    """The command that judges new photos."""
    from ninelives.report.rules import option

    return f"ninelives predict {typed(model.path)} NEW{visible(option(model.need.read))}"


def _right_lines(model: Model) -> list[str]:
    """How often it is right, and on which photos that rests; of too few, what would do."""
    share, interval = model.accuracy()
    right, chosen = f"{percent(share)} ({between(interval)})", paint(model.chosen, "seen")
    apart, crossfit = (len(model.tables[name]) for name in ("calibration", "crossfit"))
    if few := too_few(model.facts["items"], model.facts["scenes"]):
        return [f"  {few}", f"  So far right in {right}: {chosen}."]
    lines = [f"  Right in {right} of photos like these: {chosen}."]
    if apart:
        told = f"{crossfit:,} in the ladder's cross-validation, {apart:,} kept apart"
        lines.append(f"  All {crossfit + apart:,} were judged by fits new to them: {told}.")
    return lines


def _ladder_words(model: Model) -> str:
    scores = [score for score in model.scores if score.capped is None]
    at = next(i for i, score in enumerate(scores) if score.name == model.chosen)
    if higher := scores[at + 1 :]:
        top = max(higher, key=lambda score: score.score)
        gain = top.score - model.best.score
        if gain > top.error:
            better = f"{top.name} is {points(gain)} better"
            return f"The lowest rung that did the job before it learned from copies; now {better}."
        buys = f"{points(gain)} more, within one standard error" if gain > 0 else "nothing"
        return f"The lowest rung that does the job; {top.name} would buy {buys}."
    if at == 0:
        return f"No other rung was tried{' in full' * (len(model.scores) > 1)}."
    below = max(scores[:at], key=lambda score: score.score)
    return f"{below.name}, the best rung below it, is right in {percent(below.score)}."


def _foretell(show: Show, gaps: Gaps, of: int) -> None:
    from ninelives.artifacts.envelope import cannot_tell, speak

    if gaps:
        where = "; ".join(speak(gaps)[:3])
        show.note(f"{paint('▲ outside the envelope', 'warn', sys.stderr)} by {of:,} drawn, an estimate: {where}")
    elif of:
        show.note(f"inside the envelope, as far as {of:,} drawn can tell (an estimate)")
    if gaps.unrecorded:
        show.note(cannot_tell(gaps.unrecorded))


def _said(predicted: Predicted, report: Path, use: list[str]) -> list[str]:
    predictions, facts = predicted.predictions, predicted.predictions.facts
    return [
        *(["  made before: the same model and photos"] if predicted.done else []),
        *_learned(facts),
        f"  {_right(facts)}",
        *_gap_lines(facts["gaps"]),
        *use,
        *aside([(entry["path"], entry["reason"]) for entry in facts["set_aside"]], facts["notes"]),
        "",
        f"  {shown(predictions.path)}   report  {shown(report)}",
        *([f"  {visible(predicted.note)}"] if predicted.note else []),
        f"  next    {_after(facts, predictions.path)}",
    ]


def _after(facts: dict[str, Any], path: Path) -> str:
    if facts["gaps"]:
        return "ninelives train MORE      with photos of what it has not seen, and their labels"
    return f"ninelives report {typed(path)}      the same page again, wherever the file goes"


def _learned(facts: dict[str, Any]) -> list[str]:
    if not facts["learned_from"]:
        return []
    share = f"{facts['learned_from']:,} of these {plural(facts['items'], 'photo')}"
    return [f"  {paint('▲', 'warn')} {share} are among those it learned from: they prove nothing."]


def _right(facts: dict[str, Any]) -> str:
    if facts["accuracy"] is not None:
        right = f"{percent(facts['accuracy'])} ({between(facts['interval'])})"
        known = plural(facts["known"], "other photo" if facts["learned_from"] else "photo")
        return f"Right in {right} of the {known} whose truth is known."
    counted = sorted(zip(facts["counts"], facts["classes"], strict=True), reverse=True)
    told = ", ".join(f"{count:,} × {_named(name)}" for count, name in counted[:CLASSES] if count)
    rest = ", …" if sum(count > 0 for count, _ in counted) > CLASSES else ""
    what = f"{plural(facts['items'], 'photo')}: {told}{rest}"
    if facts["told"]:
        return f"{what}. How often that is right, only photos that it did not learn from can tell."
    return f"{what}. No truth came with them, so how often that is right is unknown."


def _named(name: str) -> str:
    """A class beside a count: one that looks like a number stands in quotes."""
    return visible(name) if name[:1].isalpha() else f"'{visible(name)}'"


def _gap_lines(gaps: list[dict[str, Any]]) -> list[str]:
    from ninelives.report.facts import axes
    from ninelives.report.words import together

    found = together(axes.gaps(gaps))
    lines = [f"  {paint('▲', 'warn')} {visible(gap.words)}: {_gap_words(gap)}" for gap in found[:GAPS]]
    return lines + ([f"    {more(len(found) - GAPS, 'region')}"] if len(found) > GAPS else [])


def _gap_words(gap: Told) -> str:
    if gap.kind == "unknown":
        return f"{gap.portion()} of these scenes do not say"
    return f"{gap.portion()} of these scenes, " + (
        f"{gap.held} in training" if gap.scenes else "never seen in training"
    )
