"""Options tell all their faults at once, and cost no waiting."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train import TrainSpec
from ninelives.stages.train.spec import LADDER


def test_the_defaults_try_the_whole_ladder() -> None:
    assert TrainSpec().ladder == LADDER


def test_rungs_are_climbed_from_the_lowest_however_they_are_named() -> None:
    assert TrainSpec(rungs=("kernel", "majority", "kernel")).ladder == ("majority", "kernel")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rungs": ("kernal",)}, "there is no rung 'kernal' (did you mean 'kernel' ?)"),
        ({"rungs": ("xyz",)}, f"there is no rung 'xyz': the ladder is {', '.join(LADDER)}"),
        ({"rungs": ()}, "name at least one rung"),
        ({"folds": 1}, "folds must be >= 2, got 1"),
        ({"seed": -1}, "seed must be >= 0, got -1"),
        ({"calibration_share": 0.5}, "calibration-share must lie in [0, 0.4], got 0.5"),
        ({"calibration_share": -0.1}, "calibration-share must lie in [0, 0.4], got -0.1"),
        ({"calibration_share": float("nan")}, "calibration-share must lie in [0, 0.4], got nan"),
        ({"size": 100}, "size must lie in 64 to 256 px and be a multiple of 32, got 100"),
        ({"size": 32}, "size must lie in 64 to 256 px"),
        ({"size": 288}, "size must lie in 64 to 256 px"),
        ({"side": 0}, "side must lie in 4 to 64 px, got 0"),
        ({"side": 65}, "side must lie in 4 to 64 px, got 65"),
        ({"limit": 99}, "limit must be >= 100, got 99"),
    ],
)
def test_a_bad_option_is_named_with_what_was_got(options: dict[str, object], told: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        TrainSpec(**options)  # type: ignore[arg-type]
    assert told in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NinelivesError) as caught:
        TrainSpec(folds=0, limit=1, rungs=("majorty", "rulez"))
    for part in ("folds", "limit", "'majority' ?", "'rules' ?"):
        assert part in str(caught.value)


@pytest.mark.parametrize("options", [{"size": 64}, {"size": 256}, {"calibration_share": 0}, {"calibration_share": 0.4}])
def test_the_edges_are_allowed(options: dict[str, object]) -> None:
    TrainSpec(**options)  # type: ignore[arg-type]


def test_reading_options_loads_no_numpy() -> None:
    code = "import sys; from ninelives.stages.train import TrainSpec; TrainSpec(); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
