"""Every failure that a user can cause: what, where, what was got, and the line that mends it."""

from __future__ import annotations


class NinelivesError(Exception):
    """A failure that the user can mend.

    Args:
        message: what is wrong and where, with what was got, in one sentence without a full stop.
        fix: a line to paste, or a few plain words.
    """

    def __init__(self, message: str, *, fix: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        """The message, with its fix on a line of its own."""
        return self.message if self.fix is None else f"{self.message}\n  fix: {self.fix}"


class TakenError(NinelivesError):
    """A name was free, and is no longer."""

    def __init__(self, path: object) -> None:
        super().__init__(f"'{path}' exists already", fix="choose another name with -o")
