"""Findings as an audit makes them, by hand: of photos, of rows, of a use that is only declared."""

from __future__ import annotations

from typing import Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.findings import Findings
from ninelives.artifacts.findings.rows import framed
from tests.report.samples import jpeg

DAY = Envelope.of({"light": [0.3, 0.4, 0.5, 0.6] * 40}, list(range(160)))
NIGHT = Envelope.of({"light": [0.03, 0.05, 0.35, 0.04] * 10}, list(range(40)))
USE = Deployment.parse("light=0-0.1")
LEVELS = {
    "outside-envelope": "bad",
    "shifted-harmful": "bad",
    "shifted-harmless": "warn",
    "no-shift-found": "good",
    "cannot-tell": "unsure",
}
SENTENCES = {
    "outside-envelope": "Outside the envelope, and it does harm: about 88.9 % right here, 98.6 % before.",
    "shifted-harmful": "It has shifted, and it does harm: about 88.9 % right here (86.0–91.0, an estimate).",
    "shifted-harmless": "It has shifted, and that does no harm: about 98.1 % right here (96.0–99.0, an estimate).",
    "no-shift-found": "No shift was found.",
    "cannot-tell": "Cannot tell, because there are only 4 new photos: 10 are the least.",
}
HARM: dict[str, Any] = {
    "value": 0.889,
    "interval": [0.86, 0.91],
    "before": 0.986,
    "before_interval": [0.973, 0.993],
    "measure": "accuracy",
    "assumption": "what is said promises as much here as it did there",
    "estimate": True,
    "labels": 0,
    "reason": "",
    "verdict": "harmful",
}
NO_HARM = {**HARM, "value": 0.981, "interval": [0.96, 0.99], "verdict": "harmless"}
UNKNOWN = {**HARM, "value": None, "interval": None, "before": None, "before_interval": None, "assumption": ""}
UNKNOWN |= {"reason": "no model came with the reference", "verdict": "unknown"}
NUMBERS = {**HARM, "value": 41.2, "interval": [38.0, 44.5], "before": 22.8, "before_interval": [22.0, 23.6]}
NUMBERS |= {"measure": "mean_absolute_error"}


def test(name: str, column: str | None, p: float | None, **other: object) -> dict[str, Any]:
    told = {
        "name": name,
        "part": "inputs",
        "column": column,
        "statistic": 0.42,
        "p": p,
        "raw_p": p,
        "valid": p is not None,
    }
    return {**told, "why": "", "smallest_detectable": 0.31, "unit": "deviations", **other}


test.__test__ = False  # type: ignore[attr-defined]
AREA = {"smallest_detectable": 0.61, "unit": "area under the curve"}
TESTS = [
    test("classifier", None, 0.001, part="features", **AREA),
    test("ks", "light", 0.001),
    test("ks", "direction 12", 0.044, part="features"),
    test("chi2", "weather", 0.42, smallest_detectable=0.037, unit="of the rows"),
    test("mmd", None, None, why="all of it is the same", smallest_detectable=None, unit=""),
]
SHARES: dict[str, Any] = {
    "is": True,
    "moved": True,
    "p": 0.4,
    "condition": 1.05,
    "why": "the new outputs look as the old ones would at these shares",
    "classes": [
        {"class": "cat", "before": 0.5, "share": 0.7, "weight": 1.4, "interval": [1.3, 1.5], "likeliest": 0.69},
        {"class": "dog", "before": 0.5, "share": 0.3, "weight": 0.6, "interval": [0.5, 0.7], "likeliest": 0.31},
    ],
}
ACTIONS = [
    {
        "what": "hand 27 photos over to a human",
        "why": "they lie where nothing was seen",
        "gain": 0.097,
        "command": "cat x",
    },
    {
        "what": "label the rows that tell most",
        "why": "then the bound holds",
        "gain": None,
        "command": "ninelives audit a b",
    },
]


