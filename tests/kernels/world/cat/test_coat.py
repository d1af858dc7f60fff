"""Five coats."""

from __future__ import annotations

from ninelives.kernels.world.cat.coat import BELLY, COATS, FUR, STRIPES, Coat


def test_each_coat_has_its_colours() -> None:
    assert COATS == 5
    assert FUR.shape == BELLY.shape == (5, 3)
    assert STRIPES.shape == (5,)
    assert (FUR > 0).all()
    assert (BELLY < 1).all()
    assert FUR[Coat.WHITE].min() > 3 * FUR[Coat.GREY].max() / 1.1 > 9 * FUR[Coat.BLACK].max()
    assert FUR[Coat.ORANGE, 0] > 2 * FUR[Coat.ORANGE, 1]
