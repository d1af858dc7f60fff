"""One thing that a person is to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from ninelives.errors import NinelivesError

ASK, CHECK = "ask", "check"  # handed over; kept, and looked at all the same
LARGEST = 4_000_000  # bytes of a picture
WIDEST = 10_000  # letters of one text
KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a person sees, and what the machine made of it."""

    item: str  # its name in the archive or table
    key: str = ""  # what tells it from another item of that name
    kind: str = ASK
    reason: str = ""  # why it is here, in words
    urgency: float = 0.0  # the most urgent come first
    prediction: str | None = None
    probability: float | None = None  # of the prediction
    score: float | None = None  # by which the machine decides alone
    said: Mapping[str, float] | None = None  # all that the machine said, by the column of a table of answers
    drawn: bool = False  # by chance alone, whatever was decided: such calibrate
    scene: str = ""  # things of one scene are not independent
    region: str = ""  # the conditions, in words
    fields: Mapping[str, str | float | int | None] | None = None  # fields of a row
    picture: bytes | None = None  # JPEG or PNG
    known: str | None = None  # the truth, where it is there to measure people

    def __post_init__(self) -> None:
        if told := [text for text in self._faults() if text]:
            raise NinelivesError(f"'{self.item[:60]}' cannot be asked: {'; '.join(told)}", fix="leave it out")

    def _faults(self) -> list[str]:
        texts = [self.item, self.key, self.scene, self.reason, self.region, self.prediction or "", self.known or ""]
        texts += [text for pair in (self.fields or {}).items() for text in map(str, pair)]
        numbers = [self.urgency, self.probability or 0.0, self.score or 0.0, *(self.said or {}).values()]
        return [
            "" if self.kind in (ASK, CHECK) else f"it is '{ASK}' or '{CHECK}', got '{self.kind}'",
            "" if self.item else "it has no name",
            "" if all(map(isfinite, numbers)) else "urgency, probability, score and what was said are numbers",
            "" if all(len(text) <= WIDEST for text in texts) else f"a text has more than {WIDEST:,} letters",
            "" if all(map(_writable, texts)) else "a text is no UTF-8, or holds a zero byte",
            "" if self.picture is None or self.type else "its picture is no JPEG and no PNG",
            "" if self.picture is None or len(self.picture) <= LARGEST else f"its picture is over {LARGEST:,} bytes",
            "" if self.kind == ASK or self.prediction is not None else "a spot check needs the prediction",
        ]

    @property
    def type(self) -> str | None:
        """The picture's media type."""
        return next((kind for start, kind in KINDS.items() if (self.picture or b"").startswith(start)), None)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
