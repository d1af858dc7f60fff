"""A queue behind its pages, and browsers of the people who were invited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ninelives.stages.defer.page import pages
from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, check, opened, picture, task

Browser = Callable[[str], TestClient]


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def queue(tmp_path: Path, clock: Hands) -> Iterator[Queue]:
    with opened(tmp_path / "photos.queue", clock=clock) as made:
        made.add([task(1, urgency=1.0, picture=picture()), task(2, fields={"a": "<b>1</b>"}), check(3, urgency=-1.0)])
        yield made


@pytest.fixture
def browser(queue: Queue) -> Iterator[Browser]:
    """The browser of somebody by their name, let in already."""
    opened_: list[TestClient] = []

    def enter(name: str, role: str = "person") -> TestClient:
        client = TestClient(pages(queue), base_url="http://127.0.0.1:8765")
        opened_.append(client.__enter__())
        assert client.get(f"/?token={queue.tokens.invite(name, role)}").status_code == 200
        return client

    yield lambda name: enter(name, "owner" if name == "owner" else "person")
    for client in opened_:
        client.__exit__(None, None, None)
