"""What is held against each other: a reference, and what is new beside it."""

from ninelives.stages.audit.sides.opening import opened
from ninelives.stages.audit.sides.sides import Sides

__all__ = ["Sides", "opened"]
