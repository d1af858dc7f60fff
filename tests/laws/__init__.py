"""Shared Hypothesis strategies."""

from tests.laws.envelopes import Items, deployments, envelopes, items

__all__ = ["Items", "deployments", "envelopes", "items"]
