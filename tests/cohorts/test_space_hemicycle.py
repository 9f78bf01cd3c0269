"""The picture of a space's seats: each seat a tile, inside the picture, none upon another."""

import re
from math import dist

from cohorts.spaces.hemicycle import HALF, HELD, VACANT, hemicycle_svg


def test_every_seat_is_one_tile_inside_the_picture_and_none_lies_on_another():
    for count in range(1, 121):
        drawn = hemicycle_svg([HELD, VACANT, HALF] * 40, "x") if count == 120 else hemicycle_svg([HELD] * count, "x")
        wide, high = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
        places = [(float(x), float(y)) for x, y in re.findall(r"translate\(([\d.-]+) ([\d.-]+)\)", drawn)]
        assert len(places) == count
        assert all(13 <= x <= wide - 13 and 13 <= y <= high - 13 for x, y in places), count
        assert min((dist(one, other) for one in places for other in places if one is not other), default=99) > 26, count
    assert drawn.count("seat--vacant") == drawn.count("seat__half") == 40


def test_the_title_is_text_and_no_seat_draws_nothing():
    assert 'aria-label="&lt;b&gt; &quot;"' in hemicycle_svg([HELD], '<b> "') and hemicycle_svg([], "x") == ""
