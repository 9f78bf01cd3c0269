"""Large, small and oblong tiles that fill a panel exactly, in whole cells; which of several packings is the best composed."""

from math import ceil, sqrt

from academy.mosaic.geometry import roll


def panel_size(tiles: int) -> tuple[int, int, int, int]:
    """Columns, rows, large (2 x 2) and oblong (2 x 1) tiles, so that they and the small ones fill it exactly."""
    best = None
    for rows in range(1, 2 * ceil(sqrt(tiles)) + 3):
        for columns in range(rows, 2 * rows + 1):
            spare = columns * rows - tiles
            if spare < 0 or spare > 3 * tiles:
                continue
            for oblong in range(spare % 3, min(spare, tiles) + 1, 3):
                large = (spare - oblong) // 3
                if large + oblong > tiles or (large and rows < 2):
                    continue
                cost = (
                    abs(large - tiles * 0.27) + abs(oblong - tiles * 0.16) + abs(columns / rows - 1.4) * tiles * 0.5
                )
                if best is None or cost < best[0]:
                    best = (cost, columns, rows, large, oblong)
    return best[1:]


def pack(tiles: int, columns: int, rows: int, large: int, oblong: int, salt: int):
    """Cells (column, row, width, height), or None when the large ones did not find room."""
    free = {(c, r) for c in range(columns) for r in range(rows)}
    laid = []
    for many, shapes in ((large, ((2, 2),)), (oblong, ((2, 1), (1, 2)))):
        spots = [(c, r, w, h) for w, h in shapes for c in range(columns - w + 1) for r in range(rows - h + 1)]
        spots.sort(key=lambda s: roll(tiles, salt, *s, sides=1 << 32))
        for c, r, w, h in spots:
            if not many:
                break
            cells = {(c + i, r + j) for i in range(w) for j in range(h)}
            if cells <= free:
                free -= cells
                laid.append((c, r, w, h))
                many -= 1
        if many:
            return None
    return laid + [(c, r, 1, 1) for c, r in free]


def composition(cells, columns: int, rows: int) -> float:
    """Lower is better: joints that run across the whole panel, large tiles in a line, weight off centre."""
    score = 0.0
    for c in range(1, columns):
        score += 4 * (not any(x < c < x + w for x, _, w, _ in cells))
    for r in range(1, rows):
        score += 4 * (not any(y < r < y + h for _, y, _, h in cells))
    big = [(x + 1, y + 1) for x, y, w, h in cells if w * h == 4]
    if big:
        score += abs(sum(x for x, _ in big) / len(big) - columns / 2) + abs(sum(y for _, y in big) / len(big) - rows / 2)
        score += sum(1 for a in big for b in big if a < b and abs(a[0] - b[0]) + abs(a[1] - b[1]) == 2)
    return score
