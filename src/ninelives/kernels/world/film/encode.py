"""Pictures to the bytes of an MP4."""

from __future__ import annotations

import io
from collections.abc import Iterable
from fractions import Fraction
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from ninelives.errors import NinelivesError


def mp4(frames: Iterable[npt.NDArray[np.uint8]], *, rate: int, quality: int = 20) -> bytes:
    """H.264 in an MP4; the same frames give the same bytes.

    Args:
        frames: one after the other, each ``(height, width, 3)``, red, green and blue; sides are even.
        rate: frames a second.
        quality: of libx264, 0 (all of it) to 51 (little): 18 to 23 look clean.

    Raises:
        NinelivesError: PyAV is not installed.
        ValueError: there is no frame, or they differ in size, or a side is odd.
    """
    ready()
    import av

    room, shape = io.BytesIO(), None
    with av.open(room, "w", format="mp4") as box:
        stream = box.add_stream("libx264", rate=Fraction(rate))
        stream.pix_fmt = "yuv420p"  # what every player knows
        stream.options = {"crf": str(quality), "preset": "medium", "threads": "1"}
        for frame in frames:
            if shape is None:
                shape = frame.shape
                stream.height, stream.width = shape[:2]
            if frame.shape != shape or shape[0] % 2 or shape[1] % 2:
                raise ValueError(f"frames must have one size with even sides, got {frame.shape} after {shape}")
            box.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        if shape is None:
            raise ValueError("a film has at least one frame")
        box.mux(stream.encode())
    return room.getvalue()


def ready() -> None:
    """Refuse a film that could not be written, before it is shot.

    Raises:
        NinelivesError: PyAV is not installed.
    """
    if find_spec("av") is None:
        raise NinelivesError("a film takes PyAV, and it is not installed", fix="pip install 'ninelives[act]'")
