"""The owner's page: what waits, what it costs, whether the promise holds, and who may answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ninelives.kernels.pages.door import at_the_door, page_for
from ninelives.kernels.pages.shell import ROOM as SHELL
from ninelives.kernels.pages.shell import Static, write
from ninelives.kernels.pages.tokens import OWNER, Person
from ninelives.report.words import percent
from ninelives.stages.defer.names import LONGEST, is_name, tidied
from ninelives.stages.defer.page.drawn import realised
from ninelives.stages.defer.page.figures import look
from ninelives.stages.defer.page.human import ROOM
from ninelives.stages.defer.page.taken import taken
from ninelives.stages.defer.page.told import told, voice
from ninelives.stages.defer.queue import Queue
from ninelives.stages.defer.queue.sampled import columns

FILES = Static("/owner/files")
FILES.add(
    "owner.css",
    (SHELL, "templates/look.css"),
    ("ninelives.report", "templates/style.css"),
    (ROOM, "templates/owner.css"),
)
FILES.add("owner.js", (ROOM, "templates/owner.js"))


class Owner:
    """The routes of one queue for whoever owns it."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue

    def routes(self) -> list[Route]:
        """What is answered where."""
        tokens = self.queue.tokens
        return [
            FILES.route(),
            Route("/owner", page_for(OWNER, tokens, self.page)),
            Route("/owner/live", page_for(OWNER, tokens, self.live)),
            Route("/owner/revoke", self.revoke, methods=["POST"]),
            Route("/owner/invite", self.invite, methods=["POST"]),
            Route("/labels.csv", page_for(OWNER, tokens, self.labels)),
            Route("/calibration.csv", page_for(OWNER, tokens, self.calibration)),
            Route("/drawn-labels.csv", page_for(OWNER, tokens, self.drawn)),
        ]

    def page(self, _: Request, person: Person) -> Response:
        """All of it."""
        return HTMLResponse(write("owner.html", ROOM, taken=taken(self.queue), **self._facts(person)))

    def live(self, _: Request, person: Person) -> Response:
        """What changes, again and again."""
        return HTMLResponse(write("live.html", ROOM, **self._facts(person)))

    async def revoke(self, request: Request) -> Response:
        """Withdraw somebody's link and sessions, at once."""
        person, name = await self._posted(request)
        if name == person.name:
            raise HTTPException(409, "You would shut yourself out.")
        if not await run_in_threadpool(self.queue.tokens.revoke, name):
            raise HTTPException(409, "There is nobody of that name.")
        return RedirectResponse("/owner#people", 303)

    async def invite(self, request: Request) -> Response:
        """A new link for somebody, shown once."""
        _, name = await self._posted(request)
        for one in await run_in_threadpool(self.queue.tokens.people):
            if one.name == name and one.role == OWNER:
                raise HTTPException(409, "That is an owner's name.")
        token = await run_in_threadpool(self.queue.tokens.invite, name)
        link = f"{request.url.scheme}://{request.headers.get('host', '')}/?token={token}"
        return HTMLResponse(write("invited.html", ROOM, title=f"A link for {name}", name=name, link=link, files=FILES))

    def labels(self, _: Request, __: Person) -> Response:
        """What people agreed on, as ``train --labels`` reads it."""
        return _table("labels.csv", ("item", "label", "person", "votes"), self.queue.labels())

    def calibration(self, _: Request, __: Person) -> Response:
        """Truth beside what the machine said, as ``defer --calibration`` reads it."""
        rows = self.queue.calibration()
        return _table("calibration.csv", columns(self.queue.asked, rows), rows)

    def drawn(self, _: Request, __: Person) -> Response:
        """The truth of the same rows, as ``defer --calibration DATA --labels`` reads it."""
        rows = [
            {"item": row["item"], "label": row["truth"], "person": row["person"]} for row in self.queue.calibration()
        ]
        return _table("drawn-labels.csv", ("item", "label", "person"), rows)

    async def _posted(self, request: Request) -> tuple[Person, str]:
        """The owner who sent a form, and the name in it."""
        person = await run_in_threadpool(at_the_door, request, self.queue.tokens, OWNER)
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        name = tidied(form.get("name", [""])[0])
        if not is_name(name):
            raise HTTPException(400, f"A name has 1 to {LONGEST} letters.")
        return person, name

    def _facts(self, person: Person) -> dict[str, Any]:
        asked, figures = self.queue.asked, look(self.queue)
        wrong = [check.wrong for check in figures.checked]
        reasons = [
            (reason or "no reason given", many, answered, percent(right / answered, 0) if answered else "")
            for reason, many, answered, right in figures.regions
        ]
        return {
            "title": f"{asked.noun}s for people",
            "files": FILES,
            "me": person,
            "asked": asked,
            "told": told(figures, asked),
            "reasons": reasons,
            "checks_waiting": figures.checks_waiting,
            "chart": realised(wrong, asked.risk, asked.delta) if wrong else None,
            "voices": [(one, *voice(one)) for one in figures.voices],
        }


def _table(name: str, names: Sequence[str], rows: list[dict[str, Any]]) -> Response:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.getvalue(), media_type="text/csv", headers=headers)
