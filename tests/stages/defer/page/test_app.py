"""All pages of one queue, as one application."""

from __future__ import annotations

import pytest

from ninelives.kernels.pages.shield import HEADERS


@pytest.mark.parametrize("path", ["/", "/owner", "/openapi.json", "/queue/human.js", "/owner/files/owner.css", "/none"])
def test_everything_stands_behind_the_shield(browser, path: str) -> None:
    response = browser("owner").get(path)
    assert response.status_code == (404 if path == "/none" else 200)
    assert {name: response.headers.get(name) for name in HEADERS if name != "cache-control"}.items() <= HEADERS.items()
