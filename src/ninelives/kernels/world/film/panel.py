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
        outside: (HEIGHT, OUTSIDE, 3), what a bystander sees.
        seen: (n, n, 3), what the drone sees: its pixels are shown as they are.
        words: beside them.

    Returns:
        (HEIGHT, WIDTH, 3).
    """
    page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    page.paste(Image.fromarray(outside), (0, 0))
    left = OUTSIDE + MARGIN
    page.paste(Image.fromarray(seen).resize((SIDE, SIDE), Image.Resampling.NEAREST), (left, MARGIN))
    draw = ImageDraw.Draw(page)
    _line(draw, (left, MARGIN + SIDE + 8), "what the drone sees", 15, SOFT)
    top = MARGIN + SIDE + 40
    _line(draw, (left, top), words.clock, 54, INK)
    _line(draw, (left, top + 62), words.place, 16, SOFT)
    rows: Sequence[tuple[str, str, Colour]] = (
        (f"{words.seconds:.1f} s", words.what, INK),
        ("reward", f"{words.reward:+,.0f}", INK),
        ("score", words.score, TONES[words.tone]),
    )
    for at, (name, value, colour) in enumerate(rows):
        _line(draw, (left, top + 98 + 30 * at), name, 18, SOFT)
        _line(draw, (left + 90, top + 98 + 30 * at), value, 18, colour)
    return np.asarray(page)


def _line(draw: ImageDraw.ImageDraw, at: tuple[int, int], words: str, size: int, colour: Colour) -> None:
    draw.text(at, words, fill=colour, font=_font(size))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)  # the one that Pillow carries: the same everywhere
