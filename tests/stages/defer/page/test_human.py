"""What a person's browser gets and sends, as plain requests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from ninelives.kernels.pages.shell import STATIC
from ninelives.stages.defer.page import pages
from ninelives.stages.defer.page.human import FILES
from ninelives.stages.defer.queue import Queue
from tests.queues import Hands


def answer(task: int, label: object = "dog", by: str = "browser") -> dict[str, Any]:
    return {"id": f"{by}-{task:08d}", "task": task, "label": label, "spent": 1.5}


def cards(client: TestClient, count: int = 3, tab: str = "tab") -> list[dict[str, Any]]:
    return list(client.post("/next", json={"tab": tab, "count": count}).json()["cards"])


def test_the_first_load_is_small(browser) -> None:
    page = browser("ann").get("/")
    size = len(page.content) + STATIC.size("shell.css") + STATIC.size("cat.svg") + FILES.size("human.css")
    assert size + FILES.size("human.js") < 40_000
    assert page.text.count('class="give"') == 2


def test_one_asks_answers_and_is_told_what_the_machine_said(browser, queue: Queue) -> None:
    ann = browser("ann")
    first, second, third = cards(ann)
    assert (first["view"]["prediction"], third["kind"], "view" in third) == ("cat", "check", False)
    assert second["fields"] == {"a": "<b>1</b>"}
    assert ann.get(f"/picture/{first['task']}").headers["content-type"] == "image/jpeg"
    told = ann.post("/answer", json=answer(third["task"])).json()
    assert (told["state"], told["view"]["same"]) == ("kept", False)
    assert ann.post("/answer", json=answer(third["task"])).json()["state"] == "again"
    assert len(queue.answers()) == 1


def test_one_takes_back_and_skips(browser, queue: Queue) -> None:
    ann = browser("ann")
    first = cards(ann)[0]["task"]
    ann.post("/answer", json=answer(first))
    assert ann.post("/undo", json={"id": answer(first)["id"], "tab": "tab"}).json()["state"] == "undone"
    assert ann.post("/skip", json={"task": first, "tab": "tab"}).json() == {"state": "skipped"}
    assert cards(ann, 1)[0]["task"] != first
    assert queue.answers() == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/answer", answer(1, "cat'; DROP TABLE answers; --"), 409),
        ("/answer", answer(1, "<img src=x onerror=alert(1)>"), 409),
        ("/answer", answer(1, "x" * 9000), 409),
        ("/answer", answer(1, "x" * 20_000), 413),
        ("/answer", answer(999), 409),
        ("/answer", answer(10**30), 409),
        ("/answer", {**answer(1), "id": "'; --"}, 409),
        ("/answer", {**answer(1), "task": "1"}, 400),
        ("/answer", {**answer(1), "task": True}, 400),
        ("/answer", {}, 400),
        ("/answer", [], 400),
        ("/next", {"tab": "\0", "count": 1}, 400),
        ("/next", {"tab": "\ud800", "count": 1}, 400),
        ("/next", {"tab": "a", "count": 0}, 400),
        ("/next", {"tab": "a", "count": 10**9}, 400),
        ("/undo", {"tab": "a", "id": "x" * 65}, 400),
        ("/skip", {"tab": "a", "task": -1}, 400),
    ],
)
def test_what_is_forged_or_no_answer_is_refused(browser, queue: Queue, path: str, body: Any, status: int) -> None:
    ann = browser("ann")
    cards(ann)
    headers = {"content-type": "application/json"}
    response = ann.post(path, content=json.dumps(body), headers=headers)  # ASCII: also halves of a letter
    assert response.status_code == status
    assert response.json().get("why") or response.json().get("error")
    assert queue.answers() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 9000, b'{"id":' + b"1" * 9000 + b"}", b"\xff\xfe", b"null"])
def test_what_is_no_json_is_refused(browser, body: bytes) -> None:
    response = browser("ann").post("/answer", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400


def test_a_form_of_another_site_cannot_answer(browser, queue: Queue) -> None:
    ann = browser("ann")
    body = answer(cards(ann)[0]["task"])
    assert ann.post("/answer", json=body, headers={"origin": "http://evil.example"}).status_code == 403
    assert ann.post("/answer", json=body, headers={"content-type": "text/plain"}).status_code == 400
    assert queue.answers() == []


def test_nobody_answers_for_another(browser, queue: Queue) -> None:
    ann, bob = browser("ann"), browser("bob")
    number = cards(ann)[0]["task"]
    assert bob.post("/answer", json=answer(number)).status_code == 409
    with TestClient(pages(queue)) as stranger:
        for path in ("/answer", "/next", "/undo", "/skip"):
            body = {**answer(number), "tab": "a", "count": 1}
            assert stranger.post(path, json=body).status_code == 401
        assert stranger.get("/picture/1").status_code == 401


def test_a_withdrawn_person_sends_nothing_more_and_loses_nothing(browser, queue: Queue) -> None:
    ann = browser("ann")
    first, second = (card["task"] for card in cards(ann, 2))
    assert ann.post("/answer", json=answer(first)).status_code == 200
    queue.tokens.revoke("ann")
    assert ann.post("/answer", json=answer(second)).status_code == 401
    assert ann.post("/next", json={"tab": "tab", "count": 1}).status_code == 401
    assert [row["person"] for row in queue.answers()] == ["ann"]


def test_two_tabs_have_different_things(browser) -> None:
    ann = browser("ann")
    one, two = ({card["task"] for card in cards(ann, 1, tab)} for tab in ("one", "two"))
    assert one.isdisjoint(two)


def test_a_lease_ends_on_the_clock_of_the_queue(browser, clock: Hands) -> None:
    ann, bob = browser("ann"), browser("bob")
    mine = {card["task"] for card in cards(ann)}
    assert cards(bob) == []
    clock.at += 121
    assert {card["task"] for card in cards(bob)} == mine


@pytest.mark.parametrize("path", ["/picture/3", "/picture/99999999999999999999", "/picture/-1", "/picture/x"])
def test_a_picture_that_is_not_there_is_not_found(browser, path: str) -> None:
    assert browser("ann").get(path).status_code == 404
