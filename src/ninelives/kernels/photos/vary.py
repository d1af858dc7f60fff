"""What should not matter, as changes to a picture: the augmentations behind the inductive biases.

Each takes a picture (uint8, (h, w, 3), RGB) and a generator, and gives another of the same shape. Strengths are drawn
anew for every picture. Distances are shares of the picture, so that its size does not matter. Darkness and noise are
those of a camera: light falls by a gain and a gamma, then photons are counted (shot noise) and read out (read noise).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (h, w, 3), RGB
Variation = Callable[[Picture, np.random.Generator], Picture]

RECIPE: Final = "vary 1"  # changes with any number below; part of the key of what is measured behind it
SHIFT: Final = 0.12  # of the width and of the height, at most
ZOOM: Final = 1.33  # at most, in or out
TURN: Final = 20.0  # degrees, at most, either way
GAIN: Final = (0.05, 1.0)  # of the light, log-uniform
GAMMA: Final = (1.0, 3.5)  # of its curve, uniform
BALANCE: Final = 1.3  # of red and of blue against green, at most, either way
SATURATION: Final = (0.0, 1.5)
BLUR: Final = (0.002, 0.012)  # standard deviation as a share of the short side
PHOTONS: Final = (60.0, 1200.0)  # that a pixel holds at most, log-uniform
READ: Final = (0.003, 0.02)  # standard deviation of reading a pixel, of full scale, log-uniform
DARKEST: Final = 0.008  # mean light of the darkest picture that is made on purpose
_LUMA: Final = (0.299, 0.587, 0.114)  # Rec. 601, of red, green and blue


def vary(picture: Picture, biases: Collection[str], draw: np.random.Generator, *, pixels: float = 1.0) -> Picture:
    """The picture, changed in everything that should not matter; in a fixed order, whatever that of ``biases``.

    Args:
        picture: uint8 (h, w, 3), RGB.
        biases: some of `BIASES`.
        draw: of all strengths, and of the noise.
        pixels: how many of the camera's each of the picture's stands for, where it was decoded at a fraction: their
            noise averages out.

    Raises:
        KeyError: there is no such bias.
    """
    if unknown := set(biases) - set(BIASES):
        raise KeyError(f"no bias is called {sorted(unknown)[0]!r}")
    for name, change in _SCENE.items():
        if name in biases:
            picture = change(picture, draw)
    if "noise" in biases:  # one camera, one rounding: the photons of what is dark already
        return _counted(picture, _less_light(draw) if "brightness" in biases else _LIGHT, draw, pixels)
    return brightness(picture, draw) if "brightness" in biases else picture


def mirror(picture: Picture, draw: np.random.Generator) -> Picture:  # noqa: ARG001 - a variation's signature
    """Left and right swapped."""
    return np.ascontiguousarray(picture[:, ::-1])


def translation(picture: Picture, draw: np.random.Generator) -> Picture:
    """Moved by up to ``SHIFT`` of its size; what comes in is reflected."""
    height, width = picture.shape[:2]
    across, down = draw.uniform(-SHIFT, SHIFT, 2) * (width, height)
    return _warped(picture, np.array([[1, 0, across], [0, 1, down]]))


def scale(picture: Picture, draw: np.random.Generator) -> Picture:
    """Nearer or farther, about its centre."""
    height, width = picture.shape[:2]
    return _warped(picture, cv2.getRotationMatrix2D((width / 2, height / 2), 0, _log_uniform(draw, 1 / ZOOM, ZOOM)))


def rotation(picture: Picture, draw: np.random.Generator) -> Picture:
    """Turned about its centre."""
    height, width = picture.shape[:2]
    return _warped(picture, cv2.getRotationMatrix2D((width / 2, height / 2), draw.uniform(-TURN, TURN), 1))


def _warped(picture: Picture, matrix: NDArray[np.float64]) -> Picture:
    height, width = picture.shape[:2]
    how = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REFLECT_101}
    warped: Picture = cv2.warpAffine(picture, matrix, (width, height), **how)
    return warped


def brightness(picture: Picture, draw: np.random.Generator) -> Picture:
    """Less light on it, and another curve."""
    dimmed: Picture = cv2.LUT(picture, np.rint(255 * _less_light(draw)).astype(np.uint8))
    return dimmed


def colour(picture: Picture, draw: np.random.Generator) -> Picture:
    """Another white balance, and more or less colour, down to none."""
    red, blue = (_log_uniform(draw, 1 / BALANCE, BALANCE) for _ in range(2))
    grey = np.array([_LUMA] * 3)
    saturation = draw.uniform(*SATURATION)
    matrix = (saturation * np.eye(3) + (1 - saturation) * grey) * np.array([red, 1.0, blue])
    changed: Picture = cv2.transform(picture, matrix)
    return changed


def blur(picture: Picture, draw: np.random.Generator) -> Picture:
    """Out of focus."""
    sigma = draw.uniform(*BLUR) * min(picture.shape[:2])
    blurred: Picture = cv2.GaussianBlur(picture, (0, 0), max(sigma, 0.1), borderType=cv2.BORDER_REFLECT_101)
    return blurred


def darken(picture: Picture, light: tuple[float, float], draw: np.random.Generator, *, pixels: float = 1.0) -> Picture:
    """The picture as it might look in less light: its mean brought into a range, then photons counted.

    Args:
        picture: uint8 (h, w, 3), RGB.
        light: the range of the mean luma, in [0, 1]; where in it is drawn log-uniformly, from `DARKEST` up. A picture
            that is darker already stays as dark as it is.
        draw: of the light, the curve and the noise.
        pixels: as for `vary`.
    """
    wanted = _log_uniform(draw, max(light[0], DARKEST), max(light[1], 1.001 * DARKEST))
    curve = _LIGHT ** np.float32(draw.uniform(*GAMMA))
    mean = float(np.dot(cv2.mean(cv2.LUT(picture, curve))[:3], _LUMA))
    return _counted(picture, curve * np.float32(min(1.0, wanted / max(mean, 1e-9))), draw, pixels)


_LIGHT: Final = np.arange(256, dtype=np.float32) / np.float32(255)  # of each stored value


def _less_light(draw: np.random.Generator) -> NDArray[np.float32]:
    gain, gamma = _log_uniform(draw, *GAIN), draw.uniform(*GAMMA)
    return np.float32(gain) * _LIGHT ** np.float32(gamma)


def _counted(picture: Picture, curve: NDArray[np.float32], draw: np.random.Generator, pixels: float) -> Picture:
    """Photons counted and read out, where ``curve`` is the light behind each stored value, in [0, 1].

    Shot and read noise are drawn together, as one normal of their summed variance: beside read noise a count of few
    photons is as good as normal, and it takes a fifth of the time.
    """
    photons = np.float32(pixels * _log_uniform(draw, *PHOTONS))
    read = np.float32(_log_uniform(draw, *READ) / np.sqrt(pixels))
    seen = draw.standard_normal(picture.size, dtype=np.float32).reshape(picture.shape)
    seen *= cv2.LUT(picture, np.sqrt(curve / photons + read * read))
    seen += cv2.LUT(picture, curve)
    counted: Picture = np.rint(np.clip(seen, 0, 1) * np.float32(255)).astype(np.uint8)
    return counted


def _log_uniform(draw: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(draw.uniform(np.log(low), np.log(high))))


_SCENE: Final[dict[str, Variation]] = {
    "mirror": mirror,
    "translation": translation,
    "scale": scale,
    "rotation": rotation,
    "colour": colour,
    "blur": blur,
}
NIGHT: Final = ("brightness", "noise")  # what less light changes
BIASES: Final = ("mirror", "translation", "scale", "rotation", "brightness", "colour", "blur", "noise")
