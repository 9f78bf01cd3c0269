"""Hours of a UTC week: half-open ranges, masks of 168 bits, and three 64-bit words for numpy.

Bit h of a mask is the hour h of the week (0: Monday 00:00-01:00 UTC, 167: the last of Sunday).
"""

from collections.abc import Iterable

from .types import HOURS_A_WEEK

WORD = 64
WORDS = 3  # 3 * 64 = 192 >= 168


def mask_of(ranges: Iterable[tuple[int, int]]) -> int:
    """The mask of half-open ranges [a, b), 0 <= a < b <= 168. Raises ValueError for a range outside the week or empty."""
    mask = 0
    for start, end in ranges:
        if not 0 <= start < end <= HOURS_A_WEEK:
            raise ValueError(f"[{start}, {end}) is no range of hours of a week")
        mask |= (1 << end) - (1 << start)
    return mask


def ranges_of(mask: int) -> list[tuple[int, int]]:
    """The sorted, disjoint, longest ranges of a mask: ranges_of(mask_of(r)) is r with touching ranges joined."""
    ranges, offset = [], 0
    while mask:
        zeros = (mask & -mask).bit_length() - 1
        mask >>= zeros
        ones = (~mask & (mask + 1)).bit_length() - 1
        mask >>= ones
        ranges.append((offset + zeros, offset + zeros + ones))
        offset += zeros + ones
    return ranges


def hours_of(mask: int) -> list[int]:
    """The hours of a mask, rising."""
    return [hour for start, end in ranges_of(mask) for hour in range(start, end)]


def words_of(mask: int) -> tuple[int, int, int]:
    """The mask as three words of 64 bits, lowest first."""
    low = (1 << WORD) - 1
    return mask & low, mask >> WORD & low, mask >> 2 * WORD & low
