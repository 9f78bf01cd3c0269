"""A page with holes joins to the same bytes, plain or squeezed, and keeps personal things out of the shared part."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from courses.holed_page import HoledPage, marker

TEXT = st.text(alphabet=st.characters(exclude_characters="\x02\x03", codec="utf-8"), max_size=200)


def page_of(pieces: list[str]) -> HoledPage:
    return HoledPage("".join(piece + marker(f"hole{n}") for n, piece in enumerate(pieces[:-1])) + pieces[-1])


@given(st.lists(TEXT, min_size=1, max_size=6), TEXT)
def test_what_comes_out_is_what_a_plain_rendering_would_give(pieces, filling):
    expected = filling.join(pieces).encode()
    page = page_of(pieces)
    assert page.join(lambda name: filling) == expected
    assert gzip.decompress(page.join_gzip(lambda name: filling)) == expected


def test_each_hole_is_filled_by_its_name():
    page = HoledPage(f"<p>{marker('name')}</p>{marker('csrf')}")
    assert page.join({"name": "Lia", "csrf": "token"}.get) == b"<p>Lia</p>token"


def test_a_token_never_shares_a_compression_window_with_its_surroundings():
    """Repeating a secret in the shared part must not make the answer shorter: that is how BREACH reads tokens."""
    secret = "q8Zr1xVb0Lw7Kp3Nt5Ym9Cd2"
    with_guess = HoledPage(f"<a href='?next={secret}'></a>{marker('csrf')}")
    without = HoledPage(f"<a href='?next={secret[::-1]}'></a>{marker('csrf')}")
    assert len(with_guess.join_gzip(lambda name: secret)) == len(without.join_gzip(lambda name: secret))
