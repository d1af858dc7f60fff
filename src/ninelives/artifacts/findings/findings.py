"""Findings: where the world has left what an artifact was made under, whether that does harm, and what to do."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts import glance, parquet, timings
from ninelives.artifacts.findings import checks
from ninelives.artifacts.findings.harm import MEASURES
from ninelives.artifacts.findings.rows import schema
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError
from ninelives.store import atomic, manifest

if TYPE_CHECKING:
    import polars as pl

KIND: Final = "findings"
GRAVEST: Final = ("outside-envelope", "shifted-harmful", "shifted-harmless", "cannot-tell", "no-shift-found")
TOLD: Final = (  # what `audit --json` prints first, in this order
    "verdict",
    "gaps",
    "tests",
    "kind",
    "harm",
    "rows",
    "explained_by",
    "actions",
    "realised_false_alarm_rate",
)
FILES: Final = {"relabel.csv": "item,label\n", "handover.csv": "item\n"}  # beside, with the line that each begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A sealed folder.

    Attributes:
        facts: the verdict with its sentence, and everything that it stands on; see ``docs/guide.md``.
        rows: ``item, score, prediction, probability, jpeg`` of the new items, the one that shows the shift most first.
        relabel: items whose labels would tell most.
        handover: items that a human should decide.
        path: where it was loaded from or saved to.
        seconds: that it took; no part of the digest.
    """

    facts: dict[str, Any]
    rows: pl.DataFrame
    relabel: tuple[str, ...] = ()
    handover: tuple[str, ...] = ()
    path: Path | None = None
    seconds: float = 0.0
    digest: str = field(default="", compare=False)

    @property
    def verdict(self) -> str:
        """One of ``GRAVEST``."""
        return str(self.facts["verdict"])

    @property
    def sentence(self) -> str:
        """The verdict as a person says it."""
        return str(self.facts["sentence"])

    def at_least(self, verdict: str) -> bool:
        """Whether what was found is as grave as ``verdict``, or graver.

        Raises:
            NinelivesError: there is no such verdict.
        """
        if verdict not in GRAVEST:
            raise NinelivesError(f"there is no verdict '{verdict}'", fix=f"--fail-on {GRAVEST[1]}")
        return GRAVEST.index(self.verdict) <= GRAVEST.index(verdict)

    def summary(self) -> dict[str, Any]:
        """What ``audit --json`` prints."""
        own = {name: self.facts[name] for name in TOLD}
        rest = {name: value for name, value in self.facts.items() if name not in own}
        own["harm"] = self._harm()
        where = {"out": str(self.path) if self.path else None, "digest": self.digest}
        return {**own, **rest, **where, "seconds": round(self.seconds, 3)}

    def _harm(self) -> dict[str, Any]:
        """The harm, with its value under the name of what is measured."""
        told = self.facts["harm"]
        named = {name: told["value"] if told["measure"] == name else None for name in MEASURES}
        return {**named, **told}

    def save(self, path: Path, *, replace: bool = False) -> Findings:
        """Write the findings as a folder and read them back.

        Raises:
            NinelivesError: the folder exists, the disk is full, or there is no permission.
        """
        with atomic.folder(path, replace=replace) as partial:
            self.rows.write_parquet(partial / "rows.parquet")
            for name, items in (("relabel.csv", self.relabel), ("handover.csv", self.handover)):
                atomic.write(partial / name, _listed(name, items).encode("utf-8", "surrogateescape"))
            manifest.seal(partial, KIND, self.facts)
            timings.write(partial, {"total": self.seconds})
        return Findings.load(path)

    @classmethod
    def load(cls, path: str | Path) -> Findings:
        """Read findings, digests first; nothing in them can run code.

        Raises:
            NinelivesError: they are damaged, of a newer version, or none.
        """
        folder = folder_of(
            path,
            "findings are named by their folder",
            "there are no findings",
            load="nl.Findings.load('photos.findings')",
            make="ninelives audit photos.model new/",
        )
        sealed = manifest.check(folder, KIND)
        with usable(f"'{folder}' holds no findings that can be used", "audit again"):
            checks.check(sealed.facts, GRAVEST)
            rows = parquet.read(folder / "rows.parquet", schema())
            lists = [_items(folder / name) for name in FILES]
        return cls(
            facts=dict(sealed.facts),
            rows=rows,
            relabel=lists[0],
            handover=lists[1],
            path=folder,
            seconds=timings.seconds_of(folder),
            digest=sealed.digest,
        )

    def __repr__(self) -> str:
        facts = self.facts
        return glance.lines(
            f"{self.path or 'findings'}: {self.verdict}",
            facts["sentence"],
            f"explained by {glance.few(one['words'] for one in facts['explained_by'])}"
            if facts["explained_by"]
            else "",
            *(f"{at}. {one['what']}" for at, one in enumerate(facts["actions"][:3], 1)),
        )

    def _repr_html_(self) -> str:
        facts = self.facts
        rows = "".join(
            f"<tr><td>{at}</td><td>{_html(one['what'])}</td><td><code>{_html(one['command'])}</code></td></tr>"
            for at, one in enumerate(facts["actions"], 1)
        )
        told = f"<b>{_html(facts['sentence'])}</b><br>{_html(facts['why'])}"
        return told + (f"<table><tr><th></th><th>do</th><th></th></tr>{rows}</table>" if rows else "")


def _html(text: str) -> str:
    return html.escape(glance.visible(text))


def _listed(name: str, items: tuple[str, ...]) -> str:
    """A CSV file of items, with room for a label where one is asked for."""
    head = FILES[name]
    blank = "," * head.count(",")
    return head + "".join(f"{_quoted(item)}{blank}\n" for item in items)


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"' if any(letter in item for letter in ',"\n\r') else item


def _items(path: Path) -> tuple[str, ...]:
    import csv

    with path.open(newline="", encoding="utf-8", errors="surrogateescape") as file:
        return tuple(row["item"] for row in csv.DictReader(file))
