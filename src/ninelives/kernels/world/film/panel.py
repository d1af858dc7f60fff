"""One frame of a film: two views, and words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Picture = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1280, 720  # px
OUTSIDE = 824  # px wide, of the outside view
MARGIN = 28
SIDE = 400  # px of the drone's view
PAPER, INK, SOFT = (23, 27, 34), (240, 238, 232), (150, 156, 168)
TONES: dict[str, Colour] = {"good": (92, 195, 176), "bad": (226, 138, 84), "plain": INK}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside the views.

    Attributes:
        clock: of the garden, such as ``22:14``.
        place: date, light and wind, in few words.
        seconds: since the episode began.
        what: the drone is at.
        reward: paid so far.
        score: what was wanted, and how it stands; its tone is ``good``, ``bad`` or ``plain``.
        tone: of the score.
    """

    clock: str
    place: str
    seconds: float
    what: str
    reward: float
    score: str
    tone: str = "plain"


def frame(outside: Picture, seen: Picture, words: Words) -> Picture:
    """The outside view, the drone's own beside it, and the words under that.

    Args:
        outside: (height, width, 3), what a bystander sees: OUTSIDE / HEIGHT as wide as high.
        seen: (n, n, 3), what the drone sees: its pixels are shown as they are.
        words: beside them.

    Returns:
        (height, WIDTH / HEIGHT of that, 3), everything to the scale of HEIGHT.
    """
    scale = len(outside) / HEIGHT
    page = Image.new("RGB", (even(WIDTH * scale), len(outside)), PAPER)
    page.paste(Image.fromarray(outside), (0, 0))
    left, side = round((OUTSIDE + MARGIN) * scale), round(SIDE * scale)
    page.paste(Image.fromarray(seen).resize((side, side), Image.Resampling.NEAREST), (left, round(MARGIN * scale)))
    draw = ImageDraw.Draw(page)

    def line(right: float, below: float, said: str, size: int, colour: Colour) -> None:
        at = ((OUTSIDE + MARGIN + right) * scale, (MARGIN + SIDE + below) * scale)
        draw.text(at, said, fill=colour, font=font(size * scale))

    line(0, 8, "what the drone sees", 15, SOFT)
    line(0, 40, words.clock, 54, INK)
    line(0, 102, words.place, 16, SOFT)
    rows: Sequence[tuple[str, str, Colour]] = (
        (f"{words.seconds:.1f} s", words.what, INK),
        ("reward", f"{words.reward:+,.0f}", INK),
        ("score", words.score, TONES[words.tone]),
    )
    for at, (name, value, colour) in enumerate(rows):
        line(0, 138 + 30 * at, name, 18, SOFT)
        line(90, 138 + 30 * at, value, 18, colour)
    return np.asarray(page)


def even(length: float) -> int:
    """The nearest even number of pixels: films have no others."""
    return 2 * round(length / 2)


@cache
def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow carries it: the same everywhere. ``size`` in px."""
    return ImageFont.load_default(size)
