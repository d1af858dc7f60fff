"""A disk that fills, and a database that is held: a status that says so, and nothing lost."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sql

from ninelives.stages.defer.queue import Queue
from tests.queues import task


def test_an_answer_that_does_not_fit_is_refused_and_can_be_sent_again(browser, queue: Queue) -> None:
    queue.add(task(number) for number in range(100, 300))
    ann = browser("ann")
    cards = ann.post("/next", json={"tab": "tab", "count": 64}).json()["cards"]
    pages = queue.database.write(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar())
    full = [pages]
    limit = lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={full[0]}")  # noqa: E731
    sql.event.listen(queue.database.engine, "begin", limit)
    kept, refused = [], []
    for card in cards:
        body = {"id": f"{'long' * 14}{card['task']:04d}", "task": card["task"], "label": "cat"}
        response = ann.post("/answer", json=body)
        (kept if response.status_code == 200 else refused).append(body)
        if refused:
            assert response.status_code == 507
            assert "disk is full" in response.json()["error"]
            break
    assert refused
    full[0] = 1_000_000
    assert ann.post("/answer", json=refused[0]).json()["state"] == "kept"
    assert all(ann.post("/answer", json=body).json()["state"] == "again" for body in kept)
    assert len(queue.answers()) == len(kept) + 1


def test_a_database_that_is_held_is_told(browser, queue: Queue) -> None:
    ann = browser("ann")
    card = ann.post("/next", json={"tab": "tab", "count": 1}).json()["cards"][0]
    body = {"id": "12345678", "task": card["task"], "label": "cat"}
    sql.event.listen(queue.database.engine, "checkout", lambda c, *_: c.execute("PRAGMA busy_timeout=50"))
    other = sqlite3.connect(queue.database.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    response = ann.post("/answer", json=body)
    assert (response.status_code, "locked" in response.json()["error"]) == (503, True)
    other.execute("ROLLBACK")
    other.close()
    assert ann.post("/answer", json=body).json()["state"] == "kept"
