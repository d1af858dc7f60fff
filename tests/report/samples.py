"""Pages as the stages make them, small; and what a page or a drawing holds."""

from __future__ import annotations

import datetime as dt
import io
from html.parser import HTMLParser

from PIL import Image

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.properties import Property
from ninelives.report.archive import ArchivePage, Pair
from ninelives.report.charts import Axis, Bin, Column, Error, Fanned, Growth, Rung, Sureness
from ninelives.report.foreseen import ForeseenPage
from ninelives.report.kinds import Kind, KindsPage
from ninelives.report.layer import Voice
from ninelives.report.model import ModelPage
from ninelives.report.page import Aside, Command, Picture
from ninelives.report.predictions import PredictionsPage
from ninelives.report.problem import Costs, Hours, ProblemPage, Rare
from ninelives.report.rules import Rule
from ninelives.report.series import Band, SeriesPage
from ninelives.report.tables import TablePage
from ninelives.report.words import Gap

DAY = dt.date(2026, 11, 23)
HOSTILE = (
    '"><script>alert(1)</script>.jpg',
    "'onerror='alert(1).jpg",
    "two\nlines.jpg",
    "\u202egpj.exe",
    "bad\udcffbyte.jpg",
    "{{ 7 * 7 }}.jpg",
    "</style><h1>x.jpg",
    "\x00nul.jpg",
    "https://example.org/x.jpg",
    "שלום.jpg",
)


def jpeg(shade: int = 90, side: int = 24) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), (shade, 120, 80)).save(out, "JPEG")
    return out.getvalue()


def hours(*, seen: tuple[int, int] = (8, 18), use: float = 1 / 12, estimate: bool = False) -> Axis:
    def one(hour: int) -> Bin:
        words = f"{hour}–{hour + 2} h"
        if seen[0] <= hour < seen[1]:
            return Bin(words, hour, hour + 2, "seen", 80 + hour, 0.986, (0.96, 0.995), use=use)
        guess = (0.89, (0.86, 0.92)) if estimate else (None, None)
        return Bin(words, hour, hour + 2, "unseen", 0, guess[0], guess[1], estimate, use, gap=use > 0)

    return Axis("hour", "hour of the day", tuple(map(one, range(0, 24, 2))))


def lights(counts: tuple[int, ...], *, dark: float | None = None) -> Axis:
    total = sum(counts) or 1

    def one(at: int) -> Bin:
        start, stop, n = at / 10, (at + 1) / 10, counts[at]
        kind = "unseen" if at < 2 else "seen"
        right = None if not n or dark is None else dark if at < 2 else 0.98
        ends = None if right is None else (right - 0.05, min(1.0, right + 0.02))
        return Bin(f"light {start:g}–{stop:g}", start, stop, kind, n, right, ends, use=n / total, gap=at < 2 and n > 0)

    return Axis("light", "mean light", tuple(map(one, range(10))))


RUNGS = (
    Rung("majority", 0.5, (0.465, 0.535), 0.018, 0.01, 2, "the commoner kind"),
    Rung("rules", 0.63, (0.596, 0.663), 0.017, 1.4, 27, "9 readable rules"),
    Rung("kernel", 0.689, (0.656, 0.72), 0.016, 2.2, 4098, "256 pictures compared"),
    Rung("pretrained", 0.986, (0.973, 0.993), 0.004, 3.9, 3_386_082, "knew a million before"),
)
NIGHT = tuple(
    Gap(f"{hour}–{hour + 2} h", ("hour",), 1 / 12, 0, "unseen", hour, hour + 2, 30) for hour in (0, 2, 4, 6, 18, 20, 22)
)
VOICES = (Voice("share of green", 0.62, "dog"), Voice("mean brightness", 0.31, "cat"))
INTERACTION = {"pairs": 465, "photos": 500, "folds": 5, "same": 4, "shown": True, "table": 0.888, "sum": 0.696}
INTERACTION |= {"gain": 0.192, "interval": [0.131, 0.253]}
INTERACTION["best"] = {
    "properties": ["mean brightness", "warm colours in the centre"],
    "cut": [0.48, 0.14],
    "classes": ["cat", "dog"],
    "cells": [[52, 6], [58, 5], [9, 53], [7, 50]],
}
WRONG = tuple(Picture(f"cat/{i}.jpg", jpeg(i), "cat", "dog", 0.97 - i / 100) for i in range(3))
ASIDE = (Aside("cat/0007.jpg", "it is empty (0 bytes)"), Aside("dog/notes.jpg", "it is text"))
MADE = {
    "lineage": (("photos", "800 items in 799 scenes"), ("seed, threads", "0, 2")),
    "assumptions": ("The 98.6 % hold for photos like these.",),
}


