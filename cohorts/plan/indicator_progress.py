"""How far an indicator has come from its baseline to its target. Pure: decimals in, a whole percentage out."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


@dataclass(frozen=True, slots=True)
class Progress:
    """`percent`: 0 at the baseline, 100 at the target, above where it was passed, below nought where things went the wrong way. Rounded down, so
    that 100 is said of nothing that has not arrived."""

    percent: int

    @property
    def is_reached(self) -> bool:
        return self.percent >= 100

    @property
    def is_backwards(self) -> bool:
        return self.percent < 0

    @property
    def shown(self) -> int:
        """Between 0 and 100, for a bar."""
        return max(0, min(100, self.percent))


def progress(baseline: Decimal, target: Decimal, value: Decimal) -> Progress:
    """(value - baseline) / (target - baseline), which holds for less-is-better, too. ValueError when the target is the baseline."""
    if target == baseline:
        raise ValueError("a target that is the baseline has no way to it")
    return Progress(int(((value - baseline) * 100 / (target - baseline)).to_integral_value(rounding=ROUND_FLOOR)))
