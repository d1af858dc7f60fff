"""Reading a sealed folder: what is told alike, whatever should lie in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ninelives.errors import NinelivesError


def folder_of(path: Any, named: str, missing: str, *, load: str, make: str) -> Path:
    """The folder that somebody names.

    Args:
        path: as it was given.
        named: how such a thing is named: ``a model is named by its folder``.
        missing: that there is none: ``there is no model``.
        load: a line that loads one.
        make: a line that makes one.

    Raises:
        NinelivesError: it is no path, or nothing is there.
    """
    if not isinstance(path, str | os.PathLike):
        raise NinelivesError(f"{named}, and this is {type(path).__name__}", fix=load)
    folder = Path(path)
    if not folder.exists():
        raise NinelivesError(f"{missing} '{folder}'", fix=make)
    return folder


@contextmanager
def usable(told: str, fix: str) -> Iterator[None]:
    """Whatever goes wrong in here: its files passed their digests, so whoever sealed them wrote something else.

    Args:
        told: that it cannot be used: ``'x.model' is no model that can be used``.
        fix: a line that makes it again.

    Raises:
        NinelivesError: something did.
    """
    try:
        yield
    except NinelivesError:
        raise
    except Exception as error:
        raise NinelivesError(f"{told}: {error}", fix=fix) from error
