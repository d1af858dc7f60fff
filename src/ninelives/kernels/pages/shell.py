"""What all pages look like: one frame, one set of colours, a few static files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
ROOM = "ninelives.kernels.pages"


def write(template: str, room: str = ROOM, **facts: Any) -> str:
    """The page that a template of ``room`` makes of ``facts``; every text in them is escaped."""
    return environment(room).get_template(template).render(facts)


@cache
def environment(room: str = ROOM) -> Environment:
    """Templates of a package's folder ``templates``, and those of every page."""
    rooms = dict.fromkeys((room, ROOM))
    made = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in rooms]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["shared"] = STATIC
    return made


class Static:
    """Files that are served as they are, under an address that changes when they do."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._files: dict[str, bytes] = {}

    def add(self, name: str, *parts: tuple[str, str]) -> Static:
        """One file, made of files of packages: ``("ninelives.kernels.pages", "templates/look.css")``, …"""
        self._files[name] = b"".join(files(package).joinpath(path).read_bytes() for package, path in parts)
        return self

    def __getitem__(self, name: str) -> str:
        """Its address."""
        return f"{self.where}/{name}?{hashlib.sha256(self._files[name]).hexdigest()[:12]}"

    def route(self) -> Route:
        """Where they are served."""
        return Route(f"{self.where}/{{name}}", self._answer)

    def _answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._files:
            raise HTTPException(404)
        kind = TYPES[name.rpartition(".")[2]]
        keep = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(self._files[name], media_type=kind, headers=keep)

    def size(self, name: str) -> int:
        """Bytes of one of them."""
        return len(self._files[name])


STATIC = Static("/shared").add("shell.css", (ROOM, "templates/look.css"), (ROOM, "templates/shell.css"))
STATIC.add("cat.svg", (ROOM, "templates/cat.svg"))
