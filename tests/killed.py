"""A server that is killed under load, again and again, and people who send until they are told that it is kept."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2

from tests.queues import CAT_DOG, opened, task
from tests.served import ended

PEOPLE = 6
CODE = """
import sys
from ninelives.kernels.pages.serving import serve
from ninelives.stages.defer.page import pages
from ninelives.stages.defer.queue import Asked, Queue
queue = Queue(sys.argv[1], Asked(handoff="h" * 64, classes=("cat", "dog")))
serve(pages(queue), port=int(sys.argv[2]), ready=lambda where: print(where, flush=True))
"""


def start(place: str, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """A server on the queue at ``place``, and its address."""
    command = [sys.executable, "-c", CODE, place, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    with process.stdout as said:
        return process, said.readline().strip()


class Sender(threading.Thread):
    """Somebody who answers without a pause, and sends each answer until it is acknowledged."""

    def __init__(self, address: str, token: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.address, self.token, self.stop = address, token, stop
        self.kept: dict[str, tuple[int, int]] = {}  # id → task, row
        self.wrong: list[Any] = []
        self.replayed = 0

    def run(self) -> None:
        """Until told to stop, and until the last answer is acknowledged."""
        with httpx2.Client(timeout=10) as client:
            self._ask(lambda: client.get(f"{self.address}/?token={self.token}"))
            while not self.stop.is_set():
                asked = {"tab": self.token[:16], "count": 20}
                cards = self._ask(lambda asked=asked: client.post(f"{self.address}/next", json=asked)).json()["cards"]
                for card in cards:
                    self._answer(client, card["task"])

    def _answer(self, client: httpx2.Client, number: int) -> None:
        sent = {"id": f"{self.token[:8].strip('-_')}-{number:08d}".replace("_", "-"), "task": number, "label": "cat"}
        told = self._ask(lambda: client.post(f"{self.address}/answer", json=sent)).json()
        self.replayed += told["state"] == "again"
        if told["state"] not in ("kept", "again") or sent["id"] in self.kept:
            self.wrong.append((sent, told))
        self.kept[sent["id"]] = number, told["row"]

    def _ask(self, send: Any) -> Any:
        while True:
            try:
                response = send()
                if response.status_code < 500:
                    return response
            except httpx2.HTTPError:
                pass
            time.sleep(0.05)


def kill_again_and_again(place: Path | str, kills: int, seed: int = 7) -> tuple[int, int]:
    """Kill a server ``kills`` times at moments of chance; every acknowledged answer is there, and each once.

    Returns:
        How many answers were kept, and how many were there already when they were sent again.
    """
    chance, stop = random.Random(seed), threading.Event()
    with opened(place, CAT_DOG, people="owner") as queue:
        queue.add(task(number, item=f"photo {number}") for number in range(400 + 250 * kills))
        tokens = [queue.tokens.invite(f"person {number}") for number in range(PEOPLE)]
    process, address = start(str(place))
    senders = [Sender(address, token, stop) for token in tokens]
    for sender in senders:
        sender.start()
    for _ in range(kills):
        time.sleep(chance.uniform(0.05, 0.6))
        process.kill()
        process.wait()
        process, _ = start(str(place), int(address.rpartition(":")[2]))
    time.sleep(0.2)
    stop.set()
    for sender in senders:
        sender.join(60)
    ended(process)
    assert [sender.wrong for sender in senders] == [[]] * PEOPLE
    told = {id_: kept for sender in senders for id_, kept in sender.kept.items()}
    with opened(place, CAT_DOG, people="owner") as queue, queue.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, task, row FROM answers").all()
        waiting = connection.exec_driver_sql("SELECT count(*) FROM tasks WHERE stage = 2").scalar()
    assert len(rows) == len({row[0] for row in rows}) == len({row[1] for row in rows}) == waiting
    assert {row[0]: (row[1], row[2]) for row in rows} == told
    return len(rows), sum(sender.replayed for sender in senders)