GROWTH = Growth(((0.5, (0.46, 0.54)), (0.55, (0.5, 0.6)), (0.63, (0.59, 0.66)), (0.62, (0.58, 0.66))), 3, 1, 0.017)
TOLD = (Property("weight", "number", "column"), Property("snout", "yes/no", "answers", 0.1))


def model(**other: object) -> ModelPage:
    facts = {
        "name": "photos.model",
        "classes": ("cat", "dog"),
        "items": 800,
        "scenes": 799,
        "date": DAY,
        "chosen": "pretrained",
        "rungs": RUNGS,
        "next": (Command("ninelives audit photos.model NEW", "has the world left the envelope?"),),
        "accuracy": 0.98625,
        "interval": (0.975, 0.992),
        "judged": ((494, 500), (295, 300)),
        "calibration_items": 300,
        "seconds": 3.9,
        "seconds_per_item": 0.0029,
        "axis": hours(estimate=True),
        "unrecorded": ("place", "device"),
        "declared": "hour=0-24",
        "outside": 7 / 12,
        "gaps": NIGHT,
        "rules": (Rule("mean brightness is over 0.31", "cat", 212, 151),),
        "growth": GROWTH,
        "stops": "The first 3 of 4 rules are enough (63.0 %).",
        "told": TOLD,
        "asks": "Of a new photo pretrained has to be told nothing",
        "voices": VOICES,
        "interaction": INTERACTION,
        "confusion": ((394, 6), (5, 395)),
        "calibration": (Sureness(0.6, 0.5, 8, (0.2, 0.8)), Sureness(0.97, 0.96, 700, (0.94, 0.97))),
        "wrong": WRONG,
        "set_aside": ASIDE,
        **MADE,
    }
    return ModelPage(**{**facts, **other})


FAN = Fanned("sold", (10.0, 12.0, 11.0), (13.0, 14.0), ((0.8, (11.0, 12.0), (15.0, 16.0)),), ("a", "b", "c", "d", "e"))


def series(**other: object) -> SeriesPage:
    facts = {
        "name": "bikes.model",
        "target": "cnt",
        "items": 17_379,
        "series": 9,
        "date": DAY,
        "ahead": "24 hours",
        "step": "an hour",
        "chosen": "network",
        "rungs": (
            Error("persistence", 2.963, (2.6, 3.32), "", 0.1, 0, "the last value stays"),
            Error("drift", 12_345.6, (2.7, 1e300), "not surely", 0.1, 1, "goes on as it went"),
            Error("network", 0.92, (0.795, 1.05), "p < 0.0001", 12.0, 3723, "small networks on lags"),
        ),
        "unit": "MASE",
        "off": 53.4,
        "interval": (46.3, 60.6),
        "stays": 173.2,
        "saved": 0.69,
        "saved_interval": (0.57, 0.81),
        "why": "network is off by 0.92 MASE against 2.96 of persistence, p < 0.0001.",
        "covers": "Its 80 % bands held the truth of 80.5 % (75.1–85.0) of 1,341 steps that came later, at 60 origins.",
        "bands": (Band(0.8, 0.805, (0.751, 0.85), 1341), Band(0.95, None, (0.0, 1.0), 0)),
        "origins": 60,
        "fans": (("", FAN),),
        "conditions": (("By the hour", tuple(Column(f"{at} h", 9.0 + at, (8.0, 40.0), 60) for at in range(24))),),
        "axis": hours(),
    }
    return SeriesPage(**{**facts, **other})  # type: ignore[arg-type]


