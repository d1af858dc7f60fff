"""Pictures to an MP4."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest

from ninelives.kernels.world.film.encode import mp4


def frames(count: int = 12) -> list[np.ndarray]:
    """A bright square on its way over a dark ground."""
    made = np.full((count, 64, 96, 3), 30, np.uint8)
    for at in range(count):
        made[at, 20:40, 4 * at : 4 * at + 20] = 220, 180, 90
    return list(made)


def test_what_goes_in_comes_out() -> None:
    with av.open(io.BytesIO(mp4(iter(frames()), rate=25, quality=10))) as box:
        stream = box.streams.video[0]
        back = [frame.to_ndarray(format="rgb24") for frame in box.decode(stream)]
        assert (stream.codec_context.name, stream.average_rate) == ("h264", 25)
    assert len(back) == 12
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(back, frames(), strict=True)) < 4


def test_the_same_frames_are_the_same_bytes() -> None:
    assert mp4(frames(), rate=25) == mp4(frames(), rate=25)


def test_frames_of_other_sizes_are_told() -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        mp4([], rate=25)
    with pytest.raises(ValueError, match="one size with even sides"):
        mp4([*frames(2), np.zeros((32, 32, 3), np.uint8)], rate=25)
    with pytest.raises(ValueError, match="even sides"):
        mp4([np.zeros((33, 32, 3), np.uint8)], rate=25)
