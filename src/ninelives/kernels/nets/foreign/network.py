"""A network that somebody else made, looked through, read, tried, and run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.faults import Fault, refuse
from ninelives.kernels.nets.foreign.gives import Gives, kind_of, read_output
from ninelives.kernels.nets.foreign.names import MOST_CLASSES
from ninelives.kernels.nets.foreign.opening import opened
from ninelives.kernels.nets.foreign.reading import Told, read_input
from ninelives.kernels.nets.foreign.room import check_room
from ninelives.kernels.nets.foreign.takes import Columns, Photos, Rows, fed, ready
from ninelives.kernels.nets.rungs.foreign import probabilities
from ninelives.kernels.nets.runtime import runtime

PROBES: Final = 8
ROWS: Final = 256  # at once, where the file takes any number
_SIDE: Final = 64  # px of a probe, before it is made ready
_SAME: Final = 1e-4  # of what a network gives, between two places in one batch
_FITTING: Final = {
    Photos: "--size HEIGHT,WIDTH",
    Rows: "look at the columns that it is given: --columns",
    Columns: "look at the words in its columns: it may refuse those that it never learned",
}
_EVALUATED: Final = "export it in evaluation mode: model.eval(), torch.onnx.export(…, training=TrainingMode.EVAL)"


class Foreign:
    """A network from an ONNX file: photos or rows in, probabilities out.

    One may be shared by any number of threads; each call runs on the thread that makes it. A photo is shown alone,
    and rows by the hundred, or either in a batch of the number that the file demands, filled up with copies of the
    last; that no answer depends on its company, but in the last digits, was tried.

    Attributes:
        takes: what it is shown.
        gives: its output, and the names of its classes where the file has them.
        kind: of its output, a key of ``gives.KINDS``, as it was found on probes.
        numbers: of one answer.
        classes: how many it tells apart.
        weights: numbers that the file holds.
    """

    def __init__(
        self,
        file: Path | bytes,
        *,
        told: Told | None = None,
        output: str | None = None,
        probes: np.ndarray | None = None,
    ) -> None:
        """Look a file through, and try it.

        Args:
            file: path or bytes of an ONNX file; nothing of it is run before all of it is checked.
            told: what the user says of its input.
            output: the output to use, where there are several.
            probes: what it is tried on, as for a call; made up where nothing is given.

        Raises:
            NinelivesError: it is missing or holds what is not taken, or its answers are none.
        """
        self._name = "the network" if isinstance(file, bytes) else f"'{file}'"
        model = opened(file)
        self.gives: Gives = read_output(model, output)
        self.takes: Photos | Rows | Columns = read_input(model, told)
        self._step = self._at_once(model)
        self.weights = sum(math.prod(each.dims) for each in model.graph.initializer)
        self._session = self._loaded(model.SerializeToString())
        self.kind, self.numbers = self._tried(_probes(self.takes) if probes is None else probes)
        self.classes = max(self.numbers, 2)

    def __call__(self, x: np.ndarray, *, threads: int = 1) -> NDArray[np.float64]:
        """Probabilities of shape (n, classes), each row summing to 1.

        Args:
            x: photos made ready, or rows: ``(n, *takes.sizes)``.
            threads: batches that run at once.

        Raises:
            NinelivesError: an answer is no number, or is not of the kind that the probes showed.
        """
        if not len(x):
            return np.zeros((0, self.classes))
        return probabilities(self.outputs(x, threads=threads), self.kind)

    def shown(self, pictures: Sequence[NDArray[np.uint8]], *, threads: int = 1) -> NDArray[np.float64]:
        """Probabilities of pictures uint8 ``(h, w, 3)`` RGB of any sizes.

        Raises:
            NinelivesError: as for a call.
            ValueError: the network takes rows, or a picture is none.
        """
        if not isinstance(self.takes, Photos):
            raise ValueError("this network takes rows")
        if not pictures:
            return np.zeros((0, self.classes))
        return self(np.stack([ready(picture, self.takes) for picture in pictures]), threads=threads)

    def outputs(self, x: np.ndarray, *, threads: int = 1) -> np.ndarray:
        """What the network itself gives, ``(n, numbers)``, n >= 1; arguments as for a call.

        Raises:
            NinelivesError: it breaks off, or gives another shape.
        """
        step = self._step
        parts = [x[at : at + step] for at in range(0, len(x), step)]
        if threads == 1 or len(parts) == 1:
            return np.concatenate([self._run(part) for part in parts])
        with ThreadPoolExecutor(threads) as pool:
            return np.concatenate(list(pool.map(self._run, parts)))

    def _at_once(self, model: Any) -> int:
        """How many are given at once: photos one by one, rows by the hundred where there is room for it.

        Raises:
            NinelivesError: there is no room even for the least.
        """
        free = self.takes.batch is None and not isinstance(self.takes, Photos)
        if free and not list(check_room(model, _sources(self.takes, ROWS))):
            return ROWS
        least = self.takes.batch or 1
        refuse(self._name, check_room(model, _sources(self.takes, least)))
        return least

    def _run(self, part: np.ndarray) -> np.ndarray:
        """One batch, filled up where the file demands more."""
        missing = (self.takes.batch or len(part)) - len(part)
        full = np.concatenate([part, np.repeat(part[-1:], missing, axis=0)]) if missing else part
        try:
            (found,) = self._session.run(None, fed(self.takes, full))
        except Exception as error:  # the runtime has a dozen kinds, none of them public
            reason = (str(error).splitlines() or ["no reason given"])[0][:200]
            raise NinelivesError(f"{self._name} breaks off: {reason}", fix=_FITTING[type(self.takes)]) from error
        sizes: tuple[int, ...] = found.shape if isinstance(found, np.ndarray) else ()
        good = bool(sizes) and sizes[0] == len(full) and all(size == 1 for size in sizes[2:])
        if not good or found.dtype.kind != "f" or not 1 <= found[0].size <= MOST_CLASSES:
            got = " x ".join(map(str, sizes)) or "no array"
            fault = Fault(f"for {len(full)} inputs it gives {got}, not one number a class", "--output NAME")
            refuse(self._name, [fault])
        return np.asarray(found.reshape(len(full), -1)[: len(part)])

    def _loaded(self, data: bytes) -> Any:
        onnxruntime = runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # callers bring the threads
        options.log_severity_level = 4  # fatal: what it refuses is told by the exception
        options.enable_mem_pattern = False  # which else plans for the largest batch it ever saw
        try:
            return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime has a dozen kinds, none of them public
            reason = (str(error).splitlines() or ["no reason given"])[0][:200]
            raise NinelivesError(
                f"{self._name} is no network that ONNX Runtime can load: {reason}",
                fix="export it again, opset_version=17",
            ) from error

    def _tried(self, probes: np.ndarray) -> tuple[str, int]:
        """The kind of its output and its length, from probes that are as different as inputs can be."""
        first = self.outputs(probes)
        if not np.isfinite(first).all():
            fault = Fault("its answers to plain inputs are no numbers", "export it again, in float32")
            refuse(self._name, [fault])
        if not np.array_equal(first, self.outputs(probes)):
            refuse(self._name, [Fault("it answers the same input in two ways", _EVALUATED)])
        self._refuse_company(probes, first)
        try:
            kind = kind_of(first, self.gives.last)
        except ValueError as error:
            refuse(self._name, [Fault(str(error), _EVALUATED)])
        classes = max(first.shape[1], 2)
        if self.gives.classes and len(self.gives.classes) != classes:
            fault = Fault(f"it names {len(self.gives.classes):,} classes and gives {classes:,}", "--classes cat,dog")
            refuse(self._name, [fault])
        return kind, first.shape[1]

    def _refuse_company(self, probes: np.ndarray, first: np.ndarray) -> None:
        """Where several are given at once, each alone, or in other company, must be answered as before."""
        if self._step == 1:
            return
        if self.takes.batch is None:
            again = np.concatenate([self._run(probe[None]) for probe in probes])
        else:
            order = np.random.default_rng(1).permutation(len(probes))
            again = self.outputs(probes[order])[np.argsort(order)]
        if not np.allclose(again, first, rtol=_SAME, atol=_SAME * float(np.abs(first).max())):
            refuse(self._name, [Fault("what it answers depends on what else it is shown", _EVALUATED)])


def _sources(takes: Photos | Rows | Columns, many: int) -> dict[str, tuple[int, ...]]:
    """Sizes of each input, for so many at once."""
    if isinstance(takes, Columns):
        return dict.fromkeys(takes.names, (many, 1))
    return {takes.name: (many, *takes.sizes)}


def _probes(takes: Photos | Rows | Columns) -> np.ndarray:
    """Black, white, grey and noise; or rows of zeros, ones and noise, with no words."""
    random = np.random.default_rng(1)
    if isinstance(takes, Columns):
        mixed = random.normal(size=(PROBES, len(takes.names))).astype(object)
        mixed[:2] = [[0.0], [1.0]]
        mixed[:, [dtype == "str" for dtype in takes.dtypes]] = ""
        return np.asarray(mixed)
    if isinstance(takes, Rows):
        rows = random.normal(size=(PROBES, takes.columns))
        rows[:2] = [[0.0], [1.0]]
        return rows.astype(takes.dtype)
    noise = random.integers(0, 256, (PROBES, _SIDE, _SIDE, 3), dtype=np.uint8)
    noise[:3] = np.array([0, 255, 128], np.uint8)[:, None, None, None]
    noise[3] //= 4
    return np.stack([ready(picture, takes) for picture in noise])
