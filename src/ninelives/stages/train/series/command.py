"""``ninelives train`` and ``ninelives predict`` of series: call the API, print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.errors import NinelivesError
from ninelives.report.terminal import Show, tell, warned
from ninelives.stages.train.series.spec import SeriesSpec, refuse, untimed

if TYPE_CHECKING:
    from ninelives.artifacts.model.series import SeriesModel


def only_series(options: Mapping[str, Any], data: Path, *, rows: bool) -> None:
    """Refuse what is said of a series where ``--time`` names none, or where there are no rows.

    Raises:
        NinelivesError: such was said.
    """
    if not rows:
        given = ", ".join(f"--{name}" for name, told in options.items() if told is not None)
        raise NinelivesError(
            f"{given}: a series is the rows of a CSV, Parquet or JSON-lines file, and '{data}' is none",
            fix=f"leave {given} out, or name such a file",
        )
    if options["time"] is None:
        untimed([name for name, told in options.items() if told is not None])


def train_series_rows(
    data: Path,
    columns: Mapping[str, Any],
    ordered: Mapping[str, Any],
    options: Mapping[str, Any],
    deployment: str | None,
    out: Path | None,
    start: float,
    *,
    json: bool,
    quiet: bool,
) -> None:
    """Learn to foresee the series of a file, and tell the answer.

    Args:
        data: the file.
        columns: what was said of columns; of these the target and how dates are meant make sense here.
        ordered: what was said of the series: time, by, known, horizon, season, delay, zone, step.
        options: rungs, seed, budget, and whatever makes no sense here, where it was given.
        deployment: the declared use.
        out: as named by the user.
        start: when a budget began, of ``time.perf_counter``.
        json: print one JSON object.
        quiet: show no progress.
    """
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.stages.train.series.asking import wanted
    from ninelives.stages.train.series.fit import train_series_into
    from ninelives.stages.train.series.job import asked_of
    from ninelives.stages.train.series.said import trained

    own = ("horizon", "season", "delay", "zone", "step")
    said = {name: ordered[name] for name in own if ordered[name] is not None}
    useful = ("rungs", "seed", "budget")
    extra = {**{name: columns[name] for name in ("id", "ignore", "keep", "task")}, **options}
    refuse(name for name, given in extra.items() if given and name not in (*useful, "problem"))
    spec = SeriesSpec.of({**said, **{name: options[name] for name in useful}})
    known = tuple(ordered["known"] or ())
    problem = wanted(options["problem"], columns["target"])
    asked = asked_of(problem.target, ordered["time"], ordered["by"], known, columns["dates"])
    with warned():
        default = Path(f"{stem(data)}.model")
        show = Show(quiet=quiet)
        made = train_series_into(data, asked, deployment, spec, out, default, show, start, problem)
    report = write_report(made.model)
    tell(json, {**made.model.summary(), "report": str(report)}, *trained(made, report, data))


def foresee_rows(
    model: SeriesModel,
    data: Path | None,
    deployment: str | None,
    out: Path | None,
    *,
    json: bool,
    quiet: bool,
) -> None:
    """Foresee what comes next, and tell the answer."""
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import stem
    from ninelives.report.command import write_report
    from ninelives.report.use import outside
    from ninelives.stages.train.series.anew import foresee_into
    from ninelives.stages.train.series.said import predicted

    use = None if deployment is None else Deployment.of(deployment, columns=model.facts["axes"])
    name = stem(data) if data is not None else stem(model.path or Path("series")).removesuffix(".model")
    made = foresee_into(model, data, out, Path(f"{name}.predictions.parquet"), Show(quiet=quiet))
    report = write_report(made.predictions)
    facts = {**made.predictions.summary(), "report": str(report)}
    if use is not None:
        gaps = model.envelope.gaps(use)
        facts["deployment_gaps"] = [gap.to_json() for gap in gaps]
        facts["unrecorded"] = sorted({*facts["unrecorded"], *gaps.unrecorded})
    said = predicted(made, report, outside(model.envelope, use))
    tell(json, facts, *said)
