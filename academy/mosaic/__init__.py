"""The mosaic identity, drawn from data: no images, no clock, no chance, no Django.

A course of *n* lessons is a mosaic of *n* tiles, laid in the tradition of a partner city. What is not done yet
shows as sinopia, the red-earth drawing a mosaicist makes under the work. The same arguments always give the
same drawing. Colours live in CSS (static/css/parts/mosaic.css); the markup carries class names only.

    lay("azulejo", 17)                                   -> Mosaic: view box, pieces in lesson order, plain pieces
    course_mosaic(17, frozenset({1, 2}), "azulejo", 3)   -> the same, every piece with its state
    course_mosaic_svg(..., key="m1", title=_("5 of 17 lessons done"))   -> an <svg> string
    strip_svg(17, {1, 2}, 3, title=...)                  -> the thin row of tiles used as a progress bar
    tile_svg("zellige", "mahdia", title="Mahdia")        -> the emblem of one city
    wall_svg("landing", 12, 8)                           -> the wall of the landing page, half laid
    skill_mosaic_svg([[SkillTile("vision", "Vision", "#vision", True)]], title=...)   -> a framework of skills as a wall, a row for each area
    map_svg([("Cascais", 38.7, -9.42, "/en/cities/cascais/", 0)], title=...)   -> a map of cities on tiles of sea and land
"""

from academy.mosaic.city_map import Place, map_svg
from academy.mosaic.drawing import course_mosaic, course_mosaic_svg, strip_svg
from academy.mosaic.emblems import tile, tile_svg, wall_svg
from academy.mosaic.laying import Mosaic, Piece, lay
from academy.mosaic.motifs import TRADITIONS
from academy.mosaic.skill_mosaic import SkillTile, skill_mosaic_svg, skill_tile_svg

__all__ = [
    "TRADITIONS",
    "Mosaic",
    "Piece",
    "Place",
    "SkillTile",
    "course_mosaic",
    "course_mosaic_svg",
    "lay",
    "map_svg",
    "skill_mosaic_svg",
    "skill_tile_svg",
    "strip_svg",
    "tile",
    "tile_svg",
    "wall_svg",
]
