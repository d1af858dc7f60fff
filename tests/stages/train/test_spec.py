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


def test_text_is_taken_as_it_is_typed() -> None:
    assert TrainSpec(budget="5m").budget == 300  # type: ignore[arg-type]
    assert TrainSpec(rungs="kernel").ladder == ("kernel",)  # type: ignore[arg-type]
    assert TrainSpec(rungs="rules, kernel", biases="mirror").ladder == ("rules", "kernel")  # type: ignore[arg-type]
    assert TrainSpec(biases="none").biases == ()  # type: ignore[arg-type]
    assert TrainSpec(biases=["mirror"]) == TrainSpec(biases=("mirror",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"unlabelled": "2"}, "unlabelled must be a whole number, got '2'"),
        ({"folds": 5.0}, "folds must be a whole number, got 5.0"),
        ({"seed": None}, "seed must be a whole number, got None"),
        ({"seed": True}, "seed must be a whole number, got True"),
        ({"calibration_share": "0.2"}, "calibration-share must be a number, got '0.2'"),
        ({"budget": [5]}, "budget must be a number, got [5]"),
        ({"budget": "soon"}, "a budget is a time such as 90s, 5m or 1h30m, got 'soon'"),
        ({"rungs": None}, "rungs are names with commas between them, got None"),
        ({"rungs": (3,)}, "rungs are names with commas between them, got (3,)"),
        ({"biases": 3, "side": "x"}, "got 3; side must be a whole number, got 'x'"),
        ({"rungs": " , "}, "name at least one rung"),
        ({"rungs": "kernal"}, "there is no rung 'kernal' (did you mean 'kernel' ?)"),
    ],
)
def test_an_option_of_another_type_is_told_with_a_line_that_mends_it(options: dict[str, object], told: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        TrainSpec(**options)  # type: ignore[arg-type]
    assert told in caught.value.message
    assert caught.value.fix
