"""Judge the skipped tests in JUnit files: a skip needs a reason that is allowed and true on this machine."""

from __future__ import annotations

import os
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def allowed() -> tuple[str, ...]:
    """How a reason may begin here. Where the data or a GPU is present, missing it is no reason."""
    data = Path(os.environ.get("NINELIVES_DATA", ROOT.parent / "shared" / "data"))
    return (*(() if data.is_dir() else ("no real data",)), *(() if shutil.which("nvidia-smi") else ("no GPU",)))


def skips(report: Path) -> Iterator[tuple[str, str]]:
    """Test and reason of every skip in one file; an expected failure counts as one."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    if not cases:
        raise SystemExit(f"{report} holds no tests")
    for case in cases:
        for skip in case.iter("skipped"):
            yield f"{case.get('classname')}::{case.get('name')}", skip.get("message", "")


def main(reports: list[Path]) -> int:
    """Count and list every skip; 1 where one of them is not allowed."""
    if missing := [str(report) for report in reports if not report.is_file()]:
        raise SystemExit(f"no results at {', '.join(missing)}")
    found = sorted({skip for report in reports for skip in skips(report)})
    refused = [skip for skip in found if not skip[1].startswith(allowed())]
    print(f"{len(found)} tests skipped, {len(refused)} of them without an allowed reason")
    for test, reason in found:
        print(f"  {'REFUSED' if (test, reason) in refused else 'allowed'}  {test}: {reason}")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
