"""Where a training stands: weights, the optimiser's memory and the number of the step; kept whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ninelives.store import atomic
from ninelives.store.arrays import pack, unpack

SUM = 32  # bytes of the SHA-256 before a kept state
EVERY = 3.0  # s between two that are written


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A training before one of its steps.

    What is drawn depends on the seed and the step, so that the step's number is all that there is to know of chance.

    Attributes:
        step: that comes next.
        arrays: ``net.NAME`` of the network, ``adam.PARAMETER.NAME`` of the optimiser.
    """

    step: int
    arrays: dict[str, np.ndarray]

    @classmethod
    def take(cls, net: nn.Sequential, optimiser: torch.optim.Optimizer, step: int) -> State:
        """A copy of everything."""
        arrays = {f"net.{name}": _copied(value) for name, value in net.state_dict().items()}
        for at, weights in enumerate(net.parameters()):
            memory = optimiser.state.get(weights, {})
            arrays |= {f"adam.{at}.{name}": _copied(value) for name, value in memory.items()}
        return cls(step, arrays)

    def put(self, net: nn.Sequential, optimiser: torch.optim.Optimizer) -> None:
        """Bring a training to where this one stood.

        Every number goes to where it lay in memory: another order would be rounded differently.
        """
        with torch.no_grad():
            for name, value in net.state_dict().items():
                value.copy_(torch.from_numpy(self.arrays[f"net.{name}"]))
            optimiser.state.clear()
            for at, weights in enumerate(net.parameters()):
                for name in ("step", "exp_avg", "exp_avg_sq"):
                    if (kept := self.arrays.get(f"adam.{at}.{name}")) is not None:
                        place = torch.zeros(()) if name == "step" else torch.zeros_like(weights)
                        optimiser.state[weights][name] = place.copy_(torch.from_numpy(kept))

    @property
    def finite(self) -> bool:
        """Whether every number is one."""
        return all(np.isfinite(array).all() for array in self.arrays.values())


class Shelf:
    """Where one training keeps its last two states; each is whole or not there, and no other training takes it up."""

    def __init__(self, path: Path | None, training: str) -> None:
        """Keep at ``path``, nothing without one; ``training`` names what is trained, on what and how."""
        self._path, self._training = path, training
        self._step, self._written = -1, time.monotonic()

    def keep(self, state: State, *, at_once: bool = False) -> None:
        """Write a state that is newer than the last, at most every ``EVERY`` seconds, or at once."""
        now = time.monotonic()
        if self._path is None or state.step <= self._step or not (at_once or now - self._written > EVERY):
            return
        position = json.dumps({"step": state.step, "training": self._training})
        data = pack(state.arrays, metadata={"position": position})
        with contextlib.suppress(FileNotFoundError):  # none yet, or the same command beside this one was faster
            self._path.replace(_before(self._path))
        atomic.spare(self._path, hashlib.sha256(data).digest() + data)
        self._step, self._written = state.step, now

    def recall(self) -> State | None:
        """The last state that is whole, None without one; warns of one that is damaged."""
        for path in () if self._path is None else (self._path, _before(self._path)):
            try:
                found = self._read(path.read_bytes())
            except FileNotFoundError:
                continue
            except ValueError:
                warnings.warn(f"the checkpoint '{path}' is damaged and was not used", RuntimeWarning, stacklevel=2)
                continue
            if found:
                self._step = found.step
                return found
        return None

    def _read(self, told: bytes) -> State | None:
        """None where another training wrote it.

        Raises:
            ValueError: a byte is not what was written.
        """
        data = told[SUM:]
        if hashlib.sha256(data).digest() != told[:SUM]:
            raise ValueError("its checksum is another")
        head = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])  # safetensors' own
        position = json.loads(head["__metadata__"]["position"])
        return State(position["step"], unpack(data)) if position["training"] == self._training else None


def _before(path: Path) -> Path:
    return path.with_name(f"{path.name}.before")


def _copied(value: torch.Tensor) -> np.ndarray:
    return np.array(value.detach().contiguous().numpy(), order="C")