def audited(verdict: str = "outside-envelope", *, noun: str = "photo", shown: int = 24, **other: Any) -> Findings:
    """Findings of one verdict, with all that goes with it."""
    told = verdict in ("no-shift-found", "cannot-tell")
    gaps = [gap.to_json() for gap in DAY.gaps(NIGHT)] if verdict == "outside-envelope" else []
    values = [["light", "0.031"]]
    rows = [{"item": f"night/{at}.jpg", "score": 3.0, "prediction": "cat", "probability": 0.97} for at in range(shown)]
    facts: dict[str, Any] = {
        "verdict": verdict,
        "level": LEVELS[verdict],
        "sentence": SENTENCES[verdict],
        "why": "More photos would tell." if verdict == "cannot-tell" else "Why it is so.",
        "gaps": gaps,
        "unrecorded": [],
        "tests": [] if verdict == "cannot-tell" else TESTS,
        "kind": {
            "name": "none" if told else "covariate-shift",
            "words": "what is seen has changed, and not just how common each class is",
            "assumption": "what is seen still decides the answer",
            "shares": None,
            "strangers": {"share": 0.206, "expected": 0.01, "told": not told},
        },
        "harm": NO_HARM if verdict == "shifted-harmless" else UNKNOWN if told else HARM,
        "rows": [{**row, "values": values} for row in rows],
        "explained_by": []
        if told
        else [{"column": "light", "words": "light below 0.13", "share": 0.96, "here": 0.97, "there": 0.003}],
        "actions": [] if told else ACTIONS,
        "realised_false_alarm_rate": 0.06,
        "itself": {"halves": 100, "interval": [0.028, 0.125], "rate": 0.06, "why": ""},
        "units": {"reference": 300, "new": 40, "words": "scenes: photos of one scene stay together", "least": 0.001},
        "alpha": 0.05,
        "p": 0.62 if told else 0.001,
        "assumptions": [
            {"step": "envelope", "words": "scenes come independently"},
            {"step": "shift", "words": "any scene could stand in the other sample"},
            {"step": "harm", "words": "what is said promises as much"},
        ],
        "notes": ["2 photos were seen before"],
        "noun": noun,
        "items": 40,
        "reference_items": 300,
        "repeated": 0,
        "reference": "photos.model",
        "new": "night/",
        "classes": ["cat", "dog"],
        "envelope": DAY.to_json(),
        "visited": NIGHT.to_json(),
        "declared": False,
        "lineage": {
            "inputs": {"reference": "a" * 64, "new": "b" * 64},
            "options": {"alpha": 0.05, "axes": None, "draws": 999},
            "seed": 0,
            "stage": "audit",
            "threads": 1,
            "version": "0.1.0",
        },
    }
    jpegs = [jpeg(at) if noun == "photo" else None for at in range(shown)]
    names = [row["item"] for row in rows]
    table = framed(names, [3.0] * shown, ["cat"] * shown, [0.97] * shown, jpegs)
    return Findings(facts={**facts, **other}, rows=table, seconds=3.1)


def declared(verdict: str = "outside-envelope", **other: Any) -> Findings:
    """Findings of a use of which nothing was seen."""
    gaps = [gap.to_json() for gap in DAY.gaps(USE)] if verdict == "outside-envelope" else []
    nothing = {"tests": [], "rows": [], "explained_by": [], "p": None, "realised_false_alarm_rate": None, "items": 0}
    return audited(
        verdict,
        shown=0,
        **nothing,
        gaps=gaps,
        declared=True,
        new="light=0-0.1",
        visited=USE.to_json(),
        harm={"value": None, "verdict": "unknown", "reason": "nothing of the use was seen yet"},
        kind={"name": "unknown", "words": "nothing was seen yet", "assumption": "", "shares": None, "strangers": None},
        units={"reference": 0, "new": 0, "words": "", "least": None},
        itself={"rate": None, "halves": 0, "interval": None, "why": "nothing of it was seen yet"},
        lineage={
            "inputs": {"reference": "a" * 64, "use": "c" * 64},
            "options": {"alpha": 0.05, "axes": None, "draws": 999},
            "seed": 0,
            "stage": "audit",
            "threads": 1,
            "version": "0.1.0",
        },
        **other,
    )
