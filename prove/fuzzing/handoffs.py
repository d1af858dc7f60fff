"""Hand-overs and tables of answers under attack: a folder with its state, and what a model made elsewhere said."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from fuzzing.artifacts import Folder
from fuzzing.choices import Choices
from ninelives.artifacts.handoff import Handoff
from ninelives.errors import NinelivesError
from ninelives.stages.defer.job import defer

KINDS = ("a.csv", "a.tsv", "a.parquet", "a.jsonl")
DECISIONS = {"alone", "ask-human", "refuse"}
LEVELS = {"risk": 0.2, "delta": 0.2}  # that few answers reach


class Handoffs:
    """A hand-over at work: loaded, shown, and asked about three items; what it then does is one of three things."""

    def __init__(self, room: Path) -> None:
        defer(_written(room / "said.csv", answers()), out=room / "small.handoff", progress=False, **LEVELS)
        made = Handoff.load(room / "small.handoff")
        made.decide(answers().head(3))
        made.learn([0.99, 0.98], [False, True])
        made.remember()
        assert made.state.threshold is not None, "a hand-over that keeps nothing tells nothing"
        self._folder = Folder(room / "small.handoff")

    def seeds(self) -> Iterator[bytes]:
        yield from self._folder.seeds()

    def __call__(self, data: bytes) -> None:
        with self._folder.attacked(data) as path, contextlib.suppress(NinelivesError):
            handoff = Handoff.load(path)
            json.dumps(handoff.summary())
            handoff._repr_html_()
            told = handoff.decide(answers().head(3))
            assert set(told["decision"]) <= DECISIONS
            assert not handoff.state.broken or "alone" not in set(told["decision"]), "silently wrong"


class Answers:
    """A table of answers of any kind: it calibrates a hand-over, or is decided on by one."""

    def __init__(self, room: Path) -> None:
        self._folder = room / "answers"
        self._folder.mkdir()
        self._handoff = defer(_written(room / "said.csv", answers()), progress=False, **LEVELS)

    def seeds(self) -> Iterator[bytes]:
        for kind, name in enumerate(KINDS):
            for frame in (answers(), numbers(), answers().with_columns(pl.lit("dog").alias("truth"))):
                for how in range(2):
                    yield kind.to_bytes(2, "little") + how.to_bytes(2, "little") + _bytes(name, frame)

    def __call__(self, data: bytes) -> None:
        choices = Choices(data)
        path = self._folder / choices.pick(KINDS)
        calibrates = choices.below(2) == 0
        path.write_bytes(choices.rest())
        try:
            with contextlib.suppress(NinelivesError):
                if calibrates:
                    made = defer(path, progress=False, **LEVELS)
                    assert 0 <= made.facts["kept"] <= 1
                    assert made.facts["kept"] + made.facts["handed_over"] == 1 or not len(made.calibration)
                else:
                    assert set(self._handoff.decide(path)["decision"]) <= DECISIONS
        finally:
            path.unlink()


def answers() -> pl.DataFrame:
    """Sixty, of two classes, of which the sure ones are right."""
    sure = 0.5 + np.arange(60) / 120
    truth = np.where((np.arange(60) % 3 == 0) & (sure < 0.7), "dog", "cat")
    items = [f"photo {number}" for number in range(60)]
    return pl.DataFrame({"item": items, "truth": truth, "p_cat": sure, "p_dog": 1 - sure})


def numbers() -> pl.DataFrame:
    """Sixty that were predicted, with their intervals."""
    said = np.arange(60.0)
    told = {"prediction": said, "lower": said - 2, "upper": said + 2, "truth": said + np.sin(said)}
    return pl.DataFrame({"item": [str(number) for number in range(60)], **told})


def _written(path: Path, frame: pl.DataFrame) -> Path:
    path.write_bytes(_bytes(path.name, frame))
    return path


def _bytes(name: str, frame: pl.DataFrame) -> bytes:
    if name.endswith("parquet"):
        file = io.BytesIO()
        frame.write_parquet(file)
        return file.getvalue()
    if name.endswith("jsonl"):
        return frame.write_ndjson().encode()
    return frame.write_csv(separator="\t" if name.endswith("tsv") else ",").encode()
