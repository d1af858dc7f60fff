"""Does a queue lose an answer that it acknowledged, or keep one twice, when its server is killed?

    python prove/kills.py            # 100 kills; writes prove/kills.json
    python prove/kills.py --small    # 5 kills; writes nothing

Exits with 1 when a bound is broken. Six people answer without a pause, over HTTP, and send each answer until they are
told that it is kept. Their server, on SQLite, is killed (SIGKILL) after 1 to 60 further answers, or at once, and begun
again at the same address. In the end each acknowledged answer is there, as it was acknowledged, and no other.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

import ninelives
from bounds import row, run
from ninelives.stages.defer.queue import Asked, Queue, Rules, Task

SEED = 20261202
PEOPLE = 6
AT_ONCE = 0.2  # of the kills come within a moment of the start
ASKED = Asked(handoff="h" * 64, classes=("cat", "dog"))
CODE = """
import sys
from ninelives.kernels.pages.serving import serve
from ninelives.stages.defer.page import pages
from ninelives.stages.defer.queue import Asked, Queue
queue = Queue(sys.argv[1], Asked(handoff="h" * 64, classes=("cat", "dog")))
serve(pages(queue), port=int(sys.argv[2]), ready=lambda where: print(where, flush=True))
"""


def start(place: Path, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """A server on the queue at ``place``, and its address."""
    command = [sys.executable, "-c", CODE, str(place), str(port)]
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


def _more(senders: list[Sender], answers: int) -> None:
    """Until so many more answers are acknowledged."""
    enough, end = sum(len(sender.kept) for sender in senders) + answers, time.monotonic() + 60
    while sum(len(sender.kept) for sender in senders) < enough:
        assert time.monotonic() < end, "nobody gets on"
        time.sleep(0.001)


@dataclass(frozen=True)
class Killed:
    """What was acknowledged, and what is there.

    Attributes:
        told: task and row of each answer that was acknowledged, by its id.
        there: the same of each answer in the queue, as often as it is there.
        answered: tasks that count as answered.
        wrong: replies that were neither "kept" nor "kept before".
        replayed: answers that were sent again although they had been kept.
    """

    told: dict[str, tuple[int, int]]
    there: list[tuple[str, tuple[int, int]]]
    answered: int
    wrong: list[Any]
    replayed: int

    @property
    def lost(self) -> int:
        """Answers that were acknowledged and are not there as they were acknowledged."""
        return len(self.told.items() - set(self.there))

    @property
    def doubled(self) -> int:
        """Answers that are there beside another of the same task, or without having been acknowledged."""
        tasks = len({task for _, (task, _) in self.there})
        return len(self.there) - tasks + len(set(self.there) - self.told.items()) + abs(self.answered - tasks)


def kill_again_and_again(place: Path, kills: int, seed: int = SEED) -> Killed:
    """Kill a server ``kills`` times at moments of chance, while people answer."""
    chance, stop = random.Random(seed), threading.Event()
    with Queue(place, ASKED, Rules(double=0.0)) as queue:
        queue.add(Task(item=f"photo {number}", prediction="cat") for number in range(400 + 250 * kills))
        tokens = [queue.tokens.invite(f"person {number}") for number in range(PEOPLE)]
    process, address = start(place)
    senders = [Sender(address, token, stop) for token in tokens]
    for sender in senders:
        sender.start()
    for _ in range(kills):
        if chance.random() < AT_ONCE:
            time.sleep(chance.uniform(0, 0.3))
        else:
            _more(senders, chance.randint(1, 60))
        process.kill()
        process.wait()
        process, again = start(place, int(address.rpartition(":")[2]))
        assert again == address
    _more(senders, 20)
    stop.set()
    for sender in senders:
        sender.join(60)
    process.kill()
    process.wait()
    told = {id_: kept for sender in senders for id_, kept in sender.kept.items()}
    with Queue(place, ASKED, Rules(double=0.0)) as queue, queue.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, task, row FROM answers").all()
        answered = connection.exec_driver_sql("SELECT count(*) FROM tasks WHERE stage = 2").scalar()
    there = [(id_, (task, number)) for id_, task, number in rows]
    wrong = [each for sender in senders for each in sender.wrong]
    return Killed(told, there, int(answered or 0), wrong, sum(sender.replayed for sender in senders))


def measure(kills: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    with tempfile.TemporaryDirectory() as folder:
        found = kill_again_and_again(Path(folder) / "photos.queue", kills)
    many = len(found.told)
    rows = [
        row(f"{kills} kills: answers that were acknowledged and are lost", found.lost, many, at_most=0),
        row(f"{kills} kills: answers that are there twice, or unasked", found.doubled, many, at_most=0),
        row(f"{kills} kills: replies that were neither kept nor kept before", len(found.wrong), many, at_most=0),
        row(f"{kills} kills: answers sent again although kept", found.replayed, many, at_least=0),
    ]
    return {"seed": SEED, "version": ninelives.__version__, "people": PEOPLE, "rows": rows}


def main() -> int:
    return run(__file__, __doc__, "5 kills, writes nothing", lambda few: measure(5 if few else 100))


if __name__ == "__main__":
    sys.exit(main())
