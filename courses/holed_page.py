"""A page rendered once for everybody, with holes where each reader's own things go.

Nothing personal is in the shared part, so it can be kept for as long as the published version stands. The shared pieces are
also kept deflated: a request compresses only what fills the holes. Because what fills a hole never shares a compression
window with its surroundings, response sizes tell nothing about the tokens in it (BREACH).
"""

import struct
import zlib
from collections.abc import Callable

OPENS, CLOSES = "\x02", "\x03"
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"


def marker(name: str) -> str:
    return f"{OPENS}{name}{CLOSES}"


def _deflated(data: bytes) -> bytes:
    """A raw deflate stream that ends on a byte boundary and forgets its window, so that streams can be joined."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush(zlib.Z_FULL_FLUSH)


def _quickly(data: bytes) -> bytes:
    """The same for what fills a hole: short pieces as they are (RFC 1951, 3.2.4), longer ones with a small window."""
    if len(data) < 400:
        return struct.pack("<BHH", 0, len(data), len(data) ^ 0xFFFF) + data
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -12, 4)
    return squeezer.compress(data) + squeezer.flush(zlib.Z_FULL_FLUSH)


class HoledPage:
    """The pieces of a rendered page: shared bytes and named holes in turn. `html` has markers made by `marker`."""

    def __init__(self, html: str):
        first, *rest = html.split(OPENS)
        self.shared: list[bytes] = [first.encode()]
        self.names: list[str] = []
        for part in rest:
            name, _closed, after = part.partition(CLOSES)
            self.names.append(name)
            self.shared.append(after.encode())
        self._squeezed = [_deflated(piece) for piece in self.shared]

    def filled(self, fill: Callable[[str], str]) -> list[bytes]:
        """The pieces of the page in order, shared and personal in turn, as bytes."""
        return [piece for pair in zip(self.shared, [*(fill(name).encode() for name in self.names), b""], strict=True) for piece in pair]

    def join(self, fill: Callable[[str], str]) -> bytes:
        return b"".join(self.filled(fill))

    def join_gzip(self, fill: Callable[[str], str]) -> bytes:
        """The same page as one gzip member (RFC 1952)."""
        crc, size, out = 0, 0, [_GZIP_HEAD]
        for number, piece in enumerate(self.filled(fill)):
            if not piece:
                continue
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            out.append(_quickly(piece) if number % 2 else self._squeezed[number // 2])
        out += [_LAST_BLOCK, struct.pack("<II", crc, size & 0xFFFFFFFF)]
        return b"".join(out)

    @property
    def weight(self) -> int:
        """Bytes kept in memory."""
        return sum(map(len, self.shared)) + sum(map(len, self._squeezed))
