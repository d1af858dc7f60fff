"""The HTTP surface, tried by a program that reads its description and sends what it can think of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from ninelives.stages.defer.page import pages
from ninelives.stages.defer.page.described import description
from ninelives.stages.defer.queue import Queue
from tests.queues import check, opened, picture, task

pytestmark = pytest.mark.slow
SCHEMA = schemathesis.openapi.from_dict(description())
CODES = {200, 303, 400, 401, 403, 404, 405, 409, 413}


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queue]:
    with opened(tmp_path_factory.mktemp("surface") / "q") as made:
        made.add([*(task(number, picture=picture()) for number in range(20)), check(1)])
        yield made


@pytest.fixture(scope="module")
def owner(queue: Queue) -> Iterator[TestClient]:
    with TestClient(pages(queue), base_url="http://127.0.0.1:8765", follow_redirects=False) as client:
        client.get(f"/owner?token={queue.tokens.invite('owner', 'owner')}")
        client.post("/next", json={"tab": "tab", "count": 20})
        yield client


@SCHEMA.parametrize()
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_is_sent_has_a_defined_answer(case: schemathesis.Case, owner: TestClient, queue: Queue) -> None:
    sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8765")
    sent = {
        name: value for name, value in sent.items() if name in ("method", "url", "headers", "json", "data", "params")
    }
    sent["headers"] = {name: str(value).encode("latin-1", "replace") for name, value in dict(sent["headers"]).items()}
    if isinstance(sent.get("data"), bytes):
        sent["content"] = sent.pop("data")
    response = owner.request(**sent)
    assert response.status_code in CODES, response.text
    assert "Traceback" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert owner.get("/owner").status_code == 200
