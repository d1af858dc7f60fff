"""What is drawn beside a garden where people look: the drone from outside, twigs. No agent's camera is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ninelives.kernels.world.camera.scene import PARTS
from ninelives.kernels.world.garden import Doubles, Floats

if TYPE_CHECKING:
    from ninelives.kernels.world.camera.room import Scene

# of a lamp: where it is, m; the unit vector that it shines along; cd
SHINE, LAMP = 6, 7


class Props(NamedTuple):
    """One row a picture."""

    parts: Floats  # (frames, props, COLUMNS) as ``scene`` has parts, but from the garden's middle, not from the eye
    lamps: Floats  # (frames, LAMP) of the drone that is looked at; 0 cd: it is off


def put(props: Props, first: int, eyes: Doubles, scene: Scene) -> None:
    """Write what belongs to the pictures from ``first`` on into ``scene``, as seen from their ``eyes``, (frames, 3)."""
    some = slice(first, first + len(scene.parts))
    scene.parts[:, PARTS:] = props.parts[some]
    scene.parts[:, PARTS:, :3] -= eyes[some, None]
    scene.lamps[:] = props.lamps[some]
