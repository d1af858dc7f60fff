"""What a training is asked for, checked as far as it can be before a photo is read, and what it then stands on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ninelives.artifacts.archive import Archive, Progress, threads
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.properties import Property, Told
from ninelives.errors import NinelivesError
from ninelives.stages.train import kinds
from ninelives.stages.train.clock import reading
from ninelives.stages.train.problem import Asked, asked
from ninelives.stages.train.properties import Knowledge
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.split import usable
from ninelives.stages.train.untried import absent
from ninelives.store import digest


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A training that can begin.

    Attributes:
        archive: all usable photos, with what was told of each.
        deployment: the declared use.
        spec: the options.
        known: what the user tells beside the photos.
        asked: the properties that were told.
        lineage: of the model to be.
        problem: what it keeps of the problem that asked for it, and what was given by hand in its place.
        start: when a budget began, of ``time.perf_counter``, s.
    """

    archive: Archive
    deployment: Deployment | None
    spec: TrainSpec
    known: Knowledge
    asked: tuple[Property, ...]
    lineage: Lineage
    problem: Asked
    start: float


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What was asked for, before any photo is read.

    Attributes:
        data: where the photos are.
        labels: the file that names their classes.
        target: the column that does.
        deployment, spec, known, problem, start: see :class:`Job`.
    """

    data: str | Path | Sequence[str | Path] | Archive
    labels: str | Path | None
    target: str | None
    deployment: Deployment | None
    spec: TrainSpec
    known: Knowledge
    problem: Asked
    start: float

    @classmethod
    def of(
        cls,
        data: str | Path | Sequence[str | Path] | Archive,
        deployment: str | Path | Deployment | None,
        spec: TrainSpec,
        labels: str | Path | None,
        target: str | None,
        properties: Told | None,
        rules: str | Path | None,
        problem: str | Path | Problem | None = None,
        start: float | None = None,
    ) -> Order:
        """Read what is declared and told.

        Raises:
            NinelivesError: something is wrong with it.
        """
        start = time.perf_counter() if start is None else start
        if spec.fine_tune and "pretrained" not in spec.rungs:
            fix = "ninelives train photos/ --rungs pretrained --fine-tune"
            raise NinelivesError("fine-tuning begins with the rung pretrained, which is not among the rungs", fix=fix)
        told = None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())
        asks = asked(problem, spec, told, target)
        known = Knowledge.of(properties, rules, asks.spec, photos=data, labels=labels, target=asks.target)
        return cls(data, labels, asks.target, asks.deployment, asks.spec, known, asks, start)

    @property
    def lineage(self) -> Lineage:
        """Of the model to be, as far as it is known without the photos."""
        return self._lineage(self.known.inputs() | self._problem)

    def read(self, progress: Progress | None) -> Job:
        """Read the photos.

        Raises:
            NinelivesError: they are not fit for it, or the budget was over first.
        """
        with reading(self.start, self.spec.budget):
            archive = Archive.of(self.data, labels=self.labels, target=self.target, progress=progress)
        archive, told = self.known.put_on(archive)
        k = self.spec.unlabelled
        archive = usable(archive) if k is None else kinds.unlabelled(archive, k)
        self.problem.check(archive.labels)
        archive.envelope(self.spec.axes)  # an unknown axis is told before anything is fitted
        lineage = self._lineage({"archive": archive.digest} | self.known.inputs(told) | self._problem)
        return Job(archive, self.deployment, self.spec, self.known, told, lineage, self.problem, self.start)

    @property
    def _problem(self) -> dict[str, str]:
        """Digest of what the model keeps of its problem."""
        return {} if self.problem.facts is None else {"problem": digest.of_json(self.problem.facts)}

    def _lineage(self, inputs: dict[str, str]) -> Lineage:
        spec = self.spec
        options = {name: value for name, value in asdict(spec).items() if name not in ("seed", "budget")}
        options["deployment"] = self.deployment.to_json() if self.deployment else None
        if spec.unlabelled is None and (gone := absent(spec)):  # once it is there, the same command makes another model
            options["without"] = [one.name for one in gone]
        return Lineage(stage="train", inputs=inputs, options=options, seed=spec.seed, threads=threads())
