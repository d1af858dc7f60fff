"""Cold kernels are compiled in processes of their own, and are warm then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numba as nb
import pytest

from ninelives.kernels.world import ahead
from ninelives.kernels.world.compiled import kernel


@kernel
def triple(number: int) -> int:
    return 3 * number


def job() -> tuple[Any, tuple[Any, ...]]:
    return triple, (1,)


def other() -> tuple[Any, tuple[Any, ...]]:
    return triple, (1,)


def test_what_was_compiled_is_not_cold() -> None:
    ahead.run(__name__, "job")
    assert triple.signatures == [(nb.int64,)]  # type: ignore[attr-defined]
    assert ahead.cold([job]) == []


def test_where_no_process_can_be_started_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[int, int]] = []

    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(ahead, "cold", list)
    monkeypatch.setattr(ahead, "available", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", refused)
    ahead.ready([job, other], say=lambda done, many: said.append((done, many)))
    assert said == [(0, 2)]
    assert triple(2) == 6


def test_warm_kernels_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead.run(__name__, "job")
    monkeypatch.setattr(subprocess, "Popen", pytest.fail)
    ahead.ready([job, other], say=lambda *_: pytest.fail("nothing to tell"))


@pytest.mark.slow
def test_an_environment_compiles_nothing_itself(tmp_path: Path) -> None:
    code = """
import gymnasium, numba.core.event as event
compiled = []
class Told(event.Listener):
    def on_start(self, told): compiled.append(told.data["dispatcher"].py_func.__name__)
    def on_end(self, told): pass
event.register("numba:compile", Told())
made = gymnasium.make("ninelives.env:ninelives/RescueState-v0").unwrapped
made.reset(seed=0)
made.step(made.action_space.sample())
print(compiled)
"""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    made = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == ("[]" if ahead.available() > 1 else made.stdout.strip())
