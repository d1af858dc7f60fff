"""The owner's page says how it stands, and lets nobody else in."""

from __future__ import annotations

import csv
import io

import pytest

from ninelives.stages.defer.queue import Queue
from tests.queues import Hands, given


def test_it_says_how_it_stands(browser, queue: Queue, clock: Hands) -> None:
    for card in queue.next(1, count=3):
        queue.answer(1, given(card["task"], "dog", spent=30.0))
    queue.decided(kept=90, asked=10)
    clock.at += 200
    page = browser("owner").get("/owner").text
    for words in ("Nothing waits for a person.", "€ 0.75", "90.0 %", "1 spot check", "the night: unseen", "ann"):
        assert words in page, words
    assert page.count("<svg") == 2


def test_an_empty_one_is_a_page_too(browser, queue: Queue) -> None:
    page = browser("owner").get("/owner").text
    assert "3 photos wait for a person" in page
    assert "No spot check is answered yet: 1 of them wait" in page


def test_what_changes_comes_alone(browser) -> None:
    live = browser("owner").get("/owner/live").text
    assert "<html" not in live
    assert "<h1>" in live


@pytest.mark.parametrize("path", ["/owner", "/owner/live", "/labels.csv", "/calibration.csv"])
def test_others_are_kept_out(browser, path: str) -> None:
    assert browser("ann").get(path).status_code == 403


def test_a_link_is_withdrawn_at_once_and_given_anew(browser, queue: Queue) -> None:
    owner, ann = browser("owner"), browser("ann")
    done = owner.post("/owner/revoke", data={"name": "ann"}, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/owner#people")
    assert ann.get("/").status_code == 401
    assert "withdrawn" in owner.get("/owner").text
    page = owner.post("/owner/invite", data={"name": " dora  dee "}).text
    token = page.partition("?token=")[2].partition("<")[0]
    assert queue.tokens.enter(token)
    assert "dora dee" in owner.get("/owner").text


@pytest.mark.parametrize(
    ("path", "name", "status"),
    [
        ("/owner/revoke", "owner", 409),
        ("/owner/revoke", "nobody", 409),
        ("/owner/revoke", "", 400),
        ("/owner/invite", "owner", 409),
        ("/owner/invite", "x" * 41, 400),
        ("/owner/invite", "a\0b", 400),
    ],
)
def test_what_makes_no_sense_is_refused(browser, path: str, name: str, status: int) -> None:
    assert browser("owner").post(path, data={"name": name}).status_code == status


def test_nobody_else_withdraws_or_invites(browser) -> None:
    ann = browser("ann")
    assert [ann.post(path, data={"name": "bob"}).status_code for path in ("/owner/revoke", "/owner/invite")] == [
        403
    ] * 2
    owner = browser("owner")
    headers = {"origin": "http://evil.example"}
    assert owner.post("/owner/revoke", data={"name": "ann"}, headers=headers).status_code == 403


def test_a_hostile_name_is_shown_as_text(browser, queue: Queue) -> None:
    owner = browser("owner")
    assert "<script>x" not in owner.post("/owner/invite", data={"name": "<script>x</script>"}).text
    assert "<script>x" not in owner.get("/owner").text


def test_labels_and_calibration_are_tables(browser, queue: Queue) -> None:
    for card in queue.next(1, count=3):
        queue.answer(1, given(card["task"], "dog"))
    owner = browser("owner")
    labels = list(csv.DictReader(io.StringIO(owner.get("/labels.csv").text)))
    rows = list(csv.DictReader(io.StringIO(owner.get("/calibration.csv").text)))
    assert [row["label"] for row in labels] == ["dog"] * 3
    assert [(row["truth"], row["prediction"]) for row in rows] == [("dog", "cat")]
