"""The pages of the queue: one for whoever answers, and one for whoever owns it."""

from ninelives.stages.defer.page.app import pages

__all__ = ["pages"]
