"""Facts of hand-overs as `defer` writes them, by hand: by day alone, by an estimate by night, nothing at all."""

from __future__ import annotations

from typing import Any

from ninelives.artifacts.envelope import Envelope

LIGHT = Envelope.of({"light": [0.25] * 12 + [at / 10 + 0.05 for at in range(3, 10)] * 50}, list(range(362)))
HOUR = Envelope.of({"hour": [at + 0.5 for at in range(8, 18)] * 40}, list(range(400)))
PLACE = Envelope.of({"place": ["yard", "barn", "gate"] * 40}, list(range(120)))
WHY = "It has judged 300 photos that it was not fitted on, and nobody knows how it does by night."
HUMAN = "asking a person costs 0.50 €"


def curve() -> list[dict[str, float]]:
    """Risk that rises with what is kept, and its bound."""
    shares = [at / 40 for at in range(2, 41)]
    return [
        {
            "threshold": 1 - share / 2,
            "kept": share,
            "risk": 0.001 + 0.014 * share**6,
            "bound": 0.001 + 0.014 * share**6 + 0.012 / share,
        }
        for share in shares
    ]


def bins(*, trusted: bool = False) -> list[dict[str, Any]]:
    """Light from black to white: nothing was seen below a fifth."""
    right = (None, None, 0.93, 0.972, 0.985, 0.99, 0.988, 0.99, 0.984, 0.97)
    items = (0, 0, 12, 60, 110, 150, 160, 120, 70, 35)
    new = (120, 88, 40, 30, 44, 60, 66, 50, 31, 9)
    kinds = ("unseen", "unseen", "thin", *("seen",) * 7)
    kept = (0.0, 0.0, 0.0, 0.9, 0.94, 0.97, 0.96, 0.97, 0.95, 0.9)
    told = []
    for at in range(10):
        ends = None if right[at] is None else [max(0, right[at] - 0.9 / items[at] ** 0.7), min(1, right[at] + 0.008)]
        one = {
            "words": LIGHT.axis("light").words(at),
            "low": at / 10,
            "high": (at + 1) / 10,
            "kind": kinds[at],
            "items": items[at],
            "right": right[at],
            "interval": ends,
            "kept": kept[at],
            "new_items": new[at],
        }
        told.append(one)
    if trusted:
        told[0] |= {"kind": "simulated", "right": 0.90, "interval": [0.87, 0.93], "kept": 0.72}
        told[1] |= {"kind": "simulated", "right": 0.94, "interval": [0.92, 0.96], "kept": 0.78}
    return told


def hours() -> list[dict[str, Any]]:
    """By day alone, two hours a bin."""
    told = []
    for at in range(12):
        day = 4 <= at < 9
        told.append(
            {
                "words": HOUR.axis("hour").words(at),
                "low": 2.0 * at,
                "high": 2.0 * at + 2,
                "kind": "seen" if day else "unseen",
                "items": 140 if day else 0,
                "right": 0.986 - 0.004 * abs(at - 6) if day else None,
                "interval": [0.957, 0.994] if day else None,
                "kept": 0.95 if day else 0.0,
                "new_items": 30 if day or at > 8 else 0,
            }
        )
    return told


COSTS: dict[str, Any] = {
    "currency": "€",
    "best": "keep",
    "cheaper": None,
    "cost": 0.09,
    "cost_if_alone": 0.31,
    "cost_if_human": 0.52,
    "cost_by_hand": 0.5,
    "assumed": [HUMAN, "a mistake costs 20 €"],
    "rules": [
        {
            "name": "keep",
            "words": "the machine where it is sure enough, a human elsewhere",
            "cost": 0.09,
            "risk": 0.004,
            "keeps": True,
            "kept": 0.948,
            "threshold": 0.87,
        },
        {
            "name": "keep",
            "words": "the machine where it is sure enough, a human elsewhere",
            "cost": 0.07,
            "risk": 0.031,
            "keeps": False,
            "kept": 0.99,
            "threshold": 0.505,
        },
        {
            "name": "alone",
            "words": "always the machine",
            "cost": 0.31,
            "risk": 0.014,
            "keeps": False,
            "kept": 1.0,
            "threshold": None,
        },
        {
            "name": "human",
            "words": "always a human",
            "cost": 0.52,
            "risk": None,
            "keeps": True,
            "kept": 0.0,
            "threshold": None,
        },
        {
            "name": "by hand",
            "words": "by hand as today",
            "cost": 0.5,
            "risk": None,
            "keeps": True,
            "kept": 0.0,
            "threshold": None,
        },
    ],
    "sensitivity": [
        {
            "name": "mistake",
            "value": 20.0,
            "low": 10.0,
            "high": 40.0,
            "cost_low": 0.07,
            "cost_high": 0.14,
            "flips_at": None,
            "flips_to": None,
        },
        {
            "name": "human",
            "value": 0.5,
            "low": 0.25,
            "high": 1.0,
            "cost_low": 0.075,
            "cost_high": 0.12,
            "flips_at": 7.5,
            "flips_to": "alone",
        },
        {
            "name": "human_right",
            "value": 0.98,
            "low": 0.99,
            "high": 0.96,
            "cost_low": 0.085,
            "cost_high": 0.095,
            "flips_at": 0.61,
            "flips_to": "alone",
        },
        {
            "name": "by_hand",
            "value": 0.1,
            "low": 0.05,
            "high": 0.2,
            "cost_low": 0.05,
            "cost_high": 0.09,
            "flips_at": 0.09,
            "flips_to": "by hand",
        },
    ],
    "capacity": {
        "words": "12 photos a day go to people, who can answer 40: one waits 18 minutes in the mean",
        "utilisation": 0.3,
        "wait_minutes": 18.0,
        "grows": False,
    },
}


