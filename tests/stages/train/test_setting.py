from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.archive import Archive
from ninelives.stages.train import TrainSpec
from ninelives.stages.train.setting import Setting


@pytest.mark.parametrize(
    ("name", "copied", "learns"), [("kernel", True, True), ("zero-shot", True, False), ("majority", False, True)]
)
def test_what_looks_at_nothing_is_shown_no_copy_and_what_is_untaught_learns_from_none(
    name: str, copied: bool, learns: bool, photos: Path
) -> None:
    archive = Archive.of(photos)
    some: Any = None
    gauges: Any = {"kernel": None, "zero-shot": None}
    spec = TrainSpec(biases=("mirror",))
    setting = Setting(gauges, archive, archive, some, archive.envelope(), None, spec, some, some)
    plan = setting.plan(name)
    assert (len(plan.rows) > 0, plan.learns) == (copied, learns)
