"""The fuzz target stays alive: every target runs a few hundred inputs, and what it watches for is seen."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FUZZ = ROOT / "prove" / "fuzz.py"


def fuzz(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, FUZZ, *arguments], capture_output=True, text=True, check=False, timeout=300)


TARGETS = ["picture", "container", "table", "model", "packed", "listed", "predictions", "network", "handoff", "answers"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_few_hundred_hostile_inputs_break_nothing(target: str, tmp_path: Path) -> None:
    done = fuzz("--runs", "300", "--plain", "--target", target, "--keep", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "300 inputs" in done.stdout


WATCHED = """
import sys, pathlib
sys.path.insert(0, {prove!r})
from fuzzing.watch import Watch
room = pathlib.Path({room!r})
watch = Watch(room / "found", room / "inside")
{body}
"""


def watched(body: str, room: Path) -> list[str]:
    """What a watch notes in a process of its own."""
    (room / "inside").mkdir()
    script = WATCHED.format(prove=str(FUZZ.parent), room=str(room), body=body)
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, timeout=60)
    return [json.loads(found.read_text())["what"] for found in (room / "found").glob("*.json")]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("def attack(data): raise KeyError(data)\n", "KeyError"),
        ("def attack(data): raise BaseException('panic')\n", "BaseException"),
        ("def attack(data): (room / 'outside').write_bytes(data)\n", "open outside"),
        ("def attack(data): (room / 'outside').mkdir(exist_ok=True)\n", "os.mkdir outside"),
        ("import subprocess\ndef attack(data): subprocess.run(['true'])\n", "subprocess.Popen"),
        ("import pickle\ndef attack(data): pickle.loads(data)\n", "pickle.find_class"),
        ("import fuzzing.watch, time\nfuzzing.watch.HANG_S = .05\ndef attack(data): time.sleep(.1)\n", "hang"),
        ("import fuzzing.watch\nfuzzing.watch.MEMORY_MB = 1\ndef attack(data): pass\n", "memory"),
    ],
)
def test_a_failure_is_seen(body: str, what: str, tmp_path: Path) -> None:
    data = pickle.dumps(time.sleep)
    (found,) = watched(f"{body}watch.run(attack, {data!r})\nwatch.run(attack, {data!r})", tmp_path)
    assert found.startswith(what)


def test_an_orderly_run_is_no_failure(tmp_path: Path) -> None:
    body = "def attack(data): (room / 'inside' / 'file').write_bytes(data)\nwatch.run(attack, b'1')\nwatch.count()"
    assert watched(body, tmp_path) == []
    assert (tmp_path / "found" / "runs").read_text() == "1"


def test_the_same_bytes_bend_a_file_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FUZZ.parent))
    from fuzzing.choices import Choices, bent

    facts: Any = {"a": [1, {"b": 2}], "c": "text"}
    for seed in range(200):
        data = seed.to_bytes(2, "little") * 9
        first, again = (repr(bent(facts, Choices(data))) for _ in range(2))
        assert first == again
        assert facts == {"a": [1, {"b": 2}], "c": "text"}
    assert len({repr(bent(facts, Choices(os.urandom(18)))) for _ in range(50)}) > 5