def region(words: str, kind: str, items: int, kept: float, risk: float | None = None, **more: Any) -> dict[str, Any]:
    return {
        "region": words,
        "kind": kind,
        "items": items,
        "kept": kept,
        "estimate": True,
        "risk": risk,
        "interval": None if risk is None else [risk / 2, 2 * risk],
        **more,
    }


def facts(verdict: str = "keeps", **other: Any) -> dict[str, Any]:
    """What a folder holds."""
    told: dict[str, Any] = {
        "sentence": "Decides 94.8 % by day alone, at most 2.0 % of them wrong. By night a human decides.",
        "why": WHY,
        "level": "good",
        "verdict": verdict,
        "noun": "photo",
        "task": "classes",
        "classes": ["cat", "dog"],
        "unit": None,
        "within": None,
        "risk": 0.02,
        "delta": 0.05,
        "threshold": 0.87,
        "guarantee": "of what it decides alone at most 2.0 % is wrong, 95 % sure",
        "assumption": "new photos come as the 300 that were kept apart did",
        "kept": 0.58,
        "handed_over": 0.42,
        "of": {"items": 538, "scenes": 500, "what": "new"},
        "new": "night",
        "declared": False,
        "by_region": [
            region("light 0.2–1", "seen", 330, 0.948, 0.004),
            region("light 0.2–0.3", "thin", 40, 0.0),
            region("light below 0.2", "unseen", 208, 0.0),
        ],
        "effective_sample_size": 300.0,
        "calibration_items": 296,
        "each": None,
        "by_group": [],
        "curve": curve(),
        "chosen": {"threshold": 0.87, "kept": 0.95, "risk": 0.0113, "bound": 0.0199},
        "along": {"axis": "light", "unit": "", "bins": bins()},
        "needed": {"clean": 149, "items": None, "risk": None, "words": ""},
        "costs": COSTS,
        "spot_rate": 0.03,
        "simulated": {
            "threshold": 0.95,
            "kept": 0.76,
            "risk": 0.011,
            "items": 600,
            "bound": 0.018,
            "words": "real darkness does to its answers what copies made dark do",
        },
        "shift": {"tested": True, "words": "", "kind": "none", "weights": None},
        "assumptions": [{"step": "guarantee", "words": "items come as those kept apart did"}],
        "notes": [],
        "unrecorded": ["hour"],
        "gaps": [],
        "world": "real",
        "rule": {"threshold": 0.87, "simulated": None, "groups": None},
        "envelope": LIGHT.to_json(),
        "model": {"identity": "a" * 64, "name": "photos.model", "kind": "photos"},
        "lineage": {"inputs": {"model": "a" * 64, "new": "b" * 64}, "version": "0.1.0", "options": {}, "seed": 0},
    }
    nothing = {
        "sentence": "Hands everything over: no guarantee is possible here.",
        "level": "bad",
        "guarantee": "none",
        "threshold": None,
        "chosen": None,
        "kept": 0.0,
        "handed_over": 1.0,
        "needed": {"clean": 149, "items": 420, "risk": 0.05, "words": "149 photos without a mistake are the least"},
        "along": {"axis": "hour", "unit": "h", "bins": [one | {"kept": 0.0} for one in hours()]},
        "envelope": HOUR.to_json(),
    }
    guessed = {
        "sentence": "Decides 78.0 % alone, by an estimate.",
        "level": "warn",
        "guarantee": "none",
        "rule": {"threshold": 0.87, "simulated": 0.95, "groups": None},
        "along": {"axis": "light", "unit": "", "bins": bins(trusted=True)},
    }
    return told | {"hands-all-over": nothing, "estimate": guessed}.get(verdict, {}) | other
