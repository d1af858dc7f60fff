"""What a rung that does the job is made ready with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.kernels.nets.rungs import UNTAUGHT
from ninelives.stages.train import biases

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive, Progress
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.lineage import Lineage
    from ninelives.stages.train.ladder import Task
    from ninelives.stages.train.spec import TrainSpec
    from ninelives.store.cache import Cache


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a rung that does the job is made ready with.

    Attributes:
        gauges: of the ladder.
        used: the photos to fit on and those kept apart.
        part: the photos to fit on.
        task: what is to be learned of them.
        envelope: of all photos.
        deployment: the declared use.
        spec: of the ladder.
        lineage: of the model to be; names the work.
        cache: the user's.
        progress: called with (stage, done, of how many).
        end: when to stop, of ``time.perf_counter``, s; None for never.
    """

    gauges: Mapping[str, Gauge]
    used: Archive
    part: Archive
    task: Task
    envelope: Envelope
    deployment: Deployment | None
    spec: TrainSpec
    lineage: Lineage
    cache: Cache
    progress: Progress | None = None
    end: float | None = None

    def plan(self, name: str) -> biases.Plan:
        """Which copies of the photos a rung learns from and is judged on."""
        looks, learns = name in self.gauges, name not in UNTAUGHT
        return biases.plan(self.spec, self.part, self.envelope, self.deployment, looks=looks, learns=learns)
