"""Kernels that were never compiled here are compiled side by side, before they are asked for.

Numba compiles for seconds, and one kernel at a time in a process. So each kernel gets a process of its own, as many at
a time as there are processors, and is kept on disk for all.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numba as nb

from ninelives.kernels.world.workers import available

Call = tuple[Any, tuple[Any, ...]]  # a kernel, and what it is called with
Job = Callable[[], Call]
_CHILD = "import sys; from ninelives.kernels.world.ahead import run; run(*sys.argv[1:])"


def cold(jobs: Sequence[Job]) -> list[Job]:
    """Those whose kernels are not kept on disk yet."""
    return [job for job in jobs if not job()[0]._cache._cache_file._load_index()]


def ready(jobs: Sequence[Job], *, say: Callable[[int, int], None]) -> None:
    """Compile what is cold; where no process can be started, it is compiled when it is first called, as ever.

    Args:
        jobs: the dearest first.
        say: how many are done, of how many; called where there are any.
    """
    waiting = cold(list(dict.fromkeys(jobs)))
    running: list[subprocess.Popen[bytes]] = []
    if len(waiting) < 2 or available() < 2 or not sys.executable:
        return
    say(0, len(waiting))
    try:
        for done, job in enumerate(waiting, 1 - available()):
            if done > 0:
                _first(running)
                say(done, len(waiting))
            running.append(_started(job))
    except OSError:
        pass
    while running:
        _first(running)
        say(len(waiting) - len(running), len(waiting))


def run(module: str, name: str) -> None:
    """What a process of its own does: compile the kernel of a job, and keep it."""
    gc.disable()  # a compiler makes millions of small objects, and this process ends with them
    kernel, arguments = getattr(import_module(module), name)()
    kernel.compile(tuple(nb.typeof(argument) for argument in arguments))


def _started(job: Job) -> subprocess.Popen[bytes]:
    name = job.__module__, job.__name__
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", _CHILD, *name], stdin=quiet, stdout=quiet, stderr=quiet)


def _first(running: list[subprocess.Popen[bytes]]) -> None:
    """Wait until one has ended, and take it off."""
    while True:
        for child in running:
            try:
                child.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            running.remove(child)
            return
