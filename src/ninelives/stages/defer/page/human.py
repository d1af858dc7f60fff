"""What a person's browser asks for: the page, what comes next, pictures; and what it sends."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sql
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ninelives.kernels.pages.door import allowed, cookie_of, page_for
from ninelives.kernels.pages.shell import Static, write
from ninelives.kernels.pages.tokens import OWNER, PERSON, Person, who
from ninelives.stages.defer.page.sent import body, field, number, text
from ninelives.stages.defer.queue import Given, Queue, Receipt
from ninelives.stages.defer.queue.leasing import Holder, skip
from ninelives.stages.defer.queue.queue import WAITING
from ninelives.stages.defer.queue.receipts import LARGEST, REFUSED

ROOM = "ninelives.stages.defer.page"
KEYS = "123456789abcdefghijklmnopqrtvwxyz"  # s skips, u takes back
MOST = 64  # tasks that one tab holds
NOBODY = "nobody"
FILES = Static("/queue").add("human.css", (ROOM, "templates/human.css")).add("human.js", (ROOM, "templates/human.js"))


class Human:
    """The routes of one queue for those who answer."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue

    def routes(self) -> list[Route]:
        """What is answered where."""
        tokens = self.queue.tokens
        return [
            Route("/answer", self.answer, methods=["POST"]),  # first: it is asked most
            FILES.route(),
            Route("/", page_for(PERSON, tokens, self.page)),
            Route("/picture/{task:int}", page_for(PERSON, tokens, self.picture)),
            Route("/next", self.next, methods=["POST"]),
            Route("/undo", self.undo, methods=["POST"]),
            Route("/skip", self.skip, methods=["POST"]),
        ]

    def page(self, _: Request, person: Person) -> Response:
        """The page itself; what is on it comes with :meth:`next`."""
        asked = self.queue.asked
        keys = [(KEYS[at] if at < len(KEYS) else "", label) for at, label in enumerate(asked.classes or ())]
        facts = {"queue": self.queue.id, "lease": self.queue.rules.lease, "person": person.id, "noun": asked.noun}
        html = write("human.html", ROOM, title=f"Which {asked.noun} is it?", files=FILES, asked=asked, keys=keys,
                     person=person, owner=person.role == OWNER, facts=facts)  # fmt: skip
        return HTMLResponse(html)

    def picture(self, request: Request, _: Person) -> Response:
        """The picture of one task."""
        task = request.path_params["task"]
        found = self.queue.picture(task) if task <= LARGEST else None
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1], headers={"cache-control": "private, max-age=3600"})

    async def next(self, request: Request) -> Response:
        """Tasks that are this tab's for a while."""
        told = await body(request)
        tab, count = text(told, "tab"), number(told, "count", 1, MOST, 1)

        def work(connection: sql.Connection) -> dict[str, Any]:
            person = allowed(_who(connection, request), PERSON)
            cards = self.queue.next_in(connection, Holder(person.id, tab), count)
            return {"cards": cards, "waiting": connection.execute(WAITING).scalar_one()}

        return JSONResponse(await self._do(work))

    async def answer(self, request: Request) -> Response:
        """Keep an answer, and say so after its commit."""
        told = await body(request)
        given = Given(
            id=field(told, "id", str), task=field(told, "task", int), label=told.get("label"),
            spent=field(told, "spent", (int | float), 0),  # type: ignore[arg-type]
        )  # fmt: skip
        future = self.queue.database.share(self._answers, (cookie_of(request), given))
        return _told(await asyncio.wrap_future(future))

    async def undo(self, request: Request) -> Response:
        """Take one's last answer back."""
        told = await body(request)
        tab, id_ = text(told, "tab"), text(told, "id")

        def work(connection: sql.Connection) -> Receipt:
            person = allowed(_who(connection, request), PERSON)
            return self.queue.undo_in(connection, Holder(person.id, tab), id_)

        return _told(await self._do(work))

    async def skip(self, request: Request) -> Response:
        """Give a task back, to see it again after all others."""
        told = await body(request)
        tab, task = text(told, "tab"), number(told, "task", 1, LARGEST)

        def work(connection: sql.Connection) -> None:
            skip(connection, Holder(allowed(_who(connection, request), PERSON).id, tab), task)

        await self._do(work)
        return JSONResponse({"state": "skipped"})

    async def _do(self, work: Any) -> Any:
        return await asyncio.wrap_future(self.queue.database.submit(work))

    def _answers(self, connection: sql.Connection, sent: Sequence[tuple[str | None, Given]]) -> list[Receipt]:
        """All that came in at once. Who they are is asked in the same transaction: nobody is withdrawn in between."""
        people = who(connection, [cookie for cookie, _ in sent])
        known = [(people[cookie].id, given) for cookie, given in sent if cookie in people]
        kept = iter(self.queue.answer_all(connection, known))
        return [next(kept) if cookie in people else Receipt(NOBODY) for cookie, _ in sent]


def _who(connection: sql.Connection, request: Request) -> Person | None:
    cookie = cookie_of(request)
    return who(connection, [cookie]).get(cookie)


def _told(receipt: Receipt) -> Response:
    if receipt.state == NOBODY:
        allowed(None, PERSON)
    return JSONResponse(receipt.to_json(), 409 if receipt.state == REFUSED else 200)
