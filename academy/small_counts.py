"""When a count is too small to be told: below this many people it would say something of each of them."""

FEWEST = 5  # people
