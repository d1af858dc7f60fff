"""What the owner takes along: each file, how many rows it has, and what to type with it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sql

from ninelives.report.words import count, plural
from ninelives.stages.defer.queue import Asked, Queue
from ninelives.stages.defer.queue.sampled import Sampled, sampled
from ninelives.stages.defer.queue.schema import DECIDED

LABELS, CALIBRATION, DRAWN = "labels.csv", "calibration.csv", "drawn-labels.csv"


@dataclass(frozen=True, slots=True)
class Taken:
    """One file."""

    name: str
    words: str
    command: str = ""  # empty where there is none


def taken(queue: Queue) -> list[Taken]:
    """All of them, in order."""
    asked = queue.asked
    with queue.read() as connection:
        so_far = sampled(connection, asked)
        named = connection.scalars(sql.select(DECIDED.c.data).where(DECIDED.c.data != "").distinct()).all()
    data = named[0] if len(named) == 1 else "DATA"
    files = [
        Taken(LABELS, f"All that people agree on, to learn from: {plural(so_far.answered, asked.noun)} answered.",
              "" if asked.of in ("series", "predictions") else f"ninelives train {data} --labels {LABELS}"),
        Taken(CALIBRATION, sample(so_far, asked), "" if _by_data(asked) else _calibrate(asked, CALIBRATION)),
    ]  # fmt: skip
    if asked.of == "series":
        files[1] = Taken(CALIBRATION, f"{sample(so_far, asked)} Forecasts are calibrated by the model's own past.")
    elif _by_data(asked):
        words = (
            f"The truth of the same {plural(so_far.rows, asked.noun)}, to go with the data, whose conditions count too."
        )
        files.append(Taken(DRAWN, words, _calibrate(asked, f"{data} --labels {DRAWN}")))
    return files


def sample(so_far: Sampled, asked: Asked) -> str:
    """What the fair sample holds, and why not all."""
    rest = so_far.answered - so_far.rows
    told = [f"A fair sample: {plural(so_far.rows, asked.noun)} with their truth and what the machine said."]
    told.append("They were drawn as they came, at the rate of spot checks, whatever was decided.")
    if rest > 0:
        told.append(
            f"The other {count(rest)} came because they were handed over, and would make it look worse than it is."
        )
    if so_far.waiting:
        told.append(f"{count(so_far.waiting)} of the drawn still wait, and are shown first.")
    return " ".join(told)


def _by_data(asked: Asked) -> bool:
    """Whether data themselves must calibrate, since a table of answers records no conditions."""
    return asked.enveloped and asked.of != "predictions"


def _calibrate(asked: Asked, rest: str) -> str:
    return f"ninelives defer {asked.model} --calibration {rest}"
