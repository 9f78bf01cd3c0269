"""The glazes of each tradition, for drawings that leave the site: static/css/parts/mosaic.css has the same for those that stay.

g ground, a b c d glazes, drawn lines; s t u, rows of stones, take a b c. `known` answers for a tradition no longer drawn.
"""

from academy.mosaic.motifs import TRADITIONS

PALETTES = {
    "azulejo": {"a": "#1b3fa0", "b": "#8fb0ea", "c": "#f0b93a", "d": "#0f2566", "g": "#fdfdfb", "drawn": "#fdfdfb"},
    "zellige": {"a": "#14604f", "b": "#1b3fa0", "c": "#e9a41f", "d": "#171b2e", "g": "#f6f1e4", "drawn": "#f6f1e4"},
    "panot": {"a": "#4f707b", "b": "#86a0a3", "c": "#f5be2e", "d": "#34505d", "g": "#dde5e4", "drawn": "#dde5e4"},
    "opus": {"a": "#8f3b24", "b": "#2b3040", "c": "#d79a2b", "d": "#5b6274", "g": "#f1ebdd", "drawn": "#2b3040"},
    "brick": {"a": "#b4553a", "b": "#95412b", "c": "#cd7a55", "d": "#6f2d1d", "g": "#f0e2d2", "drawn": "#f0e2d2"},
    "pavement": {"a": "#56607a", "b": "#8d97ad", "c": "#c3c9d6", "d": "#363f57", "g": "#e8ebf1", "drawn": "#e8ebf1"},
}


def known(tradition: str) -> str:
    """The tradition, or azulejo for one that is no longer drawn."""
    return tradition if tradition in PALETTES and tradition in TRADITIONS else "azulejo"
