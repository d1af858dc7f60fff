from __future__ import annotations

import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.faults import TOLD, Fault, named, refuse


def test_no_fault_is_no_error() -> None:
    refuse("the network", [])


def test_all_faults_are_told_at_once_each_once_with_what_mends_them() -> None:
    with pytest.raises(NinelivesError) as caught:
        refuse(
            "'x.onnx'", [Fault("a is wrong", "mend a"), Fault("b is wrong", "mend b"), Fault("a is wrong", "mend a")]
        )
    assert caught.value.message == "'x.onnx' is not run: a is wrong; b is wrong"
    assert caught.value.fix is not None
    assert caught.value.fix.split() == ["mend", "a", "mend", "b"]


def test_a_hundred_faults_are_counted() -> None:
    with pytest.raises(NinelivesError, match=f"and {100 - TOLD} faults more"):
        refuse("the network", (Fault(f"fault {at}", "mend it") for at in range(100)))


def test_a_name_cannot_paint_the_terminal() -> None:
    assert named("\x1b[31mred\nline") == "'?[31mred?line'"
    assert len(named("x" * 10_000)) == 62
