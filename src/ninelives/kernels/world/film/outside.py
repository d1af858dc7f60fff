"""What a bystander sees: the oak, the cat, and the drone with its lamp, drawn finer than for agents."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ninelives.kernels.world.camera import cast
from ninelives.kernels.world.camera.cameras import Cameras, Sensor
from ninelives.kernels.world.camera.props import Props
from ninelives.kernels.world.film.craft import craft
from ninelives.kernels.world.film.twigs import twigs
from ninelives.kernels.world.garden import Conditions, Doubles, Flight, Garden
from ninelives.kernels.world.oak.season import density

AWAY, EYES = 12.2, 1.7  # m from the trunk, and above the ground: a person inside the fence
ASIDE = 0.62  # rad from the cat's corridor: it is seen from its front, and the drone that holds there does not hide it
FIELD = math.radians(56)  # from the left to the right edge
FOLLOWS = 0.5  # how far it turns from the tree to the drone, as a share
WIDE, EDGE = 1.2, 0.85  # crown radii to the outermost leaf; how near to the edge the drone may come, as a share
CALM = 0.06  # of the way to where it would look, a picture: nobody turns at once
SAMPLES = 2  # rays a pixel, across and down


@dataclass(slots=True)
class Bystander:
    """Somebody who stands still in a garden, and looks at the oak and, by half, after the drone.

    Attributes:
        garden: where.
        i: the world.
        yaw: where they look, azimuth, rad.
        pitch: upwards, rad.
        place: m, (3,).
    """

    garden: Garden
    i: int
    place: Doubles
    yaw: float
    pitch: float
    _twigs: npt.NDArray[np.float32]

    @classmethod
    def at(cls, garden: Garden, conditions: Conditions, i: int, first: Doubles) -> Bystander:
        """Where they see the cat, with the light behind them if that can be.

        Args:
            first: where the drone is, m, (3,).
        """
        from ninelives.kernels.world.light.lighting import LIGHTS, lighting

        lights = np.empty(LIGHTS, np.float32)
        lighting(conditions, i, lights)
        sides = [float(garden.outside[i]) + side * ASIDE for side in (-1, 1)]
        azimuth = max(sides, key=lambda to: lights[0] * math.cos(to) + lights[1] * math.sin(to))
        place = np.array([AWAY * math.cos(azimuth), AWAY * math.sin(azimuth), EYES])
        bare = density(int(conditions.day[i])) < 1
        made = cls(garden, i, place, 0.0, 0.0, twigs(garden, i)[: None if bare else 0])
        made.yaw, made.pitch = made._wanted(first)
        return made

    def follow(self, drone: Doubles) -> None:
        """Turn a little after the drone, m, (3,)."""
        yaw, pitch = self._wanted(drone)
        self.yaw += CALM * math.remainder(yaw - self.yaw, math.tau)
        self.pitch += CALM * (pitch - self.pitch)

    def _wanted(self, drone: Doubles) -> tuple[float, float]:
        tree = np.array([0.0, 0.0, 1.15 * self.garden.crown[self.i]])
        (one, up), (other, rise) = (_aim(self.place, target) for target in (tree, drone))
        off = math.remainder(other - one, math.tau)
        room = FIELD / 2 - math.atan(WIDE * self.garden.crown[self.i] / AWAY)
        turn = max(min(FOLLOWS * abs(off), room), abs(off) - EDGE * FIELD / 2)  # a whole tree, but the drone first
        return one + math.copysign(turn, off), up + 0.25 * (rise - up)

    def picture(
        self, flight: Flight, conditions: Conditions, seed: int, time: float, frame: int, size: tuple[int, int]
    ) -> npt.NDArray[np.uint8]:
        """What they see now, (height, width, 3).

        Args:
            flight: of all worlds, as ``conditions`` are.
            seed: of noise, and of where the cat looks.
            time: since the episode began, s.
            frame: of the film.
            size: height and width, px.
        """
        i = self.i
        parts, lamp = craft(flight, self.garden, i, frame, lamp=bool(conditions.lamp[i]))
        props = Props(np.concatenate([parts, self._twigs])[None], lamp[None])
        made: npt.NDArray[np.uint8] = np.empty((1, *size, 3), np.uint8)
        unlit = conditions._replace(lamp=np.zeros_like(conditions.lamp))  # they carry none
        cast.pictures(made, self._camera(time), self.garden, unlit, seed, frame, samples=SAMPLES, props=props)
        return np.asarray(made[0])

    def _camera(self, time: float) -> Cameras:
        yaw, pitch, level, field, now = (np.array([value]) for value in (self.yaw, self.pitch, 0.0, FIELD, time))
        world, sensor = np.array([self.i]), np.array([Sensor.DRONE], np.int64)
        return Cameras(self.place[None], yaw, pitch, level, field, now, world, sensor)


def _aim(place: Doubles, target: Doubles) -> tuple[float, float]:
    x, y, z = target - place
    return math.atan2(y, x), math.atan2(z, math.hypot(x, y))
