"""ONNX Runtime keeps to itself: no file in the user's home, no socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ninelives.kernels.nets.runtime import quantiser, runtime

WORK = """
import os, sys, time
from pathlib import Path
import numpy as np
from ninelives.kernels.nets.embed import Embedder
from ninelives.kernels.nets.quantise import quantised
Embedder(quantised(Path(sys.argv[1])), size=64)(np.zeros((64, 64, 3), np.uint8))
time.sleep(0.5)  # a thread of its own would need a moment
there = Path("/proc/self/fd")
print(sum(os.readlink(fd).startswith("socket:") for fd in there.iterdir() if fd.is_symlink()))
"""


def watched(trace: Path) -> list[str]:
    """A command before a command that writes down every socket, where it is to be had."""
    strace = shutil.which("strace")
    works = (
        strace
        and subprocess.run(
            [strace, "-f", "--seccomp-bpf", "-o", trace, "true"], check=False, capture_output=True
        ).returncode
        == 0
    )
    return [str(strace), "-f", "--seccomp-bpf", "-e", "trace=socket", "-o", str(trace)] if works else []


@pytest.mark.slow
def test_quantising_and_embedding_leave_nothing_at_home_and_call_nobody(tmp_path: Path) -> None:
    home, trace = tmp_path / "home", tmp_path / "trace"
    home.mkdir()
    env = {k: v for k, v in os.environ.items() if k not in {"ORT_DISABLE_TELEMETRY", "PYTHONDONTWRITEBYTECODE"}}
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "XDG_DATA_HOME": str(home / ".local")}
    command = [*watched(trace), sys.executable, "-c", WORK, str(tmp_path / "networks")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "0\n"), done.stderr
    assert [str(path) for path in home.rglob("*")] == []
    assert not trace.exists() or "AF_INET" not in trace.read_text()


def test_it_is_the_runtime_and_its_quantiser() -> None:
    assert runtime().get_available_providers()
    assert quantiser().QuantType.QInt8 is not None
