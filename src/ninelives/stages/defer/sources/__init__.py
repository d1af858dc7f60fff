"""What a hand-over stands on: the model or its answers, what calibrates them, and what is new beside them."""

from ninelives.stages.defer.sources.opening import opened
from ninelives.stages.defer.sources.source import New, Source

__all__ = ["New", "Source", "opened"]
