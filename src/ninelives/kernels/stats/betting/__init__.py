"""Evidence that may be looked at after every observation: bets against a stream being like its reference."""

from ninelives.kernels.stats.betting.chance import Chance
from ninelives.kernels.stats.betting.ladder import ladder
from ninelives.kernels.stats.betting.odds import Bets, growth, noticed, upper_bound
from ninelives.kernels.stats.betting.ranks import Ranks
from ninelives.kernels.stats.betting.realised import Change, Level, Realised
from ninelives.kernels.stats.betting.risk import risk_evidence
from ninelives.kernels.stats.betting.since import Past
from ninelives.kernels.stats.betting.spots import Spots, spot_rate
from ninelives.kernels.stats.betting.wealth import Wealth, together

__all__ = [
    "Bets",
    "Chance",
    "Change",
    "Level",
    "Past",
    "Ranks",
    "Realised",
    "Spots",
    "Wealth",
    "growth",
    "ladder",
    "noticed",
    "risk_evidence",
    "spot_rate",
    "together",
    "upper_bound",
]
