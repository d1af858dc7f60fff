"""Whether the new items come as the calibration items did; and where they do not, what they must be weighed by.

The guarantee is for the mixture that the calibration items are of. Where only that mixture has changed (the classes'
shares, or those of regions that were seen), weights put it right; whether nothing else has is tested as the audit does
it. Their uncertainty is carried as intervals that hold together; anything else makes the number an estimate.
"""

from ninelives.stages.defer.shift.classes import by_findings
from ninelives.stages.defer.shift.mixture import CONTRADICTED, Mixture, untested
from ninelives.stages.defer.shift.tested import mixture

__all__ = ["CONTRADICTED", "Mixture", "by_findings", "mixture", "untested"]
