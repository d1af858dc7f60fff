"""The frame of every page, and its files."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from ninelives.kernels.pages.serving import application
from ninelives.kernels.pages.shell import STATIC, write


def test_a_page_names_no_other_site() -> None:
    page = write("said.html", title="<b>", text="&", fix="")
    assert "&lt;b&gt;" in page
    assert re.findall(r"(?:src|href)=\"([^\"]+)", page)
    assert not re.search(r"(?:src|href)=\"(?!/)", page)


def test_files_are_kept_by_browsers_and_change_their_address_with_their_content() -> None:
    with TestClient(application([])) as client:
        response = client.get(STATIC["shell.css"])
    assert response.headers["cache-control"].endswith("immutable")
    assert "--seen" in response.text
    assert response.headers["content-type"].startswith("text/css")
    assert len(response.content) == STATIC.size("shell.css")


@pytest.mark.parametrize("name", ["none", "..%2Fshell.py", "%00"])
def test_no_other_file_is_served(name: str) -> None:
    with TestClient(application([])) as client:
        assert client.get(f"/shared/{name}").status_code == 404


def test_a_route_is_a_route() -> None:
    assert isinstance(STATIC.route(), Route)
