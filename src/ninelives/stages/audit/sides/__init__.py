"""What is held against each other: a reference, and what is new beside it."""

from ninelives.stages.audit.sides.opening import Sides, opened

__all__ = ["Sides", "opened"]
