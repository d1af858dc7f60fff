from __future__ import annotations

from dataclasses import replace

from ninelives.kernels.nets.foreign.readings import others
from ninelives.kernels.nets.foreign.takes import VALUES, Photos, Values

TOLD = Photos("x", "float32", None, "nchw", 8, 8, "rgb", "imagenet")


def test_all_that_people_mistake_is_there_by_what_to_type() -> None:
    found = others(TOLD)
    assert len(found) == 2 * len(VALUES) - 1 + 1
    assert found["--channels bgr"] == replace(TOLD, channels="bgr")
    assert found["--channels bgr --values caffe"] == replace(TOLD, channels="bgr", values="caffe")
    assert found["--fit squash"] == replace(TOLD, fit="squash")
    assert TOLD not in found.values()


def test_what_the_file_fixes_stays() -> None:
    assert set(others(replace(TOLD, dtype="uint8", values="0-255"))) == {"--channels bgr", "--fit squash"}
    grey = others(replace(TOLD, channels="grey"))
    assert not any("channels" in options for options in grey)
    assert "--values 0-1" in grey


def test_the_other_layout_is_one_where_the_file_takes_either() -> None:
    found = others(replace(TOLD, either=True))
    assert found["--layout nhwc"] == replace(TOLD, either=True, layout="nhwc")
    assert "--layout nchw" in others(replace(TOLD, either=True, layout="nhwc"))


def test_own_values_are_left_for_usual_ones() -> None:
    found = others(replace(TOLD, values="own", own=Values(2)))
    assert found["--values 0-1"].own is None
    assert found["--channels bgr"].own == Values(2)
    assert len(found) == 2 * (1 + len(VALUES)) - 1 + 1
