"""What every model tells of how it was made, whatever it judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive.sources import SetAside

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.foreign import Origin


class Made:
    """Told by the facts and tables that are sealed with a model."""

    __slots__ = ()

    envelope: Envelope
    facts: dict[str, Any]
    tables: Mapping[str, pl.DataFrame]

    @property
    def origin(self) -> Origin | None:
        """Where it was adopted from; None for a model that ninelives trained."""
        from ninelives.artifacts.foreign import Origin

        told = self.facts.get("foreign")
        return Origin.from_json(told) if told else None

    @property
    def set_aside(self) -> list[SetAside]:
        """The files or rows that could not be used, with the reason."""
        return [SetAside(*row) for row in self.tables["set_aside"].iter_rows()]

    @property
    def deployment(self) -> Deployment | None:
        """The use that was declared when it was made."""
        from ninelives.artifacts.deployment import Deployment

        told = self.facts["deployment"]
        return Deployment.from_json(told) if told else None

    @property
    def unrecorded(self) -> tuple[str, ...]:
        """Conditions of the declared use that it never recorded: whether it may be used there, nobody can tell."""
        use = self.deployment
        return self.envelope.unrecorded_by(use) if use else ()
