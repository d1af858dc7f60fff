"""`ninelives serve` in a process of its own, on a handoff that is made for it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ninelives.stages.defer.queue import Queue, Rules
from ninelives.stages.defer.queue.facts import asked_of
from ninelives.store import manifest

FACTS: dict[str, Any] = {
    "noun": "photo",
    "classes": ["cat", "dog"],
    "risk": 0.02,
    "delta": 0.05,
    "guarantee": "at most 2 %",
    "kept": 0.948,
    "costs": {"minute": 0.5, "currency": "€"},
    "gaps": [{"words": "the night", "kind": "unseen"}],
}


@dataclass
class Served:
    """A server that runs."""

    links: dict[str, str]  # by person
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return self.links["owner"].partition("/owner")[0]


def handoff(folder: Path, **more: Any) -> Path:
    """A handoff's folder, as far as a queue needs one."""
    made = folder / "photos.handoff"
    made.mkdir(parents=True)
    manifest.seal(made, "handoff", FACTS | more)
    return made


def filled(made: Path, tasks: Any, place: str | None = None) -> None:
    """Tasks in the queue of a handoff."""
    with Queue(place or made.with_suffix(".queue"), asked_of(made), Rules(double=0.0)) as queue:
        queue.add(tasks)


@contextlib.contextmanager
def served(made: Path, *options: str) -> Iterator[Served]:
    """The server, while the body runs."""
    command = [sys.executable, "-m", "ninelives", "serve", str(made), "--port", "0", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Served(_links(process), process)
        finally:
            ended(process)


def ended(process: subprocess.Popen[str]) -> None:
    """Tell a server to end; one that does not is killed, and that is an error."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def _links(process: subprocess.Popen[str]) -> dict[str, str]:
    """What it prints as soon as it answers: a line a person, the last one after all others."""
    assert process.stdout
    assert process.stderr
    links: dict[str, str] = {}
    for line in process.stdout:
        told = json.loads(line)
        links[told["person"]] = told["link"]
        if len(links) == told["of"]:
            return links
    raise AssertionError(process.stderr.read())
