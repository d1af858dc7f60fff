"""Rungs that are not tried are named, with the reason."""

from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train import untried
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.untried import Untried

SPEC = TrainSpec(rungs=("majority", "kernel"))


def test_a_rung_whose_library_is_absent_is_named_with_the_line_that_installs_it(monkeypatch) -> None:
    monkeypatch.setitem(untried.NEEDS, "kernel", ("no_such_module", "pip install it"))
    monkeypatch.setitem(untried.NEEDS, "majority", ("json", "pip install json"))
    monkeypatch.setitem(untried.NEEDS, "rules", ("no_such_module", "pip install it"))  # nobody asked for it
    assert untried.absent(SPEC) == (Untried("kernel", "no_such_module is not installed", "pip install it"),)


def test_a_rung_that_cannot_tell_the_classes_apart_says_why(monkeypatch) -> None:
    monkeypatch.setitem(untried.CANNOT, "kernel", lambda classes: "" if "cat" in classes else f"no {classes[0]}")
    assert untried.unfit(SPEC, ("cat", "dog")) == ()
    assert untried.unfit(SPEC, ("owl", "dog")) == (Untried("kernel", "no owl"),)


def test_the_rest_is_tried_and_a_ladder_without_rungs_is_refused() -> None:
    gone = (Untried("kernel", "it is gone", "mend it"),)
    assert untried.without(SPEC, gone).rungs == ("majority",)
    assert untried.without(SPEC, ()) is SPEC
    with pytest.raises(NinelivesError, match="no rung can be tried: kernel: it is gone") as caught:
        untried.without(TrainSpec(rungs=("kernel",)), gone)
    assert "mend it" in str(caught.value)
