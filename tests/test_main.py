"""``python -m ninelives --data FILE`` is the whole main job."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ninelives.__main__ import _arguments


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["--data", "photos", "--json"], ["train", "photos", "--json"]),
        (["--data=a b.csv", "--seed", "3"], ["train", "a b.csv", "--seed", "3"]),
        (["--data"], ["train"]),
        (["train", "photos"], ["train", "photos"]),
        (["report", "--data"], ["report", "--data"]),
        ([], []),
    ],
)
def test_data_means_train(given: list[str], meant: list[str]) -> None:
    assert _arguments(given) == meant


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "ninelives", "--data", "no-such-photos"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "there is no folder, table, zip or tar 'no-such-photos'" in done.stderr
