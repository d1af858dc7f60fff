"""The human queue: durable answers a second from 64 connections, the first load, and the time from key to picture.

    python bench/answers.py [--json] [--small]

Each answer is sent over HTTP with its session checked, and counted when its acknowledgement is there, which is after
its commit (SQLite, `synchronous=FULL`). The client runs on the same machine. The peer is SQLite itself, one commit an
answer, without HTTP, tokens or leases. The time from key to picture needs Chromium; without it it is missing.
"""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from ninelives.stages.defer.queue import Asked, Queue, Rules, Task
from table import Row, arguments, machine, publish

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT))
from tests.chromium import FOUND, browser  # noqa: E402 - the driver that the tests use

CONNECTIONS, EACH = 64, 60
ANSWERS, LOAD, SHOWN = 1000, 100, 50  # a second; kB; ms
ASKED = Asked(handoff="b" * 64, classes=("cat", "dog"))
SERVE = """
import sys
from ninelives.kernels.pages.serving import serve
from ninelives.stages.defer.page import pages
from ninelives.stages.defer.queue import Asked, Queue
queue = Queue(sys.argv[1], Asked(handoff="b" * 64, classes=("cat", "dog")))
serve(pages(queue), port=0, ready=lambda where: print(where, flush=True))
"""
PRESS = """new Promise(done => { const start = performance.now();
document.dispatchEvent(new KeyboardEvent('keydown', {key: '1', bubbles: true}));
const shown = () => done(performance.now() - start);
document.getElementById('picture').decode().then(() => requestAnimationFrame(shown)) })"""


class Connection:
    """One kept-alive connection of one person."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self.host, self.port, self.cookie = host, port, cookie

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def ask(self, method: str, path: str, body: object = None) -> bytes:
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nhost: {self.host}:{self.port}\r\ncookie: {self.cookie}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
        self.writer.write(head.encode() + data)
        told = await self.reader.readuntil(b"\r\n\r\n")
        size = int(told.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        answer = await self.reader.readexactly(size)
        assert told.startswith(b"HTTP/1.1 200"), (told, answer)
        return answer


async def answers(address: str, cookies: list[str], rounds: int) -> float:
    """Acknowledged answers a second, of all connections together."""
    host, port = address.removeprefix("http://").split(":")
    connections = [Connection(host, int(port), f"ninelives-{port}={cookie}") for cookie in cookies]
    for each in connections:
        await each.open()
    spent = 0.0
    for number in range(rounds):
        given = [
            json.loads(await each.ask("POST", "/next", {"tab": str(number), "count": EACH}))["cards"]
            for each in connections
        ]
        start = time.perf_counter()
        await asyncio.gather(*(say(each, cards) for each, cards in zip(connections, given, strict=True)))
        spent += time.perf_counter() - start
    return rounds * CONNECTIONS * EACH / spent


async def say(connection: Connection, cards: list[dict[str, int]]) -> None:
    for card in cards:
        body = {"id": f"bench-{card['task']:08d}", "task": card["task"], "label": "cat", "spent": 1.0}
        told = json.loads(await connection.ask("POST", "/answer", body))
        assert told["state"] == "kept", told


def alone(place: Path, many: int) -> float:
    """Rows a second of SQLite, one commit each."""
    connection = sqlite3.connect(place, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE answers (row INTEGER PRIMARY KEY, id TEXT UNIQUE, task INTEGER, label TEXT)")
    start = time.perf_counter()
    for number in range(many):
        connection.execute("INSERT INTO answers (id, task, label) VALUES (?, ?, ?)", (f"bench-{number}", number, "cat"))
    return many / (time.perf_counter() - start)


def first_load(address: str, cookie: str) -> float:
    """kB of the page and all that it names, but the pictures."""
    host, port = address.removeprefix("http://").split(":")

    async def load() -> int:
        connection = Connection(host, int(port), f"ninelives-{port}={cookie}")
        await connection.open()
        page = await connection.ask("GET", "/")
        named = [part.split('"', 1)[0] for part in page.decode().replace('src="/', 'href="/').split('href="')[1:]]
        return len(page) + sum([len(await connection.ask("GET", path)) for path in named if path.startswith("/")])

    return asyncio.run(load()) / 1000


def picture(number: int) -> bytes:
    data, noise = io.BytesIO(), np.random.default_rng(number).integers(0, 255, (90, 120, 3)).astype("uint8")
    Image.fromarray(noise).resize((1200, 900)).save(data, "JPEG", quality=85)
    return data.getvalue()


def key_to_picture(address: str, token: str, folder: Path, many: int) -> float:
    """ms from a key to the next picture, decoded and about to be painted; the median."""
    ready = "location.search === '' && document.getElementById('card') && !document.getElementById('card').hidden"
    with browser(folder) as chromium:
        page = chromium.page().goto(f"{address}/?token={token}", ready)
        times = []
        for _ in range(many):
            page.wait("cards.length && pictures.get(cards[0].task)?.complete && !sending")
            times.append(float(page.js(PRESS)))
    return float(np.median(times))


def main() -> int:
    asked, began = arguments(__doc__, rounds=1).parse_args(), machine()
    rounds, looks = (1, 5) if asked.small else (3, 40)
    folder = Path(tempfile.mkdtemp(prefix="ninelives-bench-"))
    with Queue(folder / "queue", ASKED, Rules(double=0.0)) as queue:
        queue.add(Task(item=f"photo {n}", urgency=1.0, prediction="cat") for n in range(rounds * CONNECTIONS * EACH))
        queue.add(Task(item=f"seen {n}", prediction="cat", picture=picture(n)) for n in range(looks + 20))
        cookies = [queue.tokens.enter(queue.tokens.invite(f"person {n}")) for n in range(CONNECTIONS)]
        token = queue.tokens.invite("looks")
    with subprocess.Popen([sys.executable, "-c", SERVE, folder / "queue"], stdout=subprocess.PIPE, text=True) as server:
        address = server.stdout.readline().strip()
        many = asyncio.run(answers(address, cookies, rounds))
        size = first_load(address, cookies[0])
        shown = key_to_picture(address, token, folder / "profile", looks) if FOUND else None
        server.terminate()
    each = alone(folder / "alone", 300 if asked.small else 3000)
    rows = [
        Row("durable answers, 64 connections", many, "answers/s", each, "SQLite, a commit each, no HTTP", ANSWERS),
        Row("first load of the page", size, "kB", None, "no peer", LOAD, less=True),
    ]
    if shown is not None:
        rows.append(Row("from key to picture", shown, "ms", None, "no peer", SHOWN, less=True))
    return publish(rows, asked, began)


if __name__ == "__main__":
    sys.exit(main())
