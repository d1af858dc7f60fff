"""Room for a few pictures."""

from __future__ import annotations

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.scene import PARTS


def test_each_picture_has_a_row_and_edges_have_no_sign() -> None:
    scene, paint = room.scene(5, 3, 4), room.paint(5, 12, 8)
    assert scene.depth.shape == scene.found.shape == (5, 3, 4)
    assert scene.rays.shape == (5, 3, 3, 4)
    assert scene.edges.dtype.kind == scene.found.dtype.kind == "u"
    assert paint.colour.shape == (5, 3, 12)
    assert len(paint.starts) == PARTS + 1
    assert len(paint.rows) == room.ROWS * room.LENGTH
    assert room.LENGTH % 8 == 0
