"""Options, and all their faults at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train.series import SeriesSpec
from ninelives.stages.train.series.spec import LADDER


def test_the_usual_ones_hold() -> None:
    assert SeriesSpec().ladder == LADDER
    assert SeriesSpec(rungs=("network", "drift")).ladder == ("persistence", "drift", "network")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h", 3600),
        ("15min", 900),
        ("1d", 86_400),
        ("2w", 1_209_600),
        ("90", 90),
        ("0.5h", 1800),
        ("h", 3600),
        (None, 0),
    ],
)
def test_steps_are_read_as_they_are_written(text: str | None, seconds: float) -> None:
    assert SeriesSpec(step=text).step_s == seconds


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NinelivesError) as error:
        SeriesSpec(
            horizon=0,
            seasons=(1,),
            delay=-1,
            levels=(1.0,),
            alpha=0,
            step="1 fortnight",
            zone="Europe/Atlantis",
            rungs=("arma",),
        )
    for words in ("horizon", "a season", "delay", "levels", "alpha", "fortnight", "Atlantis", "'arma'"):
        assert words in error.value.message
    assert error.value.fix


def test_reading_them_loads_no_numpy() -> None:
    code = "import sys; from ninelives.stages.train.series import SeriesSpec; SeriesSpec()"
    code += "; assert 'numpy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
