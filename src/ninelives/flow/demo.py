"""The demo: is there a cat in the tree? Learned from photos of the garden by day, judged by day and by night."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.report.command import write_report
from ninelives.stages.collect.garden.spec import PhotosSpec
from ninelives.stages.collect.garden.write import photos_into
from ninelives.stages.defer import DeferSpec
from ninelives.stages.defer.job import Asked, defer_into
from ninelives.stages.train.fit import train_into
from ninelives.stages.train.judge import Foretell, predict_into
from ninelives.stages.train.spec import TrainSpec

USE = "hour=7-17|21-4, world=garden"  # where it will be used, by day and by night
DAY, NIGHT = (7.0, 17.0), (21.0, 4.0)  # h, local
LEARNED, NEW = 6_400, 500  # photos to learn from; new ones by day, and as many by night, of trees that it never saw
RUNGS = ("majority", "pretrained")  # a network that is taught would take minutes
SIZE = 128  # px that the pretrained network looks at: these photos have 64
RISK = 0.1  # of what it decides alone


@dataclass(frozen=True, slots=True)
class Part:
    """What came of new photos, by day or by night.

    Attributes:
        said: what the model said of them.
        handoff: what it may decide of them alone.
        report: page on what it said.
        done: whether an earlier run had made it.
    """

    said: Predictions
    handoff: Handoff
    report: Path
    done: bool

    @property
    def right(self) -> tuple[float, tuple[float, float], int]:
        """Share right, its interval, and of how many."""
        facts = self.said.facts
        low, high = facts["interval"]
        return facts["accuracy"], (low, high), facts["items"]

    @property
    def kept(self) -> float:
        """Share that it decides alone."""
        return float(self.handoff.facts["kept"])


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo made."""

    model: Model
    day: Part
    night: Part
    done: bool  # an earlier run had made all of it


def demo(
    out: Path = Path("demo"), *, seed: int = 0, progress: Progress | None = None, foretell: Foretell | None = None
) -> Shown:
    """Draw photos, train by day, judge new ones by day and by night, and say what goes to a human.

    Args:
        out: the folder for all of it.
        seed: of everything that is drawn.
        progress: called with (stage, done, of how many).
        foretell: called before the first prediction with the gaps that a sample shows.

    Raises:
        NinelivesError: the folder cannot be written.
    """
    drawn = photos_into(PhotosSpec(n=LEARNED, hours=DAY, seed=seed), None, out / "day.archive", progress)
    spec = TrainSpec(rungs=RUNGS, seed=seed, size=SIZE)  # told of no night: nothing is done about it
    trained = train_into(drawn.path, None, spec, None, out / "garden.model", progress)
    model = trained.model
    write_report(model)

    def part(name: str, hours: tuple[float, float]) -> Part:
        asked = PhotosSpec(n=NEW, hours=hours, trees="test", seed=seed + 1)
        new = photos_into(asked, None, out / f"new-{name}.archive", progress)
        default = out / f"{name}.predictions.parquet"
        judged = predict_into(model, new.path, None, default, seed=seed, progress=progress, foretell=foretell)
        told, given = DeferSpec(risk=RISK, seed=seed), Asked(new=new.path)
        handed = defer_into(model.path, None, out / f"{name}.handoff", told, progress, given)
        write_report(handed.handoff)
        done = new.done and judged.done and handed.done
        return Part(judged.predictions, handed.handoff, write_report(judged.predictions), done)

    day, night = part("day", DAY), part("night", NIGHT)
    return Shown(model, day, night, drawn.done and trained.done and day.done and night.done)


def declared() -> Deployment:
    """Where the demo's model is to be used."""
    return Deployment.parse(USE)


def facts(shown: Shown) -> dict[str, Any]:
    """What ``demo --json`` prints."""
    told: dict[str, Any] = {
        "model": str(shown.model.path),
        "chosen": shown.model.chosen,
        "accuracy": shown.model.accuracy()[0],
        "learned_from": shown.model.facts["items"],
        "risk": RISK,
        "gaps": shown.night.said.facts["gaps"],
    }
    for name, part in (("day", shown.day), ("night", shown.night)):
        share, interval, items = part.right
        told |= {f"by_{name}": share, f"by_{name}_interval": list(interval), f"{name}_kept": part.kept}
        told |= {f"{name}_new": items, f"{name}_report": str(part.report), f"{name}_handoff": str(part.handoff.path)}
    return told
