"""The two outside players a lesson may show, after the reader agrees. No other address is ever framed."""

import re
from urllib.parse import parse_qs, urlsplit


def embed_for(url: str) -> tuple[str, str] | None:
    """(provider name, address to frame) for a YouTube or Vimeo address; None for any other."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme != "https":
        return None
    if host == "youtu.be":
        found = re.fullmatch(r"/([\w-]{6,20})", parts.path)
    elif host in {"youtube.com", "youtube-nocookie.com"}:
        found = re.fullmatch(r"([\w-]{6,20})", parse_qs(parts.query).get("v", [""])[0]) or re.fullmatch(r"/embed/([\w-]{6,20})", parts.path)
    elif host == "vimeo.com":
        found = re.fullmatch(r"/(\d{5,12})", parts.path)
        return ("Vimeo", f"https://player.vimeo.com/video/{found[1]}?dnt=1") if found else None
    else:
        return None
    return ("YouTube", f"https://www.youtube-nocookie.com/embed/{found[1]}") if found else None
