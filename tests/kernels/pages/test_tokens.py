"""Tokens are kept as digests, changed for sessions, and withdrawn at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ninelives.kernels.pages import tokens as module
from ninelives.kernels.pages.tokens import OWNER, Person, Tokens, who
from ninelives.store.database import Database


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    database = Database(tmp_path / "people")
    yield Tokens(database)
    database.close()


def seen(tokens: Tokens, cookie: str | None) -> Person | None:
    with tokens.database.read() as connection:
        return who(connection, [cookie]).get(cookie)


def entered(tokens: Tokens, token: str) -> str:
    cookie = tokens.enter(token)
    assert cookie
    return cookie


def test_a_token_lets_somebody_in_on_several_devices(tokens: Tokens) -> None:
    token = tokens.invite("ann")
    cookies = [entered(tokens, token) for _ in range(2)]
    assert [seen(tokens, cookie) for cookie in cookies] == [Person(1, "ann", "person")] * 2


def test_no_secret_lies_in_the_database(tokens: Tokens, tmp_path: Path) -> None:
    token = tokens.invite("ann")
    cookie = entered(tokens, token)
    bytes_ = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"ann" in bytes_
    assert token.encode() not in bytes_
    assert cookie.encode() not in bytes_


@pytest.mark.parametrize("cookie", [None, "", "guess", "\0", "ü\udcff"])
def test_what_nobody_was_given_is_nobody(tokens: Tokens, cookie: str | None) -> None:
    tokens.invite("ann")
    assert seen(tokens, cookie) is None
    assert tokens.enter(cookie or "") is None


def test_whoever_is_withdrawn_is_out_at_once(tokens: Tokens) -> None:
    ann, bob = tokens.invite("ann"), tokens.invite("bob")
    cookie, other = entered(tokens, ann), entered(tokens, bob)
    assert tokens.revoke("ann")
    assert (seen(tokens, cookie), tokens.enter(ann)) == (None, None)
    assert seen(tokens, other) == Person(2, "bob", "person")
    assert [(person.name, person.revoked) for person in tokens.people()] == [("ann", True), ("bob", False)]
    assert not tokens.revoke("nobody")


def test_a_new_token_ends_the_old_one_and_no_session(tokens: Tokens) -> None:
    first = tokens.invite("ann")
    cookie = entered(tokens, first)
    second = tokens.invite("ann", OWNER)
    assert tokens.enter(first) is None
    assert tokens.enter(second)
    assert seen(tokens, cookie) == Person(1, "ann", OWNER)


def test_a_session_ends_by_itself(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = entered(tokens, tokens.invite("ann"))
    monkeypatch.setattr(module, "LASTS", -1)
    assert seen(tokens, cookie) is None
