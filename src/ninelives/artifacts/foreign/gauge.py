"""What a network made elsewhere says of a photo: its raw outputs, measured and kept as any other measurement is."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.foreign.origin import plain, told
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.network import Foreign
from ninelives.kernels.nets.foreign.takes import CUT, Photos, ready
from ninelives.store import digest

if TYPE_CHECKING:
    from ninelives.kernels.photos.header import Header


class ForeignGauge:
    """The outputs of a network, in single precision; its file is opened at first use, and looked through like any."""

    asked = ()

    def __init__(
        self, file: Path | bytes, takes: Photos, output: str | None, width: int, *, network: Foreign | None = None
    ) -> None:
        """A network, and how photos are made ready for it.

        Args:
            file: path or bytes of the ONNX file.
            takes: how a photo is made ready.
            output: the output to use, where there are several.
            width: numbers of one answer.
            network: the same file opened, where that was done.
        """
        self.file, self.takes, self.output, self.width = file, takes, output, width
        self.least = -int(-max(takes.height, takes.width) // CUT)
        self._network, self._lock = network, Lock()
        name = digest.of_bytes(file) if isinstance(file, bytes) else digest.of_file(file)
        self.recipe = f"foreign {name[:32]} {output} {plain(takes)} at {self.least}"

    def read_as(self, takes: Photos) -> ForeignGauge:
        """The same network, read otherwise."""
        return ForeignGauge(self.file, takes, self.output, self.width, network=self.network)

    @property
    def network(self) -> Foreign:
        """The network, opened once.

        Raises:
            NinelivesError: it is refused, or is not read as it was.
        """
        with self._lock:
            if self._network is None:
                found = Foreign(self.file, told=told(self.takes), output=self.output)
                if not isinstance(found.takes, Photos) or plain(found.takes) != plain(self.takes):
                    raise _another("it takes other photos")
                if found.numbers != self.width:
                    raise _another(f"it gives {found.numbers:,} numbers, not {self.width:,}")
                self._network = found
            return self._network

    def measure(self, picture: np.ndarray, header: Header) -> bytes:  # noqa: ARG002 - a gauge's signature
        """What the network gives, ``width`` numbers of four bytes."""
        given = self.network.outputs(ready(picture, self.takes)[None])[0]
        return bytes(given.astype(np.float32).tobytes())

    def vector(self, blob: bytes) -> np.ndarray:
        """The outputs, float32 of shape (width,)."""
        return np.frombuffer(blob, np.float32)


def _another(why: str) -> NinelivesError:
    return NinelivesError(f"the network is not the one that was adopted: {why}", fix="adopt it again")
