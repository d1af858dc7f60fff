"""A slow ray caster that a reader can trust: every ray against every part, in double precision.

Whole arrays by the array API, so that it runs on NumPy and on torch, where there is one on CUDA. Of the fast one it
shares what a scene is made of (``scene.build``), its light (``lighting``) and the constants; no loop over pixels.
"""

from ninelives.kernels.world.camera.reference.record import picture
from ninelives.kernels.world.camera.reference.seen import View, view

__all__ = ["View", "picture", "view"]
