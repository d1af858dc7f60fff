"""``kill -9`` within a training of a network, of photos and of rows, and the same command again: the same model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rows import rows, write
from tests.stages.train.test_kill import SERVER, Command

pytest.importorskip("torch", reason="the torch extra is not installed")

pytestmark = pytest.mark.slow

QUICK = """
import ninelives.kernels.nets.network.state as state
import ninelives.stages.train.rungs.network as network
network.SHOWN, network.LEAST, network.REMEMBER, state.EVERY = 320, 0, 2, 0.0  # steps are few, and often kept

import sklearn.ensemble, torch
import ninelives.kernels.nets.network.rows, ninelives.report.facts.tables, ninelives.stages.train.tables.fit
from ninelives.stages.train.tables.rungs import boosting, network as of_rows
torch.set_num_threads(1)
torch.optim.AdamW([torch.nn.Parameter(torch.zeros(1))])  # imports what each child would have to
of_rows.EACH, of_rows.LEAST, of_rows.REMEMBER, boosting.TRIED = 2, 0, 2, 20
"""


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", QUICK + SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        process.wait()


@pytest.fixture(scope="module")
def command(photos: Path, tmp_path_factory: pytest.TempPathFactory, server: subprocess.Popen[str]) -> Command:
    return Command(photos, tmp_path_factory.mktemp("kill-network"), "majority,network", server)


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


def test_killed_within_the_long_rungs_of_a_table(
    tmp_path_factory: pytest.TempPathFactory, server: subprocess.Popen[str]
) -> None:
    root = tmp_path_factory.mktemp("kill-rows")
    table, more = write(root / "rows.csv", rows(80)), ("--target", "fit", "--ignore", "price")
    command = Command(table, root, "majority,boosting,network", server, *more)
    undisturbed, kept = command.finish("undisturbed"), {}
    for until in ("majority.safetensors", "network fold 0 decay *", "network whole", None):
        path = ".m.model.*.partial/rungs" if until is None else f"cache/work/*/{until}"
        assert command.run("again", until=path)["died"]  # within boosting, the network, and what is written
        assert not (root / "again" / "m.model").exists()
        found = {each.name: each.stat().st_mtime_ns for each in (root / "again").glob("cache/work/*/*.safetensors")}
        assert kept.items() <= found.items()  # never written anew
        kept = found
    assert {"majority.safetensors", "boosting.safetensors", "network.safetensors"} <= set(kept)
    assert command.finish("again")["digest"] == undisturbed["digest"]
