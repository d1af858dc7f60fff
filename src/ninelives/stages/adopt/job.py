"""What an adoption is asked for, and the photos that it stands on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.archive import Archive, Progress, threads
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.lineage import Lineage
from ninelives.artifacts.model.split import labelled
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.problem.given import answers, check_labels, kept, named, opened, won
from ninelives.errors import NinelivesError
from ninelives.report.words import plural
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store import digest

LEARNED = "the model was trained on it"


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, beside the model itself.

    Attributes:
        data: what it is judged on.
        labels: the file that names the classes of its photos.
        target: the column that does.
        trained_on: what it was trained on; None where nobody says.
        deployment: the declared use.
        spec: the options.
        problem: what a model keeps of the problem that asked for it; None without one.
        answers: the classes that the problem names; none where it names none.
        notes: what was given by hand in its place, and what of it was not asked, a sentence each.
    """

    data: Any
    labels: str | Path | None
    target: str | None
    trained_on: Any
    deployment: Deployment | None
    spec: AdoptSpec
    problem: dict[str, Any] | None = None
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        data: Any,
        spec: AdoptSpec,
        *,
        labels: str | Path | None = None,
        target: str | None = None,
        trained_on: Any = None,
        deployment: str | Path | Deployment | None = None,
        problem: str | Path | Problem | None = None,
    ) -> Order:
        """Read what is declared, and fill in from the problem what was not given by hand.

        Raises:
            NinelivesError: something is wrong with it, or the problem asks for what is no class.
        """
        use = None if deployment is None else Deployment.of(deployment, columns=spec.axes or ())
        plain = cls(data, labels, target, trained_on, use, spec)
        if problem is None:
            return plain
        told = opened(problem)
        if told.kind != "predict" or told.outputs.number is not None:
            what = "a number" if told.outputs.number is not None else f"kind '{told.kind}'"
            fix = "leave --problem out, or ninelives train"
            raise NinelivesError(f"{named(told)} asks for {what}, and adopt judges classes", fix=fix)
        notes = won({"--target": (target, told.target), "--deployment": (use, told.deployment)})
        if told.biases:
            notes += (f"what should not matter ({', '.join(told.biases)}) was not tested: nothing was trained here",)
        return replace(
            plain,
            target=told.target if target is None else target,
            deployment=told.deployment if use is None else use,
            problem=kept(told),
            answers=answers(told),
            notes=notes,
        )

    def lineage(self, inputs: dict[str, str]) -> Lineage:
        """Of the model to be, by the digests of its inputs, as far as these are known."""
        spec = self.spec
        options = {name: value for name, value in asdict(spec).items() if name != "seed"}
        options["deployment"] = self.deployment.to_json() if self.deployment else None
        if self.problem is not None:
            inputs = inputs | {"problem": digest.of_json(self.problem)}
        return Lineage(stage="adopt", inputs=inputs, options=options, seed=spec.seed, threads=threads())


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An adoption that can begin.

    Attributes:
        order: what was asked for.
        archive: the photos that it is judged on, all with a label.
        trained: those that it was trained on; None where nobody said.
        inputs: of the lineage of the model to be, by digest.
    """

    order: Order
    archive: Archive
    trained: Archive | None
    inputs: dict[str, str]

    @classmethod
    def read(cls, order: Order, progress: Progress | None) -> Job:
        """Read the photos.

        Raises:
            NinelivesError: they cannot be read, none has a label, or the model was trained on all of them.
        """
        archive = labelled(Archive.of(order.data, labels=order.labels, target=order.target, progress=progress))
        check_labels(order.answers, archive.labels)
        archive.conditions(order.spec.axes)  # an unknown axis is told before anything is judged
        inputs = {"archive": archive.digest}
        trained = None
        if order.trained_on is not None:
            trained = Archive.of(order.trained_on, progress=progress)
            trained.conditions(order.spec.axes)
            inputs["trained_on"] = trained.digest
            archive = _fresh(archive, trained)
        return cls(order, archive, trained, inputs)

    @property
    def lineage(self) -> Lineage:
        """Of the model to be."""
        return self.order.lineage(self.inputs)

    @property
    def labels(self) -> list[str]:
        """The different ones, sorted."""
        return sorted({label for label in self.archive.labels if label})

    def places(self, classes: tuple[str, ...]) -> np.ndarray:
        """The place of each photo's label among the classes, int64."""
        code = {name: at for at, name in enumerate(classes)}
        return np.array([code[label or ""] for label in self.archive.labels], np.int64)


def _fresh(archive: Archive, trained: Archive) -> Archive:
    """The photos that the model was not trained on: the same bytes prove nothing."""
    known = archive.table.get_column("digest").is_in(trained.table.get_column("digest").implode())
    if known.all():
        raise NinelivesError(
            f"the model was trained on all {plural(len(archive), 'photo')} of DATA: judging them proves nothing",
            fix="name photos that it has not seen: --data OTHERS",
        )
    return archive.select(~known.to_numpy().astype(bool), LEARNED) if known.any() else archive
