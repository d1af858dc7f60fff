"""What is compiled ahead is what is called: the same types, to the last."""

from __future__ import annotations

import numba as nb
import pytest

from ninelives.kernels.world.photos.jobs import JOBS
from ninelives.kernels.world.photos.photos import photos
from ninelives.kernels.world.photos.wanted import Wanted


@pytest.mark.parametrize("view", ["drone", "ground", "satellite"])
def test_photos_call_them_as_they_were_compiled(view: str) -> None:
    photos(Wanted(view, 20089, 20454, 7.0, 17.0, 0.5, 16, "train", 3), 0, 2)
    for job in JOBS:
        kernel, arguments = job()
        if kernel.overloads:
            assert list(kernel.overloads) == [tuple(nb.typeof(argument) for argument in arguments)], job.__name__
    assert JOBS[0]()[0].overloads
