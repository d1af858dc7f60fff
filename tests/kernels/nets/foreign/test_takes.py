from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.foreign.takes import COLOURS, CUT, VALUES, Photos, Values, ready


def photos(**changed: object) -> Photos:
    given: dict[str, object] = {
        "name": "x",
        "dtype": "float32",
        "batch": None,
        "layout": "nchw",
        "height": 4,
        "width": 4,
        "channels": "rgb",
        "values": "0-255",
    }
    return Photos(**{**given, **changed})  # type: ignore[arg-type]


RED = np.full((16, 16, 3), [200, 100, 50], np.uint8)


def colour(**changed: object) -> list[float]:
    """The one colour of a photo of one colour, as a network sees it."""
    made = ready(RED, photos(**changed))
    values = made[:, 0, 0] if changed.get("layout") != "nhwc" else made[0, 0]
    return [round(float(value), 4) for value in values]


def test_each_reading_of_one_colour() -> None:
    assert colour() == [200, 100, 50]
    assert colour(channels="bgr") == [50, 100, 200]
    assert colour(layout="nhwc") == [200, 100, 50]
    assert colour(channels="grey") == [round(0.299 * 200 + 0.587 * 100 + 0.114 * 50, 4)]
    assert colour(values="0-1") == [0.7843, 0.3922, 0.1961]
    assert colour(values="-1-1") == [0.5686, -0.2157, -0.6078]
    assert colour(values="imagenet") == [1.3070, -0.2850, -0.9330]  # torchvision's Normalize, by hand
    assert colour(values="caffe", channels="bgr") == [-53.939, -16.779, 76.32]  # Keras' order: minus B, G, R
    assert colour(values="own", own=Values(2, (1, 2, 3), (1, 2, 4))) == [399, 99, 24.25]
    assert colour(dtype="uint8") == [200, 100, 50]


@pytest.mark.parametrize("layout", ["nchw", "nhwc"])
@pytest.mark.parametrize("channels", sorted(COLOURS))
@pytest.mark.parametrize("dtype", ["float32", "float16", "float64", "uint8"])
def test_a_photo_has_the_sizes_and_the_type(layout: str, channels: str, dtype: str) -> None:
    reading = photos(layout=layout, channels=channels, dtype=dtype, height=6, width=9)
    made = ready(RED, reading)
    assert (made.shape, made.dtype) == (reading.sizes, np.dtype(dtype))
    assert made.flags.c_contiguous


def test_a_crop_loses_the_edge_and_squashing_keeps_it() -> None:
    framed = np.zeros((64, 128, 3), np.uint8)
    framed[4:-4, 36:-36] = 255
    assert CUT == 7 / 8
    assert ready(framed, photos(height=8, width=8)).min() == 255
    assert ready(framed, photos(height=8, width=8, fit="squash")).min() == 0


def test_values_cover_the_range_that_their_name_says() -> None:
    ends = {name: [(pixel * v.scale - v.mean[0]) / v.std[0] for pixel in (0, 255)] for name, v in VALUES.items()}
    assert ends["0-255"] == [0, 255]
    assert ends["0-1"] == [0, 1]
    assert ends["-1-1"] == [-1, 1]


@pytest.mark.parametrize("picture", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)])
def test_what_is_no_picture_is_refused(picture: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a picture must be uint8"):
        ready(picture, photos())
