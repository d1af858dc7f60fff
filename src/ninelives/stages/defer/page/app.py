"""All pages of one queue, as one application."""

from __future__ import annotations

from starlette.types import ASGIApp

from ninelives.kernels.pages.serving import application
from ninelives.stages.defer.page.described import described
from ninelives.stages.defer.page.human import Human
from ninelives.stages.defer.page.owner import Owner
from ninelives.stages.defer.queue import Queue


def pages(queue: Queue) -> ASGIApp:
    """What answers requests to a queue."""
    return application([*Human(queue).routes(), *Owner(queue).routes(), described()])
