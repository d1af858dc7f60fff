"""The demo: real digits, learned by day, judged by day and by night; then by a model that was told of the night."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.flow import digits
from ninelives.kernels.stats.intervals import wilson
from ninelives.report.command import write_report
from ninelives.stages.train.fit import train_into
from ninelives.stages.train.judge import Foretell, predict_into
from ninelives.stages.train.spec import CAPPED, LADDER, TrainSpec

USE = "hour=8-18|20-6"  # where it is to be used, and where the new scans are from: half by day, half by night


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo made."""

    model: Model
    predictions: Predictions
    ready: Model  # the same rung, told beforehand that it will be night
    told: Predictions  # its own, on the same new scans
    report: Path
    done: bool  # an earlier run had made it

    def right(self, *, by_night: bool, ready: bool = False) -> tuple[float, tuple[float, float], int]:
        """Share right, its interval, and of how many, between 8 and 18 h or outside; every scan is its own scene."""
        rows = (self.told if ready else self.predictions).facts["by_axis"]["hour"]
        some = [row for row in rows if (digits.DAY[0] <= row["bin"] * 2 < digits.DAY[1]) != by_night]
        items = sum(row["items"] for row in some)
        hits = min(sum(row["right"] * row["items"] for row in some), items)
        return hits / max(items, 1), wilson(hits, items), items


def demo(
    out: Path = Path("demo"), *, seed: int = 0, progress: Progress | None = None, foretell: Foretell | None = None
) -> Shown:
    """Write the scans, train by day, judge new ones by day and by night; then once more, ready for it.

    Args:
        out: the folder for all of it.
        seed: of everything that is drawn.
        progress: called with (stage, done, of how many).
        foretell: called before the first prediction with the gaps that a sample shows.

    Raises:
        NinelivesError: the folder cannot be written.
    """
    day, new = digits.write(out / f"digits-{seed}", seed=seed)
    quick = tuple(name for name in LADDER if name not in CAPPED)
    spec = TrainSpec(rungs=quick, seed=seed, biases=())  # nothing is to be done about the night: it falls
    trained = train_into(day, USE, spec, None, out / "digits.model", progress)
    model = trained.model
    write_report(model)
    default = out / "digits.predictions.parquet"
    judged = predict_into(model, new, None, default, seed=seed, progress=progress, foretell=foretell)
    report = write_report(judged.predictions)
    spec = replace(spec, rungs=(model.chosen,), biases=None)
    ready = train_into(day, USE, spec, None, out / "ready.model", progress)
    write_report(ready.model)
    told = predict_into(ready.model, new, None, out / "ready.predictions.parquet", seed=seed, progress=progress)
    write_report(told.predictions)
    done = all(part.done for part in (trained, judged, ready, told))
    return Shown(model, judged.predictions, ready.model, told.predictions, report, done)


def declared() -> Deployment:
    """Where the demo's model is to be used."""
    return Deployment.parse(USE)


def facts(shown: Shown) -> dict[str, Any]:
    """What ``demo --json`` prints."""
    day, night, ready = shown.right(by_night=False), shown.right(by_night=True), shown.right(by_night=True, ready=True)
    return {
        "model": str(shown.model.path),
        "predictions": str(shown.predictions.path),
        "report": str(shown.report),
        "chosen": shown.model.chosen,
        "accuracy": shown.model.accuracy()[0],
        "by_day": day[0],
        "by_day_interval": list(day[1]),
        "by_night": night[0],
        "by_night_interval": list(night[1]),
        "ready": str(shown.ready.path),
        "ready_by_night": ready[0],
        "ready_by_night_interval": list(ready[1]),
        "foreseen": shown.ready.facts["foreseen"],
        "learned_from": shown.model.facts["items"],
        "new": day[2],
        "gaps": shown.predictions.facts["gaps"],
    }
