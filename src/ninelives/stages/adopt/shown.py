"""A network from an ONNX file is shown photos, and other ways of showing them are tried beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ninelives.artifacts.archive import Archive, Progress, measure
from ninelives.artifacts.foreign.gauge import ForeignGauge
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Foreign, Photos, compare, others
from ninelives.kernels.nets.foreign.opening import read
from ninelives.kernels.nets.rungs import Foreign as Rung
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store.cache import Cache

COMPARED = 200  # photos, one a scene, that other readings are tried on; 100 scenes show a difference of 10 points


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network that takes photos.

    Attributes:
        name: of its file, for people.
        data: the file's bytes.
        opened: what they hold.
        output: the output that was asked for by name.
    """

    name: str
    data: bytes
    opened: Foreign
    output: str | None

    @classmethod
    def of(cls, file: Path | bytes, name: str, spec: AdoptSpec) -> Network:
        """Look a file through.

        Raises:
            NinelivesError: it is refused, or takes no photos.
        """
        data = file if isinstance(file, bytes) else read(file)
        opened = Foreign(data, told=spec.told, output=spec.output)
        if not isinstance(opened.takes, Photos):
            raise NinelivesError(
                f"'{name}' takes rows of {opened.takes.sizes[0]:,} columns, and DATA holds photos",
                fix=f"ninelives adopt {name} --data ROWS.csv --target COLUMN",
            )
        return cls(name, data, opened, spec.output)

    @property
    def takes(self) -> Photos:
        """How a photo is made ready for it."""
        assert isinstance(self.opened.takes, Photos)
        return self.opened.takes

    @property
    def gauge(self) -> ForeignGauge:
        """What it says of a photo."""
        return ForeignGauge(self.data, self.takes, self.output, self.opened.numbers, network=self.opened)


def readings(
    archive: Archive, y: np.ndarray, network: Network, cache: Cache, seed: int, progress: Progress | None
) -> str:
    """What to say aloud where photos shown otherwise are surely judged better; empty where none is.

    Args:
        archive: the photos.
        y: class of each.
        network: that judges them.
        cache: the user's.
        seed: of the photos that are drawn.
        progress: called with ("readings", done, of how many).
    """
    rows = drawn(archive.scene, COMPARED, seed)
    gauge, rung = network.gauge, Rung.of(network.opened.kind)
    ways = others(network.takes)
    gauges = [gauge, *(gauge.read_as(takes) for takes in ways.values())]
    seen: list[list[np.ndarray]] = [[] for _ in gauges]
    done = 0
    for chunk in measure(archive.source, gauges, cache, order=rows.tolist()):
        for result in chunk:
            for at, blob in enumerate(getattr(result, "blobs", ())):
                seen[at].append(gauges[at].vector(blob))
        done += len(chunk)
        if progress:
            progress("readings", done, len(rows))
    right = [_right(rung, each, y[rows]) for each in seen]
    verdict = compare(right[0], dict(zip(ways, right[1:], strict=True)), archive.scene[rows])
    return verdict.sentence if verdict.suspected else ""


def drawn(scene: np.ndarray, most: int, seed: int) -> np.ndarray:
    """Rows of up to so many items, one a scene, in order."""
    first = np.unique(scene, return_index=True)[1]
    some = np.random.default_rng(seed).choice(first, min(most, len(first)), replace=False)
    return np.sort(some)


def _right(rung: Rung, seen: Sequence[np.ndarray], y: np.ndarray) -> np.ndarray:
    """Which photos it judges right; none where its answers are of another kind than before."""
    try:
        return np.asarray(rung.probabilities(np.stack(seen)).argmax(axis=1) == y)
    except NinelivesError:
        return np.zeros(len(y), bool)
