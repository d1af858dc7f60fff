"""Evidence that may be looked at after every observation: bets against a stream being like its reference."""

from ninelives.kernels.stats.betting.chance import Chance
from ninelives.kernels.stats.betting.ranks import Ranks
from ninelives.kernels.stats.betting.risk import risk_evidence
from ninelives.kernels.stats.betting.since import Past
from ninelives.kernels.stats.betting.wealth import Wealth, together

__all__ = ["Chance", "Past", "Ranks", "Wealth", "risk_evidence", "together"]
