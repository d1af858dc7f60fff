"""How many trials show that something is wrong rarely enough."""

from __future__ import annotations

from ninelives.kernels.stats.exact import binomial_less

LEAST = 1e-7


def enough(risk: float, errors: int = 0, level: float = 0.95) -> int:
    """Fewest trials after which ``errors`` wrong ones still show that at most ``risk`` are.

    The upper end of the exact one-sided interval lies at or below ``risk`` (Clopper & Pearson, The use of confidence or
    fiducial limits, Biometrika 26, 1934). Without an error it is ``log(1 - level) / log(1 - risk)``, about ``3 / risk``
    (Hanley & Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249, 1983).

    Args:
        risk: the share that may be wrong, in [1e-7, 1): below, there would be more trials than SciPy counts.
        errors: how many are.
        level: confidence of the statement, in (0, 1).

    Returns:
        A number of independent trials.

    Raises:
        ValueError: an argument is out of its range.
    """
    if not (LEAST <= risk < 1 and 0 < level < 1 and errors >= 0):
        raise ValueError(f"risk must lie in [{LEAST:g}, 1), level in (0, 1), errors be >= 0: {risk}, {level}, {errors}")
    low, high = errors, max(errors + 1, 2)
    while not _shows(high, risk, errors, level):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _shows(middle, risk, errors, level) else (middle, high)
    return high


def to_show(risk: float, rate: float, power: float = 0.8, level: float = 0.95) -> tuple[int, int]:
    """Trials after which something that is wrong at ``rate`` is likely shown to be wrong in at most ``risk``.

    Args:
        risk: the share that may be wrong, in [1e-7, 1).
        rate: the share that really is, in [0, risk).
        power: the chance of coming to that result, in (0, 1).
        level: confidence of the statement.

    Returns:
        How many trials, and how many of them may be wrong; the fewest of those designs.

    Raises:
        ValueError: an argument is out of its range.
    """
    if not (0 <= rate < risk and 0 < power < 1):
        raise ValueError(f"rate must lie in [0, risk), power in (0, 1), got {rate}, {power}")
    errors = 0
    while float(binomial_less(errors, trials := enough(risk, errors, level), rate)) < power:
        errors += 1
    return trials, errors


def _shows(trials: int, risk: float, errors: int, level: float) -> bool:
    return float(binomial_less(errors, trials, risk)) <= 1 - level
