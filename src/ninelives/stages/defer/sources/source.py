"""What calibrates a hand-over, and what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.judged import Judged

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """A model, or what one said, and the items whose truth is known.

    Attributes:
        noun: what one item is called.
        name: how the model is called.
        kind: ``photos``, ``table``, ``series`` or ``predictions``.
        identity: the model's digest, or that of the answers.
        classes: names in the order of the outputs; None of numbers.
        calibration: items that it was not fitted on, their truth known.
        planning: other items, judged by fits that had not seen them; None where there are none.
        envelope: that the calibration items stand for; it counts them.
        world: of them.
        apart: where the calibration items come from, in words: ``the 300 photos kept apart``.
        judged_apart: whether the very model judged the calibration items, and never saw them before.
        darkened: copies made dark, their truth known; None where there are none.
        model: that judges; None of answers alone.
        costs: what a problem said of costs when the model was trained; None where none did.
        notes: what a person should hear.
        digests: of the inputs.
    """

    noun: str
    name: str
    kind: str
    identity: str
    classes: tuple[str, ...] | None
    calibration: Judged
    planning: Judged | None
    envelope: Envelope
    world: str = "real"
    apart: str
    judged_apart: bool = True
    darkened: Judged | None = None
    model: Model | TableModel | SeriesModel | None = None
    costs: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        """What a scene is called where scenes are counted: all forecasts of one moment are one."""
        return "moment" if self.kind == "series" else self.noun


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class New:
    """What is new.

    Attributes:
        judged: what was said of it; None where a use is only declared.
        visited: its conditions.
        repeated: items of scenes that the model knows already; they are left out.
        notes: what a person should hear.
    """

    judged: Judged | None
    visited: Envelope | Deployment
    repeated: int = 0
    notes: tuple[str, ...] = ()
