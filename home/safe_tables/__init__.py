"""Numbers about people that may leave a city: pure functions, no Django. Why they are made as they are: docs/decisions/0026-everything-shown-is-made-of-protected-cells.md.

    safe(count)          a single number: None under five people, else the nearest multiple of five
    protect(figures)     everything that is published of a year until a month, as one JSON value
"""

from home.safe_tables.cells import BASE, FEWEST, bounds, safe, safe_amount
from home.safe_tables.publication import FORMAT, Figures, Flow, Held, protect
from home.safe_tables.splitting import split_of

__all__ = ["BASE", "FEWEST", "FORMAT", "Figures", "Flow", "Held", "bounds", "protect", "safe", "safe_amount", "split_of"]
