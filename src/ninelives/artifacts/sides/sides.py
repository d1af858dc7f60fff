"""Two samples of one kind, held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.model.tables import TableModel

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.sides.side import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """What is held against each other.

    Attributes:
        noun: what one row is called: ``photo``, ``row`` or ``prediction``.
        reference: what the new is compared with.
        new: what came, None where a use is only declared.
        envelope: that the reference was made under.
        visited: that of the new rows, or the declared use.
        world: whose.
        model: that judges both, if there is one.
        classes: of the outputs; None of numbers, and where there are no outputs.
        repeated: new rows that the reference holds too; they are left out.
        notes: what a person should hear, a sentence each.
        digests: of the inputs, for the lineage.
    """

    noun: str
    reference: Side
    new: Side | None
    envelope: Envelope
    visited: Envelope | Deployment
    model: Model | TableModel | None = None
    classes: tuple[str, ...] | None = None
    repeated: int = 0
    notes: tuple[str, ...] = ()
    digests: dict[str, str]

    @property
    def numbers(self) -> bool:
        """Whether the outputs are numbers, and no probabilities."""
        return isinstance(self.model, TableModel) and self.model.classes is None
