"""Digests: SHA-256 of bytes, files and JSON facts, as 64 hexadecimal characters."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def of_bytes(data: bytes) -> str:
    """Digest of some bytes."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """Digest of a file's bytes, read in pieces.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def canonical(facts: Any) -> bytes:
    """The one JSON text of some facts: sorted keys, no spaces, UTF-8, no NaN.

    Raises:
        ValueError: a number is NaN or infinite.
        TypeError: something in it is no JSON.
    """
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")  # a folder's name may be no UTF-8


def of_json(facts: Any) -> str:
    """Digest of facts, whatever the order of their keys."""
    return of_bytes(canonical(facts))
