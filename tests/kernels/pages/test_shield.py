"""Headers on every answer, bodies of a fair size, nothing from the pages of other sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ninelives.kernels.pages.serving import application
from ninelives.kernels.pages.shield import HEADERS, MOST


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def broken(_: Request) -> Response:
    raise ValueError("nobody foresaw this")


@pytest.fixture
def client() -> Iterator[TestClient]:
    routes = [Route("/echo", echo, methods=["GET", "POST"]), Route("/broken", broken)]
    with TestClient(application(routes), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.mark.parametrize("path", ["/echo", "/broken", "/none", "/shared/cat.svg", "/shared/none"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    kept = {name: headers.get(name) for name in HEADERS if name != "cache-control"}
    assert kept.items() <= HEADERS.items()
    assert headers["cache-control"] == ("no-store" if "cat" not in path else "public, max-age=31536000, immutable")
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:8765"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:8765"}, 403),
    ],
)
def test_what_another_site_made_is_refused(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/echo", headers=headers).status_code == status
    assert client.get("/echo", headers=headers).status_code == 200


@pytest.mark.parametrize(("size", "status"), [(MOST, 200), (MOST + 1, 413), (10 * MOST, 413)])
def test_a_body_has_a_fair_size_told_or_not(client: TestClient, size: int, status: int) -> None:
    assert client.post("/echo", content=bytes(size)).status_code == status
    parts = (bytes(1024) for _ in range(-(-size // 1024)))
    assert client.post("/echo", content=parts).status_code == status


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "٣"])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    response = client.post("/echo", headers={"content-length": length.encode()}, content=b"a")
    assert response.status_code == 413


def test_what_nobody_foresaw_tells_nothing_of_itself(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    response = client.get("/broken")
    assert (response.status_code, "foresaw" in response.text) == (500, False)
    assert "nobody foresaw this" in caplog.text
