"""What is held against each other: a reference, and what is new beside it."""

from ninelives.artifacts.sides.opening import opened
from ninelives.artifacts.sides.sides import Sides

__all__ = ["Sides", "opened"]
