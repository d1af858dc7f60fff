"""What every proof does with its figures: hold each against its bound, print it, keep them beside the script."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def row(what: str, count: int, draws: int, **bound: int) -> dict[str, Any]:
    """One figure with its bound, ``at_most`` or ``at_least``, printed as soon as it is known."""
    holds = count <= bound.get("at_most", draws) and count >= bound.get("at_least", 0)
    told = {"what": what, "count": int(count), "draws": draws, **bound, "holds": bool(holds)}
    print(_line(told), file=sys.stderr, flush=True)
    return told


def _line(told: Mapping[str, Any]) -> str:
    bound = f"at most {told['at_most']:,}" if "at_most" in told else f"at least {told['at_least']:,}"
    state = "" if told["holds"] else "BROKEN"
    return f"{told['what']:<84} {told['count']:>6,} of {told['draws']:,}   {bound:<15} {state}"


def run(script: str, doc: str, small: str, measure: Callable[[bool], dict[str, Any]]) -> int:
    """Measure at full size and write JSON beside the script, or at a small one and write nothing; 1 if a bound broke.

    Args:
        script: its path.
        doc: its docstring.
        small: what ``--small`` does, in words.
        measure: called with whether it is to be small.
    """
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--small", action="store_true", help=small)
    few = parser.parse_args().small
    results = measure(few)
    if not few:
        Path(script).with_suffix(".json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return 0 if all(told["holds"] for told in results["rows"]) else 1
