"""``kill -9`` at any moment, and the same command again: the same model, nothing half-made, no finished work lost.

A process that has imported everything forks one child a command, since importing takes longer than training here.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.model import Model

pytestmark = pytest.mark.slow

MOMENTS = 20
SERVER = """
import glob, json, os, signal, sys, time
import sklearn.linear_model, sklearn.tree, scipy.optimize
import ninelives.report.command, ninelives.report.facts.model
import ninelives.stages.train.fit, ninelives.stages.train.command
from ninelives.cli import main
from ninelives.kernels.nets.runtime import runtime
runtime()

def held(pattern):
    found = {}
    for path in glob.glob(pattern):
        try:
            found[os.path.basename(path)] = os.stat(path).st_mtime_ns
        except FileNotFoundError:  # cleared away: the model is written
            pass
    return found

def child(job):
    os.chdir(job["home"])
    os.environ["NINELIVES_CACHE"] = "cache"
    for handle, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), handle)
    sys.argv = ["ninelives", *job["argv"]]
    main()

for line in sys.stdin:
    job, begun, seen, died, status = json.loads(line), time.monotonic(), {}, False, 0
    pid = os.fork()
    if not pid:
        code = 0
        try:
            child(job)
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            code = 1
        finally:
            sys.stdout.flush(), sys.stderr.flush()
            os._exit(code)
    while not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
        for name, stamp in held(job["home"] + "/cache/work/*/*.safetensors").items():
            seen.setdefault(name, set()).add(stamp)
        spent = time.monotonic() - begun
        there = job["until"] and glob.glob(job["home"] + "/" + job["until"], include_hidden=True)
        if there or spent > (job["after"] or 60):
            died = True
            os.kill(pid, signal.SIGKILL)
            break
        time.sleep(0.0005)
    _, status = os.waitpid(pid, 0)
    told = {"died": died and os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status),
            "took": time.monotonic() - begun, "seen": {name: len(stamps) for name, stamps in seen.items()}}
    print(json.dumps(told), flush=True)
"""


class Command:
    """The same command, again and again, each time in a folder and with a cache of its own."""

    def __init__(self, photos: Path, root: Path, rungs: str, server: subprocess.Popen[str], *more: str) -> None:
        self._argv = ["train", str(photos), "--rungs", rungs, "--json", "--quiet", "-o", "m.model", *more]
        self.root, self._server = root, server

    def run(self, name: str, *, after: float | None = None, until: str | None = None) -> dict[str, Any]:
        """Once, killed after so many seconds, or as soon as a path is there."""
        home = self.root / name
        home.mkdir(exist_ok=True)
        job = {"home": str(home), "argv": self._argv, "after": after, "until": until}
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(job) + "\n")
        self._server.stdin.flush()
        told = json.loads(self._server.stdout.readline())
        assert isinstance(told, dict)
        return told

    def finish(self, name: str) -> dict[str, Any]:
        """To the end: nothing half-written is left; adds the model's digest."""
        told, home = self.run(name), self.root / name
        assert told["code"] == 0, (home / "err").read_text()
        assert [path.name for path in home.rglob("*") if ".partial" in path.name] == []
        assert not list((home / "cache" / "work").glob("*/*"))
        return {**told, "digest": json.loads((home / "out").read_text())["digest"]}


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        process.wait()


@pytest.fixture(scope="module")
def command(photos: Path, tmp_path_factory: pytest.TempPathFactory, server: subprocess.Popen[str]) -> Command:
    return Command(photos, tmp_path_factory.mktemp("kill"), "majority,rules,perceptron,kernel", server)


@pytest.fixture(scope="module")
def undisturbed(command: Command) -> dict[str, Any]:
    command.finish("first")  # reads the program's files from the disk
    return command.finish("undisturbed")


def test_killed_at_20_moments_and_run_again(command: Command, undisturbed: dict[str, Any], model: Model) -> None:
    assert undisturbed["digest"] == model.digest
    died = 0
    for moment in range(MOMENTS):
        name = f"moment{moment}"
        died += command.run(name, after=undisturbed["took"] * (moment + 0.5) / MOMENTS)["died"]
        if (command.root / name / "m.model").exists():
            assert Model.load(command.root / name / "m.model").digest == model.digest
        assert command.finish(name)["digest"] == model.digest
        shutil.rmtree(command.root / name)
    assert died >= MOMENTS // 2  # the moments lay within the run


@pytest.mark.parametrize("rung", ["majority", "rules", "perceptron", "kernel"])
def test_a_finished_rung_is_not_fitted_again(command: Command, undisturbed: dict[str, Any], rung: str) -> None:
    name = f"after-{rung}"
    first = command.run(name, until=f"cache/work/*/{rung}.safetensors")
    kept = {path.name: path.stat().st_mtime_ns for path in (command.root / name).glob("cache/work/*/*.safetensors")}
    assert first["died"]
    assert f"{rung}.safetensors" in kept
    again = command.finish(name)
    assert again["digest"] == undisturbed["digest"]
    assert {file: again["seen"][file] for file in kept} == dict.fromkeys(kept, 1)  # never written anew


def test_killed_while_the_model_is_written(command: Command, undisturbed: dict[str, Any]) -> None:
    assert command.run("writing", until=".m.model.*.partial/rungs")["died"]
    assert not (command.root / "writing" / "m.model").exists()
    assert command.finish("writing")["digest"] == undisturbed["digest"]


def test_killed_with_the_pretrained_rung(
    photos: Path, tmp_path_factory: pytest.TempPathFactory, server: subprocess.Popen[str]
) -> None:
    command = Command(photos, tmp_path_factory.mktemp("kill-pretrained"), "majority,pretrained", server)
    undisturbed = command.finish("undisturbed")
    network = command.root / "undisturbed" / "cache" / "networks"
    for name, until in (("making", ".m.model.*.partial"), ("looking", "cache/work/*/majority.safetensors")):
        shutil.copytree(network, command.root / name / "cache" / "networks")
        assert command.run(name, until=until)["died"]
        assert command.finish(name)["digest"] == undisturbed["digest"]


def test_killed_while_copies_are_made_and_learned_from(
    photos: Path, tmp_path_factory: pytest.TempPathFactory, server: subprocess.Popen[str]
) -> None:
    command = Command(photos, tmp_path_factory.mktemp("kill-copies"), "kernel", server, "--biases", "mirror,noise")
    undisturbed = command.finish("undisturbed")
    assert undisturbed["seen"].keys() == {"kernel.safetensors", "kernel mirror+noise again.safetensors"}
    for name, until in (("made", "cache/work/*/kernel.safetensors"), ("learned", "cache/work/*/*again.safetensors")):
        assert command.run(name, until=until)["died"]
        assert command.finish(name)["digest"] == undisturbed["digest"]


def test_the_command_line_itself_killed_and_run_again(photos: Path, tmp_path: Path, model: Model) -> None:
    rungs = ["--rungs", "majority,rules,perceptron,kernel"]
    argv = [sys.executable, "-m", "ninelives", "train", str(photos), *rungs, "--json"]
    env = {**os.environ, "NINELIVES_CACHE": str(tmp_path / "cache")}
    with subprocess.Popen([*argv, "-o", "m.model"], cwd=tmp_path, env=env, stderr=subprocess.DEVNULL) as first:
        end = time.monotonic() + 60
        while first.poll() is None and not list(tmp_path.glob("cache/work/*/rules*")) and time.monotonic() < end:
            time.sleep(0.001)
        first.send_signal(signal.SIGKILL)
    done = subprocess.run([*argv, "-o", "m.model"], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["digest"] == model.digest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "m.model"]
