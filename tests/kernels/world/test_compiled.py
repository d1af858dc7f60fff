"""Machine code that gives what Python gives."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import ninelives
from ninelives.kernels.world.compiled import compiled, compiled_as, inlined, kernel, whole


@compiled
def ratio(over: float, under: float) -> float:
    return over / under


@compiled
def after(number: int) -> int:
    return number + 1


@kernel
def both(number: int) -> float:
    return ratio(after(number), 2)


TWO = whole(2)


@compiled
def sums() -> int:
    return after(TWO) + after(TWO + 1)


def test_a_loop_divides_as_numpy_does() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))
    assert ratio(1.0, 3.0) == 1 / 3


def test_a_kernel_and_python_call_the_same_part() -> None:
    assert both(2) == ratio(after(2), 2) == 1.5


@compiled_as("float64(uint64, int64)")
def shifted(seed: int, by: int) -> float:
    return float(seed >> by)


@compiled
def calls() -> float:
    return shifted(8, 1) + shifted(8, 2) + shifted(8, 3)


def test_constants_make_no_versions_of_their_own() -> None:
    assert calls() == 7
    calls.compile("float64()")  # type: ignore[attr-defined]
    assert len(shifted.signatures) == 1  # type: ignore[attr-defined]


def test_machine_code_is_made_anew_where_what_it_calls_has_changed(tmp_path: Path) -> None:
    """Numba alone would go on with the old constant: only the caller's own file counts for it."""
    world = tmp_path / "ninelives" / "kernels" / "world"
    shutil.copytree(
        Path(ninelives.__file__).parent / "kernels" / "world", world, ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "ninelives" / "__init__.py").touch()
    (tmp_path / "ninelives" / "kernels" / "__init__.py").touch()
    top = "from ninelives.kernels.world.compiled import compiled, kernel\n"
    (world / "far.py").write_text(top + "@compiled\ndef far() -> int:\n    return 1\n")
    near = "from ninelives.kernels.world.far import far\n@kernel\ndef near() -> int:\n    return 10 * far()\n"
    (world / "near.py").write_text(top + near)

    def asked() -> tuple[str, int]:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "NUMBA_CACHE_DIR": str(tmp_path / "cache")}
        code = "from ninelives.kernels.world.near import near; print(near(), sum(near.stats.cache_hits.values()))"
        made = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        value, hits = made.stdout.split()
        return value, int(hits)

    assert asked() == ("10", 0)
    assert asked() == ("10", 1)
    (world / "far.py").write_text(top + "@compiled\ndef far() -> int:\n    return 2\n")
    assert asked() == ("20", 0)


def test_a_whole_constant_is_compiled_for_once() -> None:
    assert sums() == 7
    assert len(after.signatures) <= 1  # type: ignore[attr-defined] # none where all came from the disk


@inlined
def half(of: float) -> float:
    return ratio(of, 2.0)


@compiled
def quarter(of: float) -> float:
    return half(half(of))


def test_a_part_of_a_loop_gives_the_same_in_it_and_by_itself() -> None:
    assert quarter(1.0) == 0.25
    assert half(half(1.0)) == 0.25
