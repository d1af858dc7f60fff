"""``kill -9`` in the middle of a network's training, and the same command again: the same model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stages.train.test_kill import SERVER, Command

pytest.importorskip("torch", reason="the torch extra is not installed")

QUICK = """
import ninelives.kernels.nets.network.state as state
import ninelives.stages.train.rungs.network as network
network.SHOWN, network.LEAST, network.REMEMBER, state.EVERY = 320, 0, 2, 0.0  # steps are few, and often kept
"""


@pytest.fixture(scope="module")
def command(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    with subprocess.Popen(
        [sys.executable, "-c", QUICK + SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield Command(photos, tmp_path_factory.mktemp("kill-network"), "majority,network", server)
        assert server.stdin
        server.stdin.close()
        server.wait()


@pytest.fixture(scope="module")
def undisturbed(command: Command) -> dict[str, Any]:
    command.finish("first")  # reads the program's files from the disk
    return command.finish("undisturbed")


@pytest.mark.parametrize("part", ["fold 0", "fold 0.before", "fold 3", "whole", "whole.before"])
def test_killed_while_it_trains(command: Command, undisturbed: dict[str, Any], part: str) -> None:
    first = command.run(part, until=f"cache/work/*/network {part}")
    assert first["died"]
    kept = list((command.root / part).glob(f"cache/work/*/network {part}"))
    assert kept
    assert command.finish(part)["digest"] == undisturbed["digest"]


@pytest.mark.parametrize("moment", [0.35, 0.6, 0.85])
def test_killed_at_any_moment(command: Command, undisturbed: dict[str, Any], moment: float) -> None:
    name = f"moment {moment}"
    command.run(name, after=undisturbed["took"] * moment)
    assert command.finish(name)["digest"] == undisturbed["digest"]


def test_a_checkpoint_with_a_changed_byte_is_told_and_changes_nothing(
    command: Command, undisturbed: dict[str, Any]
) -> None:
    name = "changed"
    assert command.run(name, until="cache/work/*/network whole.before")["died"]
    for path in (command.root / name).glob("cache/work/*/network whole*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert command.finish(name)["digest"] == undisturbed["digest"]
    told = (command.root / name / "err").read_text()
    lines = told.splitlines()
    assert lines
    assert all(
        line.startswith("  ▲ the checkpoint '") and line.endswith("' is damaged and was not used") for line in lines
    )
    shutil.rmtree(command.root / name)
