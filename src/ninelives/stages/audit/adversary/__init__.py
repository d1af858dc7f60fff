"""Can an adversary hide? What one who knows the audit could do unseen."""

from ninelives.stages.audit.adversary.hiding import hiding

__all__ = ["hiding"]
