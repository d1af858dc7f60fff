"""Photos that nobody labelled, sorted into kinds; and kinds that are named afterwards."""

from __future__ import annotations

from ninelives.stages.train.kinds.make import found, unlabelled
from ninelives.stages.train.kinds.naming import given, model_of, named, named_into

__all__ = ["found", "given", "model_of", "named", "named_into", "unlabelled"]
