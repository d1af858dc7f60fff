"""The human queue: what was handed over waits here, people answer it, and their answers become labels."""

from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.queue import Queue
from ninelives.stages.defer.queue.receipts import Given, Receipt
from ninelives.stages.defer.queue.rows import Check
from ninelives.stages.defer.queue.rules import Rules
from ninelives.stages.defer.queue.task import ASK, CHECK, Task

__all__ = ["ASK", "CHECK", "Asked", "Check", "Given", "Queue", "Receipt", "Rules", "Task"]
