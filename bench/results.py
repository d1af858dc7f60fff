"""Run the benches, keep their figures, and write RESULTS.md.

    python bench/results.py                 # all of them, one after the other
    python bench/results.py train start     # only these; the others keep their figures
    python bench/results.py --write         # none: RESULTS.md from figures.json as it is

Exits with 1 where a bench fails or misses a target; its figures are written all the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from picture import draw
from table import HEADS, Row

HERE = Path(__file__).parent
FIGURES, PAGE = HERE / "figures.json", HERE / "RESULTS.md"
PICTURE = HERE.parent / "docs" / "pictures" / "ladder.svg"
MARK = "<!-- figures -->"
BENCHES = (
    *("start", "decode", "collect", "train", "network", "layer", "predict", "night", "ladder", "kinds"),
    *("tables", "series", "shift", "loudly", "labels", "watch", "audit", "defer", "decide", "answers"),
    *("flight", "camera", "environment", "garden", "garden_train"),
)


def run(name: str) -> tuple[dict[str, Any] | None, int]:
    """One bench's figures, None where it printed none, and its exit status."""
    done = subprocess.run([sys.executable, HERE / f"{name}.py", "--json"], capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout.splitlines()[-1])
        return found | {"rows": found["rows"]}, done.returncode
    except (IndexError, ValueError, KeyError):
        print(f"bench/{name}.py gave no figures:\n{done.stdout}{done.stderr}", file=sys.stderr)
        return None, done.returncode or 1


def section(name: str, found: dict[str, Any]) -> str:
    """One bench: where and when, its rows, its notes."""
    at = found["machine"]
    where = f"{at['cores']} cores of {at['cpu']}, {at['memory_gb']} GB, load {at['load']} before, Python {at['python']}"
    fields = Row.__dataclass_fields__
    rows = [Row(**{key: value for key, value in row.items() if key in fields}) for row in found["rows"]]
    lines = [f"## {name}", f"`{found['command']}`, {found['date']}, {where}", table(rows), *found["notes"]]
    return "\n\n".join(lines)


def table(rows: list[Row]) -> str:
    lines = [HEADS, ("---",) * len(HEADS), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def page(figures: dict[str, Any], before: str) -> str:
    """The page: its own words up to the mark, then every bench."""
    words = before.split(MARK)[0].rstrip()
    return "\n\n".join([words, MARK, *(section(name, figures[name]) for name in BENCHES if name in figures)]) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=f"of {', '.join(BENCHES)}; all by default")
    parser.add_argument("--write", action="store_true", help="run none")
    options = parser.parse_args()
    if unknown := set(options.benches) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    failed = 0
    for name in () if options.write else options.benches or BENCHES:
        found, status = run(name)
        failed |= status
        if found:
            print(f"== {name}\n{section(name, found)}\n", flush=True)
            figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
            FIGURES.write_text(json.dumps(figures | {name: found}, indent=1) + "\n", "utf-8")
            write_page()
    if options.write:
        write_page()
    return int(failed > 0)


def write_page() -> None:
    figures = json.loads(FIGURES.read_text("utf-8"))
    if "ladder" in figures:
        PICTURE.write_text(draw(figures["ladder"]), "utf-8")
    PAGE.write_text(page(figures, PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