def foreseen(**other: object) -> ForeseenPage:
    facts = {
        "name": "bikes.predictions",
        "model": "bikes.model",
        "chosen": "network",
        "target": "cnt",
        "ahead": "24 hours",
        "items": 24,
        "series": 1,
        "date": DAY,
        "fans": (("", FAN),),
        "made": 53.4,
        "made_interval": (46.3, 60.6),
        "made_covered": 0.805,
        "envelope_svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    return ForeseenPage(**{**facts, **other})  # type: ignore[arg-type]


def table(**other: object) -> TablePage:
    facts = {
        "name": "rows.model",
        "target": "fit",
        "classes": ("no", "yes"),
        "items": 891,
        "scenes": 772,
        "date": DAY,
        "chosen": "rules",
        "rungs": (
            Rung("majority", 0.618, (0.58, 0.66), 0.02, 0.04, 1, "the commonest class"),
            Rung("rules", 0.804, (0.766, 0.836), 0.017, 0.2, 17, "readable rules"),
            Rung("boosting", 0.812, (0.774, 0.844), 0.017, 3.0, 4000, "many small trees, added up"),
        ),
        "next": (Command("ninelives predict rows.model NEW.csv", "where do new rows leave the envelope?"),),
        "accuracy": 0.809,
        "interval": (0.78, 0.835),
        "judged": (591, 300),
        "seconds": 3.9,
        "axis": Axis("kind", "kind", (Bin("flat", 0, 1, "seen", 400, 0.8, (0.7, 0.9)),), named=True),
        "declared": "kind oval",
        "outside": 0.4,
        "gaps": (Gap("kind oval", ("kind",), 0.4, 0, "unseen", missing=30),),
        "leaks": (("'also' is 'fit' under other names", True), ("'a' says the same as 'b'", False)),
        "columns": (("size", "numbers", True), ("kind", "3 names", False)),
        "rules": (Rule("size is over 50", "yes", 212, 151),),
        "confusion": ((477, 72), (98, 244)),
        "calibration": (Sureness(0.6, 0.5, 8, (0.2, 0.8)), Sureness(0.97, 0.96, 700, (0.94, 0.97))),
        "set_aside": (Aside("row 7", "its 'fit' is missing"),),
        "left": ("Not tried: network, because torch is not installed: pip install 'ninelives[torch]'",),
        "notes": ("'size' was read in %",),
        **MADE,
    }
    return TablePage(**{**facts, **other})


def predictions(**other: object) -> PredictionsPage:
    facts = {
        "name": "night.predictions",
        "model": "photos.model",
        "items": 1000,
        "scenes": 990,
        "date": DAY,
        "counts": (("cat", 531), ("dog", 469)),
        "accuracy": 0.889,
        "interval": (0.868, 0.907),
        "model_accuracy": 0.986,
        "model_interval": (0.973, 0.993),
        "seconds": 3.1,
        "axis": lights((700, 205, 60, 20, 10, 5, 0, 0, 0, 0), dark=0.87),
        "model_axis": lights((0, 0, 68, 150, 203, 180, 112, 52, 40, 36), dark=0.9),
        "outside": 0.905,
        "gaps": (Gap("light below 0.1", ("light",), 0.7, 0, "unseen", 0, 0.1, 30),),
        "classes": ("cat", "dog"),
        "known": 1000,
        "confusion": ((450, 50), (61, 439)),
        "calibration": (Sureness(0.6, 0.5, 80, (0.4, 0.6)), Sureness(0.97, 0.9, 920, (0.88, 0.92))),
        "doubtful": tuple(Picture(p.item, p.jpeg, None, "cat", 0.51) for p in WRONG),
        "wrong": WRONG,
        "set_aside": ASIDE[:1],
        **MADE,
    }
    return PredictionsPage(**{**facts, **other})


def archive(**other: object) -> ArchivePage:
    device = Axis("device", "device", (Bin("Pixel 7", 0, 1, "seen", 400), Bin("EOS 80D", 1, 2, "thin", 12)), named=True)
    facts = {
        "name": "photos.archive",
        "items": 800,
        "scenes": 677,
        "date": DAY,
        "first": dt.date(2026, 3, 1),
        "last": dt.date(2026, 9, 30),
        "classes": (("cat", 400), ("dog", 400)),
        "axes": (hours(use=0), lights((0, 0, 68, 150, 203, 180, 112, 52, 40, 36)), device),
        "unrecorded": ("weather",),
        "identical": 3,
        "copies": 1,
        "bursts": 30,
        "burst_items": 149,
        "pairs": (Pair(Picture("a.jpg", jpeg()), Picture("b.jpg", jpeg()), "the same picture, stored anew"),),
        "set_aside": ASIDE,
        **MADE,
    }
    return ArchivePage(**{**facts, **other})


def kinds(**other: object) -> KindsPage:
    told = {
        "names": ["thing 1", "thing 2"],
        "sizes": [412, 388],
        "there": True,
        "p": 1e-9,
        "agreement": 0.995,
        "range": [0.99, 1.0],
        "halvings": 10,
        "between": [{"kinds": ["thing 1", "thing 2"], "near": [130, 142], "half_way": 18, "p": 1e-9}],
        "typical": [["0"], ["1"]],
        "doubtful": [["2"], ["3"]],
        "labels": [],
    }
    pictures = tuple(Picture(f"{name}.jpg", jpeg(), probability=0.93) for name in (HOSTILE[0], "b" * 60))
    facts = {
        "name": "photos.model",
        "date": DAY,
        "told": told,
        "classes": ("thing 1", "thing 2"),
        "kinds": tuple(
            Kind(name, size, f"{size} photos", pictures, pictures)
            for name, size in (("thing 1", 412), ("thing 2", 388))
        ),
        "items": 800,
        "scenes": 799,
        "seconds": 9.8,
        "unrecorded": ("weather",),
        "set_aside": ASIDE,
        "envelope_svg": Envelope.of({"light": [0.2, 0.3]}, [0, 1]).picture(),
        **MADE,
    }
    return KindsPage(**{**facts, **other})


class Tags(HTMLParser):
    """Every tag with its attributes, and all text outside <style>."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words, self._style = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - its parent's signature
        self._style = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._style else data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def asked(**other: object) -> ProblemPage:
    """A page of a problem: cats at night, photos by day."""
    facts: dict[str, object] = {
        "name": "problem.toml",
        "kind": "a prediction",
        "question": "is there a cat in the tree?",
        "date": DAY,
        "headline": "By hand it costs 4 € a case. Do it by hand.",
        "chip": "never seen: 20–22 h",
        "tone": "warn",
        "lead": "By hand: 4 € a case, right in 98 %; a machine pays from about 930 cases a year on.",
        "figures": (
            ("930", "cases a year from which a machine pays"),
            ("98.0 %", "right by hand today"),
            ("1.0 %", "at most may be wrong"),
            ("299", "photos without a mistake show it"),
        ),
        "next": (Command("ninelives ask problem.toml --data photos/", "do the data hold what was said?"),),
        "costs": Costs(3000, 0.8, 4.0, "€", 937.5, 500),
        "head": ("decides alone", "wrong in 0.5 %", "wrong in 1 %", "wrong in 2 %"),
        "rows": (("100 %", "740", "750", "750"), ("80 %", "930", "930", "940"), ("20 %", "3,700", "3,700", "never")),
        "sure": "It decides alone 'no cat' from 96 % sure on, 'cat' always",
        "enough": "299 photos without a mistake show at most 1 % wrong (95 % sure); of 1,941, 12 may be wrong",
        "guess": "right in 99.99 %, by always saying 'no cat': as sure as asked, yet it finds no 'cat'",
        "rare": (Rare("cat is 1 in 10,000", "nine in ten of its alarms are right where …", (99, 9999), 1_000_000),),
        "bribes": ("'second in the air' got 1 million times is worth as much as 'cat rescued': is that meant?",),
        "gaps": (("20–22 h", "100 % of the declared use"),),
        "lacking": "none will be collected",
        "unknown": "Cannot tell place: how they are collected does not tell it",
        "hours": Hours({12.0: 0.2, 14.0: 0.4, 16.0: 0.4}, {20.0: 1.0}, {20.0}, 2.0),
        "needs": (("30 photos at 20–22 h", "about 120 €"), ("1,941 photos more, kept apart", "about 7,800 €")),
        "ignored": "left and right and light: learned from copies, and tested",
        "notes": ("none of these data shows dark",),
        "told": (("kind", "predict", False), ("loss.human", "4", True), ("outputs.classes", "cat, no cat", False)),
        "lineage": (("file", "problem.toml"), ("stages", "collect → label → train")),
        "assumptions": ("A person's minute costs 0.50 €.",),
    }
    return ProblemPage(**{**facts, **other})  # type: ignore[arg-type]
