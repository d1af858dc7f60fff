"""A token leaves the address at the first visit; pages are for those they are for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ninelives.kernels.pages.door import page_for
from ninelives.kernels.pages.serving import application
from ninelives.kernels.pages.tokens import OWNER, PERSON, Person, Tokens
from ninelives.store.database import Database


def hello(_: Request, person: Person) -> Response:
    return PlainTextResponse(person.name)


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    database = Database(tmp_path / "people")
    yield Tokens(database)
    database.close()


@pytest.fixture
def client(tokens: Tokens) -> Iterator[TestClient]:
    routes = [Route("/", page_for(PERSON, tokens, hello)), Route("/owner", page_for(OWNER, tokens, hello))]
    with TestClient(application(routes), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_token_is_changed_for_a_strict_cookie(client: TestClient, tokens: Tokens) -> None:
    token = tokens.invite("ann")
    first = client.get(f"/?token={token}")
    cookie = first.headers["set-cookie"]
    assert first.headers["refresh"] == "0; url=/"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert token not in first.text
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "ninelives-8765="))
    assert client.get("/").text == "ann"


def test_without_one_the_door_stays_shut(client: TestClient, tokens: Tokens) -> None:
    tokens.invite("ann")
    assert [client.get(path).status_code for path in ("/", "/owner", "/?token=guess")] == [401] * 3
    page = client.get("/", headers={"accept": "text/html"}).text
    assert "<h1>Who are you?</h1>" in page


def test_the_owners_page_is_the_owners(client: TestClient, tokens: Tokens) -> None:
    client.get(f"/?token={tokens.invite('ann')}")
    assert client.get("/owner").status_code == 403
    client.get(f"/owner?token={tokens.invite('eve', OWNER)}")
    assert (client.get("/owner").text, client.get("/").text) == ("eve", "eve")


def test_a_withdrawn_one_is_out_in_mid_session(client: TestClient, tokens: Tokens) -> None:
    client.get(f"/?token={tokens.invite('ann')}")
    assert client.get("/").status_code == 200
    tokens.revoke("ann")
    assert client.get("/").status_code == 401
