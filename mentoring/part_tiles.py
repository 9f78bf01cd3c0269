"""A score as a mosaic: one tile a point, two high, laid for the points that were given and drawn for those that were not. Pure values for an SVG template."""

TILE, GROUT, ROWS = 7, 1, 2  # in the units of the drawing


def tiles(points: int, of: int) -> dict:
    """{"laid", "drawn": path data, "width", "height"} of `points` out of `of` tiles, column by column in the direction of reading. Mirrored for Arabic by the style."""
    step = TILE + GROUT
    paths = ["", ""]
    for number in range(of):
        column, row = divmod(number, ROWS)
        paths[number >= points] += f"M{column * step} {row * step}h{TILE}v{TILE}h-{TILE}z"
    return {"laid": paths[0], "drawn": paths[1], "width": max(1, -(-of // ROWS) * step - GROUT), "height": ROWS * step - GROUT}
