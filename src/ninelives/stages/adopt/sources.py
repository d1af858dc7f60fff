"""What can be adopted, told apart: an ONNX file, a table of answers, a network of torch, a function."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.archive.sources import TABLES
from ninelives.artifacts.foreign import Origin
from ninelives.errors import NinelivesError
from ninelives.stages.adopt import said, shown
from ninelives.stages.adopt.job import Job
from ninelives.stages.adopt.made import Heard
from ninelives.stages.adopt.naming import named
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store import digest, manifest
from ninelives.store.cache import Cache

NOUN: Final = "photo"
EXPORT: Final = "torch.onnx.export(model.eval(), (torch.zeros(1, 3, 224, 224),), 'NET.onnx')"
PROGRAMS: Final = {
    **dict.fromkeys((".pt", ".pth", ".ckpt", ".bin", ".safetensors"), EXPORT),
    **dict.fromkeys((".pkl", ".pickle", ".joblib"), "nl.adopt(estimator, data=…) in Python, or skl2onnx.to_onnx"),
    **dict.fromkeys((".h5", ".keras", ".pb", ".tflite"), "tf2onnx writes such networks as ONNX"),
}  # files that are no ONNX, or that would run code, and how to come to ONNX


class Source(Protocol):
    """What is adopted."""

    @property
    def typed(self) -> str:
        """How to say that its classes stand in another order, before their names in that one."""

    @property
    def digest(self) -> str | None:
        """Of it; None where only its answers can tell it from another."""

    def hear(self, job: Job, progress: Progress | None) -> Heard:
        """What it says of the photos of a job."""

    def doubt(self, job: Job, heard: Heard, progress: Progress | None) -> str:
        """What to say aloud where it is surely better used otherwise; empty where it is not."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A network from an ONNX file."""

    network: shown.Network
    typed: str = "with --classes"

    @property
    def digest(self) -> str:
        """Of the file."""
        return digest.of_bytes(self.network.data)

    def hear(self, job: Job, progress: Progress | None) -> Heard:
        """Show it the photos."""
        network, opened = self.network, self.network.opened
        names = named(opened.classes, opened.gives.classes, job.order.spec.classes, job.labels, NOUN)
        x = job.archive.vectors(network.gauge, cache=Cache.user(), progress=progress)
        origin = Origin(
            name=network.name, takes=network.takes, output=network.output, kind=opened.kind, numbers=opened.numbers
        )
        return Heard(names.classes, x, origin, opened.weights, network.data, (names.note,) * bool(names.note))

    def doubt(self, job: Job, heard: Heard, progress: Progress | None) -> str:
        """Other ways to show it photos, tried beside."""
        y = job.places(heard.classes)
        return shown.readings(job.archive, y, self.network, Cache.user(), job.order.spec.seed, progress)


class Kept:
    """Answers of which no new ones can be had."""

    def doubt(self, job: Job, heard: Heard, progress: Progress | None) -> str:  # noqa: ARG002 - as every source
        """Nobody knows how the photos were shown."""
        return ""

    @staticmethod
    def heard(answers: said.Answers) -> Heard:
        """What they say."""
        return Heard(answers.classes, answers.x, answers.origin, 1, None, answers.notes, answers.digest)


@dataclass(frozen=True, slots=True)
class TableOf(Kept):
    """A table of answers."""

    path: Path
    typed: str = "with its columns named"

    @property
    def digest(self) -> str:
        """Of the file.

        Raises:
            NinelivesError: it cannot be read.
        """
        return said.digest_of(self.path)

    def hear(self, job: Job, progress: Progress | None) -> Heard:  # noqa: ARG002 - as every source
        """Read it."""
        return self.heard(said.of_table(self.path, job.archive.items, job.labels, job.order.spec, NOUN))


@dataclass(frozen=True, slots=True, eq=False)
class Function(Kept):
    """A function from batches of photos to probabilities."""

    call: Callable[[Any], Any]
    digest: None = None
    typed: str = "with --classes"

    def hear(self, job: Job, progress: Progress | None) -> Heard:
        """Call it."""
        spec, archive = job.order.spec, job.archive
        batches = said.pictures(archive, spec.takes, progress)
        return self.heard(said.of_function(self.call, batches, archive.items, job.labels, spec, NOUN))


def source_of(foreign: Any, spec: AdoptSpec) -> Source:
    """What somebody wants to adopt.

    Raises:
        NinelivesError: it is nothing of the kind.
    """
    if isinstance(foreign, bytes):
        return Shown(shown.Network.of(foreign, "network.onnx", spec))
    if isinstance(foreign, str | os.PathLike):
        return _of_path(Path(foreign), spec)
    if _is_module(foreign):
        from ninelives.stages.adopt.exports import of_module

        return Shown(shown.Network.of(of_module(foreign, spec), type(foreign).__name__, spec))
    if not callable(foreign):
        raise NinelivesError(
            f"{type(foreign).__name__} is no model that can be adopted for photos",
            fix="name an ONNX file, a table of predictions, or give a function f(batch) -> probabilities",
        )
    return Function(foreign)


def of_answers(path: Path) -> bool:
    """Whether a file is a table of answers, and not a network, by its name.

    Raises:
        NinelivesError: by its name it is neither.
    """
    if path.is_dir():
        ours = manifest.is_sealed(path)
        raise NinelivesError(
            f"'{path}' is {'a model of ninelives already' if ours else 'a folder, and no ONNX file'}",
            fix=f"ninelives predict {path} NEW"
            if ours
            else "name the file in it: NETWORK.onnx, or a table of predictions",
        )
    suffix = path.suffix.lower()
    if suffix in PROGRAMS:
        raise NinelivesError(f"'{path}' is no ONNX file, and no table of predictions", fix=PROGRAMS[suffix])
    return suffix in TABLES


def _of_path(path: Path, spec: AdoptSpec) -> Source:
    if not of_answers(path):
        return Shown(shown.Network.of(path, path.name, spec))
    if spec.reading:
        raise NinelivesError(
            f"'{path}' holds answers, so nothing is shown to it: --{next(iter(spec.reading))} has no meaning",
            fix=f"leave {', '.join(f'--{name}' for name in spec.reading)} out",
        )
    return TableOf(path)


def _is_module(foreign: Any) -> bool:
    return any(each.__module__.startswith("torch.nn") and each.__name__ == "Module" for each in type(foreign).__mro__)
