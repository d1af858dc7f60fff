"""Photos of the garden as arrays, with all that is true of each."""

from ninelives.kernels.world.photos.photos import photos
from ninelives.kernels.world.photos.wanted import Wanted, Words

__all__ = ["Wanted", "Words", "photos"]
