"""How well a model does on new data: an estimate without labels, a bound with some, or why nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from ninelives.artifacts.model import values

MEASURES: Final = ("accuracy", "mean_absolute_error")
VERDICTS: Final = ("harmless", "harmful", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """How well a model does on new data, beside how well it did.

    Attributes:
        measure: ``accuracy``, a share, or ``mean_absolute_error``, in the target's own units; None without a model.
        value: of the new data; None where nobody can tell, and ``reason`` says why.
        interval: of that, as sure as was asked.
        before: the same of rows that it was not fitted on; None where no truth is known.
        before_interval: of that.
        assumption: what the value rests on, a sentence; empty without a value.
        estimate: whether the value was told without labels.
        labels: new rows whose truth was used.
        reason: why nobody can tell; empty where there is a value.
        verdict: ``harmful``, ``harmless`` or ``unknown``.
        rule: how the verdict follows, a sentence.
        concept_p: of the hypothesis that labels agree with what the outputs promise; None without labels.
    """

    measure: str | None
    value: float | None
    interval: tuple[float, float] | None
    before: float | None
    before_interval: tuple[float, float] | None
    assumption: str
    estimate: bool
    labels: int
    reason: str
    verdict: str
    rule: str
    concept_p: float | None = None

    @classmethod
    def unknown(
        cls,
        reason: str,
        *,
        measure: str | None = None,
        before: float | None = None,
        before_interval: tuple[float, float] | None = None,
    ) -> Self:
        """Nobody can tell, and why."""
        return cls(
            measure=measure,
            value=None,
            interval=None,
            before=before,
            before_interval=before_interval,
            assumption="",
            estimate=False,
            labels=0,
            reason=reason,
            verdict="unknown",
            rule="",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        ends = {name: list(told) if (told := getattr(self, name)) else None for name in ("interval", "before_interval")}
        return asdict(self) | ends

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """What ``to_json`` told.

        Raises:
            ValueError, KeyError, TypeError: it told none.
        """
        if set(told) != {field.name for field in fields(cls)}:
            raise ValueError("a harm has other fields")
        if told["measure"] not in (*MEASURES, None) or told["verdict"] not in VERDICTS:
            raise ValueError(f"no harm is measured in {told['measure']} or called {told['verdict']}")
        if any(type(told[name]) is not str for name in ("assumption", "reason", "rule")):
            raise ValueError("a harm lacks its words")
        if type(told["estimate"]) is not bool or type(told["labels"]) is not int or told["labels"] < 0:
            raise ValueError("a harm was told from no number of labels")
        pairs = {at: _within(told, at, ends) for at, ends in (("value", "interval"), ("before", "before_interval"))}
        if (told["value"] is None) != bool(told["reason"]) or (told["value"] is None and told["verdict"] != "unknown"):
            raise ValueError("a harm has a value or a reason, and a verdict only with a value")
        if told["value"] is not None and not (told["measure"] and told["assumption"]):
            raise ValueError("a harm does not say what it rests on")
        p = told["concept_p"]
        if p is not None and not (values.numbers(p) and 0 < p <= 1):
            raise ValueError("a p-value is none")
        return cls(**dict(told) | {"interval": pairs["value"], "before_interval": pairs["before"]})


def _within(told: Mapping[str, Any], at: str, ends: str) -> tuple[float, float] | None:
    """The interval about a value; ValueError where one of the two is missing or cannot be."""
    value, interval = told[at], told[ends]
    if value is None or interval is None:
        if value is not None or interval is not None:
            raise ValueError(f"a harm tells its {at} without an interval, or the other way round")
        return None
    low, high = values.two(interval)
    most = 1 if told["measure"] == "accuracy" else float("inf")
    if not values.numbers(value, low, high) or not 0 <= low <= value <= high <= most:
        raise ValueError(f"the {at} of a harm is no number that can be")
    return low, high
