"""The description names every address that is answered, and no other."""

from __future__ import annotations

from ninelives.stages.defer.page.described import description
from ninelives.stages.defer.page.human import Human
from ninelives.stages.defer.page.owner import Owner
from ninelives.stages.defer.queue import Queue


def test_all_addresses_are_described(queue: Queue) -> None:
    routes = [*Human(queue).routes(), *Owner(queue).routes()]
    served = {route.path.replace(":int", "") for route in routes if "{name}" not in route.path}
    assert served == set(description()["paths"])
