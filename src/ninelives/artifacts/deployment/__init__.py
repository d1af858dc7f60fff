"""The declared use of an artifact: its hours, places, devices, and the share of each."""

from ninelives.artifacts.deployment.deployment import Deployment
from ninelives.artifacts.deployment.words import Part

__all__ = ["Deployment", "Part"]
