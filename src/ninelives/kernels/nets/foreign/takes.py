"""What a foreign network takes, and how a photo is made ready for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

COLOURS: Final = {"rgb": 3, "bgr": 3, "grey": 1}  # channels: how many
LAYOUTS: Final = ("nchw", "nhwc")
FITS: Final = ("crop", "squash")


@dataclass(frozen=True, slots=True)
class Values:
    """The number that a colour becomes: ``(pixel * scale - mean) / std``, pixels from 0 to 255.

    ``mean`` and ``std`` are those of red, green and blue, in whatever order the network has them.
    """

    scale: float
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)


VALUES: Final = {
    "0-255": Values(1),
    "0-1": Values(1 / 255),
    "-1-1": Values(1 / 127.5, (1.0, 1.0, 1.0)),
    "imagenet": Values(1 / 255, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),  # torchvision's
    "caffe": Values(1, (123.68, 116.779, 103.939)),  # VGG's, and Keras' of that age
}


@dataclass(frozen=True, slots=True)
class Photos:
    """A network that is shown photos, and how they are made ready.

    Attributes:
        name: of the input.
        dtype: of its numbers, as NumPy calls it.
        batch: photos it takes at once; None where any number will do.
        layout: ``nchw`` or ``nhwc``.
        height, width: px.
        channels: ``rgb``, ``bgr`` or ``grey``.
        values: a key of :data:`VALUES`, or ``own``.
        own: the numbers, where ``values`` is ``own``.
        fit: ``crop``, the middle 7/8 in the input's proportions, or ``squash``, the whole.
        assumed: the attributes that nothing told.
        either: the file takes either layout.
    """

    name: str
    dtype: str
    batch: int | None
    layout: str
    height: int
    width: int
    channels: str
    values: str
    own: Values | None = None
    fit: str = "crop"
    assumed: tuple[str, ...] = ()
    either: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of one photo, as the network takes it."""
        space, colours = (self.height, self.width), (COLOURS[self.channels],)
        return colours + space if self.layout == "nchw" else space + colours


@dataclass(frozen=True, slots=True)
class Rows:
    """A network that is given rows of numbers; the attributes are those of :class:`Photos`."""

    name: str
    dtype: str
    batch: int | None
    columns: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of one row."""
        return (self.columns,)


@dataclass(frozen=True, slots=True)
class Columns:
    """A network that is given the columns of a table one by one, numbers and words.

    Attributes:
        names: of the inputs, which are those of columns.
        dtypes: of each, as NumPy calls it; ``str`` for words.
        batch: rows it takes at once; None where any number will do.
    """

    names: tuple[str, ...]
    dtypes: tuple[str, ...]
    batch: int | None

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of one row."""
        return (len(self.names),)


def fed(takes: Photos | Rows | Columns, x: np.ndarray) -> dict[str, np.ndarray]:
    """What each input of a network is given.

    Args:
        takes: what it takes.
        x: photos made ready, or rows: ``(n, *takes.sizes)``, of objects where some columns are words.
    """
    if not isinstance(takes, Columns):
        return {takes.name: x.astype(takes.dtype, copy=False)}
    columns = enumerate(zip(takes.names, takes.dtypes, strict=True))
    return {name: x[:, at : at + 1].astype(object if dtype == "str" else dtype) for at, (name, dtype) in columns}


CUT: Final = 7 / 8  # of the largest middle part in the input's proportions: torchvision's 224 of 256 px


def ready(picture: NDArray[np.uint8], photos: Photos) -> np.ndarray:
    """A photo as a network takes it.

    Args:
        picture: uint8 ``(h, w, 3)`` RGB.
        photos: how it is made ready.

    Returns:
        An array of ``photos.sizes`` and ``photos.dtype``.

    Raises:
        ValueError: ``picture`` is none.
    """
    import cv2

    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3 or not picture.size:
        raise ValueError(f"a picture must be uint8 (h, w, 3), got {picture.dtype} {picture.shape}")
    part = _middle(picture, photos.height, photos.width) if photos.fit == "crop" else picture
    shrinks = part.shape[0] >= 2 * photos.height or part.shape[1] >= 2 * photos.width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR  # linear skips pixels from there on
    shown = cv2.resize(np.ascontiguousarray(part), (photos.width, photos.height), interpolation=how)
    numbers = coloured(shown, photos)
    return np.ascontiguousarray(numbers if photos.layout == "nhwc" else numbers.transpose(2, 0, 1))


def coloured(shown: NDArray[np.uint8], photos: Photos) -> np.ndarray:
    """The numbers of a photo of the right size, ``(h, w, channels)``."""
    values = photos.own or VALUES[photos.values]
    mean, std = np.array(values.mean), np.array(values.std)
    pixels = shown.astype(np.float64)
    if photos.channels == "grey":  # Rec. 601, as grey pictures are made of coloured ones
        pixels, mean, std = pixels @ np.array([[0.299], [0.587], [0.114]]), mean.mean(), std.mean()
    numbers = (pixels * values.scale - mean) / std
    numbers = numbers[..., ::-1] if photos.channels == "bgr" else numbers
    if photos.dtype == "uint8":
        numbers = np.clip(np.rint(numbers), 0, 255)
    return np.asarray(numbers.astype(photos.dtype))


def _middle(picture: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """The middle, of the proportions of what is shown."""
    tall, wide = picture.shape[:2]
    scale = min(tall / height, wide / width) * CUT
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    top, left = (tall - rows) // 2, (wide - columns) // 2
    return picture[top : top + rows, left : left + columns]
