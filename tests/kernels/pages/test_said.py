"""Errors are pages for people and JSON for programs, with nothing of theirs run."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from ninelives.kernels.pages.said import failed, said
from ninelives.store.database import FULL, StorageError


def test_a_person_gets_a_page_and_a_program_json() -> None:
    page = said(Headers({"accept": "text/html,*/*"}), 404, "Nothing.", "go back")
    assert b"<h1>There is nothing here</h1>" in bytes(page.body)
    assert said(Headers({}), 404, "Nothing.", "go back").body == b'{"error":"Nothing.","fix":"go back"}'


def test_what_is_said_is_text() -> None:
    page = said(Headers({"accept": "text/html"}), 409, "<script>alert(1)</script>")
    assert b"<script>" not in bytes(page.body)


def test_a_full_disk_has_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    class Asking:
        headers = Headers({})

    response = failed(Asking(), StorageError("the disk is full", fix="free some", status=FULL))  # type: ignore[arg-type]
    assert (response.status_code, response.body) == (507, b'{"error":"The disk is full.","fix":"free some"}')
