"""One frame of a film."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.film.panel import HEIGHT, MARGIN, OUTSIDE, PAPER, SIDE, WIDTH, Words, frame

WORDS = Words("22:14", "21 September, night, wind 5 m/s", 12.4, "searching", 12.0, "not yet rescued")


def test_both_views_and_the_words_have_their_places() -> None:
    outside, seen = np.full((HEIGHT, OUTSIDE, 3), 90, np.uint8), np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    made = frame(outside, seen, WORDS)
    assert made.shape == (HEIGHT, WIDTH, 3)
    assert (made[:, :OUTSIDE] == 90).all()
    left = OUTSIDE + MARGIN
    assert (made[MARGIN + 5, left + 5] == seen[0, 0]).all()
    assert (made[MARGIN + SIDE - 5, left + SIDE - 5] == seen[3, 3]).all()
    under = made[MARGIN + SIDE :, OUTSIDE:]
    assert (under != PAPER).any(axis=2).mean() > 0.01


def test_other_words_make_another_frame_and_none_runs_out_of_it() -> None:
    outside, seen = np.zeros((HEIGHT, OUTSIDE, 3), np.uint8), np.zeros((64, 64, 3), np.uint8)
    long = Words(
        "23:59", "30 September, night with lamp, wind 20 m/s", 59.9, "approaching", 1_000_059, "timed out", "bad"
    )
    made = frame(outside, seen, long)
    assert not np.array_equal(made, frame(outside, seen, WORDS))
    assert (made[:, WIDTH - 6 :] == PAPER).all()
    assert (made[HEIGHT - 6 :, OUTSIDE:] == PAPER).all()
