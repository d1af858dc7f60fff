"""How well the model does on the new data: an estimate without labels, a bound with some, or why nobody can tell."""

from ninelives.stages.audit.harm.reckon import reckon

__all__ = ["reckon"]
