"""Where I stand in one skill, as a row of eight tiles: what I said before is the thin course above, what I say now the tiles below; a diamond lies
where there is evidence, and the goal is drawn in sinopia. Silent for screen readers: the words beside it and the table say the same."""

from academy.models.skills import HIGHEST
from home.standing import Standing

TILE, GAP, THIN, THICK = 20, 2, 6, 18  # units of the view box
STEP = TILE + GAP
WIDTH, TOP, HEIGHT = HIGHEST * STEP + 2, 2, 34


def tiles_svg(standing: Standing) -> str:
    """An <svg> of about a kilobyte; the stylesheet turns it round where one reads from the right."""
    proven = {each.level for each in standing.evidence}
    drawn = []
    for level in range(1, HIGHEST + 1):
        x = 2 + (level - 1) * STEP
        laid = standing.now is not None and standing.now >= level
        drawn.append(_rect(x, TOP, THIN, "before" if standing.before is not None and standing.before >= level else "bare"))
        drawn.append(_rect(x, TOP + THIN + 2, THICK, "now" if laid else "bare"))
        if level in proven:
            drawn.append(_diamond(x + TILE / 2, TOP + THIN + 2 + THICK / 2, "on-tile" if laid else "proof"))
        if standing.goal and standing.goal.level == level:
            drawn.append(f'<rect x="{x - 1}" y="{TOP + THIN + 1}" width="{TILE + 2}" height="{THICK + 2}" class="my-tiles__goal"/>')
    return f'<svg class="my-tiles" viewBox="0 0 {WIDTH} {HEIGHT - 4}" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'


def _rect(x: float, y: float, height: float, kind: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{TILE}" height="{height}" class="my-tiles__{kind}"/>'


def _diamond(x: float, y: float, kind: str) -> str:
    return f'<path d="M{x:g} {y - 6:g}l6 6l-6 6l-6-6z" class="my-tiles__{kind}"/>'


def key_svg(kind: str) -> str:
    """One sign of the picture for its key: before, now, proof or goal."""
    inner = {"before": _rect(1, 9, THIN, "before"), "now": _rect(1, 3, THICK, "now"), "proof": _diamond(11, 12, "proof"),
             "goal": f'<rect x="2" y="3" width="{TILE - 2}" height="{THICK}" class="my-tiles__goal"/>'}[kind]
    return f'<svg class="my-tiles my-tiles--key" viewBox="0 0 22 24" width="22" height="24" aria-hidden="true" focusable="false">{inner}</svg>'
