"""How long `ninelives --help` takes, and that of every verb: the first things anyone types.

    python bench/start.py [--json] [--rounds N] [--small]

Medians of processes that take turns: ours, an interpreter that does nothing (the floor), and one that imports
scikit-learn (what a command line pays that loads its libraries before it reads its arguments).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from table import Row, arguments, machine, publish

TARGET = 0.3  # s
VERBS = ("collect", "train", "predict", "report", "demo")


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> int:
    options = arguments(__doc__, rounds=20).parse_args()
    began = machine()
    ours = str(Path(sys.executable).with_name("ninelives"))
    commands = {
        "ours": [ours, "--help"],
        **{verb: [ours, verb, "--help"] for verb in VERBS},
        "floor": [sys.executable, "-c", "pass"],
        "loads": [sys.executable, "-c", "import sklearn.linear_model"],
    }
    turns = [{name: seconds(c) for name, c in commands.items()} for _ in range(2 if options.small else options.rounds)]
    median = {name: statistics.median(turn[name] for turn in turns) for name in commands}
    target = None if options.small else TARGET
    words = f"ninelives --help, median of {len(turns)}"
    rows = [
        Row(words, median["ours"], "s", median["loads"], "import sklearn.linear_model", target, less=True),
        Row("the same, beside an empty interpreter", median["ours"], "s", median["floor"], "python -c pass", less=True),
    ]
    floor = median["floor"]
    rows += [Row(f"ninelives {v} --help", median[v], "s", floor, "python -c pass", target, less=True) for v in VERBS]
    return publish(rows, options, began)


if __name__ == "__main__":
    sys.exit(main())
