"""Single pictures."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from ninelives.kernels.world.film.still import COLUMNS, SHEET, VIEWS, encoded, sheet, still
from ninelives.kernels.world.task.ranges import Ranges


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_a_picture_with_words(view: str) -> None:
    noon = Ranges(hours=12, dates="2025-06-21", wind=0)
    made, words = still(noon, view, 7, 24)
    assert made.shape == (24, 24, 3)
    assert made.std() > 2
    assert words.startswith("12:00 · 21 June 2025 · day")
    assert (made == still(noon, view, 7, 24)[0]).all()


def test_a_sheet_has_all_of_them() -> None:
    seen: list[tuple[int, int]] = []
    made = sheet(7, 20, "train", lambda done, of: seen.append((done, of)))
    assert len(SHEET) % COLUMNS == 0
    assert seen[-1] == (len(SHEET), len(SHEET))
    back = np.asarray(Image.open(io.BytesIO(encoded(made, ".png"))))
    assert (back == made).all()
