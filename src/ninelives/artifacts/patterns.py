"""Patterns: what a list of events has that chance would not give it, in a sealed folder of JSON.

``patterns.json`` holds the patterns, the traps, what could not be told, and the counts that the report draws.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from ninelives.artifacts import glance, timings
from ninelives.errors import NinelivesError
from ninelives.store import atomic, manifest

KIND = "patterns"
FILE = "patterns.json"
KINDS = ("hours", "weekdays", "months", "burst", "silence", "turn", "habit", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern.

    Attributes:
        kind: one of ``KINDS``.
        sentence: for people.
        column: where it is: the times, or the column of a group.
        share: of events that lie there; of a change, after it.
        expected: the share that chance would give it; of a change of habit, before it; of a group, among all others.
        p: corrected for everything that was looked at.
        start: first moment of a burst, silence or change, ISO 8601; empty otherwise.
        stop: where it ends, of a burst or silence.
        interval: between which moments a change lies, 95 %; empty otherwise.
        bins: what a circle's stretch or a group's is: first bin and how many, by circle; empty otherwise.
        group: of which group.
    """

    kind: str
    sentence: str
    column: str
    share: float
    expected: float
    p: float
    start: str = ""
    stop: str = ""
    interval: tuple[str, ...] = ()
    bins: tuple[int, ...] = ()
    group: str = ""

    def check(self) -> None:
        """Refuse what no search could have found.

        Raises:
            ValueError: a share or a p-value is none, or the kind is unknown.
        """
        numbers = (self.share, self.expected, self.p)
        if self.kind not in KINDS or not all(isfinite(each) and 0 <= each <= 1 for each in numbers):
            raise ValueError(f"no pattern: {self.kind} with {numbers}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What was found in a list of events.

    Attributes:
        events: how many were looked at.
        patterns: the strongest first.
        traps: what a reader of these times would fall for, a sentence each.
        cannot_tell: what could not be looked at, and why.
        notes: how it was read.
        facts: what the report draws, and how it was made.
        path: its folder; None before it is saved.
    """

    events: int
    patterns: tuple[Pattern, ...]
    traps: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    notes: tuple[str, ...]
    facts: dict[str, Any]
    path: Path | None = None

    def __repr__(self) -> str:
        told = glance.lines(*(each.sentence for each in self.patterns[: glance.FEW]))
        head = f"{glance.plural(self.events, 'event')}: {glance.plural(len(self.patterns), 'pattern')}"
        return glance.lines(head, *filter(None, told.split("\n  ")), *(f"▲ {trap}" for trap in self.traps))

    def summary(self) -> dict[str, Any]:
        """What ``patterns --json`` prints."""
        return {
            "events": self.events,
            "patterns": [asdict(each) for each in self.patterns],
            "traps": list(self.traps),
            "cannot_tell": list(self.cannot_tell),
        }

    def save(self, path: Path, lineage: dict[str, Any], seconds: float | None = None) -> str:
        """Write a sealed folder; returns its digest.

        Raises:
            TakenError: there is something at ``path``.
            NinelivesError: it cannot be written.
        """
        body = self.summary() | {"notes": list(self.notes), "facts": self.facts}
        with atomic.folder(path) as partial:
            text = json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False)
            atomic.write(partial / FILE, text.encode("utf-8", "surrogatepass") + b"\n")
            if seconds is not None:
                timings.write(partial, {"seconds": seconds})
            return manifest.seal(partial, KIND, {"lineage": lineage, "events": self.events})

    @classmethod
    def load(cls, path: str | Path) -> Patterns:
        """Read a folder, its digests checked first.

        Raises:
            NinelivesError: it is none, or damaged.
        """
        where = Path(path)
        manifest.check(where, KIND)
        try:
            body = json.loads((where / FILE).read_bytes())
            found = tuple(_pattern(each) for each in body["patterns"])
            told = {name: tuple(map(str, body[name])) for name in ("traps", "cannot_tell", "notes")}
            if not isinstance(body["events"], int) or not isinstance(body["facts"], dict):
                raise TypeError("facts")
            return cls(events=body["events"], patterns=found, facts=body["facts"], path=where, **told)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise NinelivesError(
                f"'{where}' is damaged: {FILE} lacks its parts", fix=f"make '{where}' again: ninelives patterns"
            ) from error


def _pattern(told: dict[str, Any]) -> Pattern:
    found = Pattern(**{**told, "interval": tuple(told["interval"]), "bins": tuple(told["bins"])})
    found.check()
    return found
