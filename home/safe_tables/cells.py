"""One cell: a number of people, or an amount with people behind it."""

FEWEST = 5  # people; below it a cell is hidden, nought included (academy/small_counts.py says why)
BASE = 5  # what is shown is a multiple of this


def rounded(number: int) -> int:
    """The nearest multiple of five; 2.5 does not occur among whole numbers."""
    return BASE * ((number + BASE // 2) // BASE)


def safe(count: int) -> int | None:
    """What may be said of so many people; None (“under 5”) for 0 to 4."""
    return None if count < FEWEST else rounded(count)


def safe_amount(amount: int, people: int) -> int | None:
    """What may be said of an amount (lessons, hours) that stands on so many people; None under five of them."""
    return None if people < FEWEST else rounded(max(amount, 0))


def bounds(shown: int | None) -> tuple[int, int]:
    """(least, most) people that a cell may stand for: what a reader can know of it."""
    if shown is None:
        return 0, FEWEST - 1
    return max(FEWEST, shown - BASE // 2), shown + BASE // 2
