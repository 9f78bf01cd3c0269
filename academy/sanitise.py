"""Text that people type or import, made safe: nh3 cleans, bleach turns addresses in clean, short text into links.

bleach's own cleaner is superlinear (64 kB of nested tags: seconds) and nearing its end; nh3 is not, but does not linkify.
So bleach only ever sees what nh3 has cleaned, and only up to LINKIFIED characters.
"""

import html
import re
import unicodedata

import nh3
from bleach.linkifier import Linker
from django.utils.safestring import SafeString, mark_safe

LINKIFIED = 10_000
RICH_TAGS = {"p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "a", "ul", "ol", "li", "blockquote", "code", "pre",
             "sub", "sup", "hr", "table", "thead", "tbody", "tr", "th", "td", "caption", "span", "bdi"}
RICH_ATTRIBUTES = {"a": {"href", "title", "hreflang"}, "th": {"scope"}, "span": {"lang", "dir"}, "p": {"lang", "dir"},
                   "blockquote": {"cite", "lang", "dir"}, "bdi": {"dir"}}
POST_TAGS = {"p", "br", "strong", "b", "em", "i", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
POST_ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto"}
# An address as people write it: with http(s):// or www., whatever its ending (bleach's own list of endings is closed).
_WRITTEN_ADDRESS = re.compile(r"(?<![\w@./])(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?…،؛؟»”’]", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n\s*\n+")


def plain(text: str) -> str:
    """Typed text as it is kept: NFC, line ends as \\n, no control characters but newline and tab."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def clean_rich_text(markup: str) -> str:
    """HTML of an author or of an imported package with only the tags a lesson uses; links rel=noopener."""
    return nh3.clean(markup, tags=RICH_TAGS, attributes=RICH_ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


def _outside_links(attrs, new=False):
    attrs[(None, "rel")] = "nofollow ugc noopener noreferrer"
    return attrs


_linker = Linker(callbacks=[_outside_links], skip_tags={"pre", "code"}, url_re=_WRITTEN_ADDRESS, parse_email=False)


def clean_post(markup: str) -> SafeString:
    """A post's HTML for a page: few tags, links marked ugc and nofollow; written-out addresses become links."""
    clean = nh3.clean(markup, tags=POST_TAGS, attributes=POST_ATTRIBUTES, url_schemes=SCHEMES,
                      link_rel="nofollow ugc noopener noreferrer")
    if len(clean) > LINKIFIED:
        return mark_safe(clean)
    # What bleach gives back is cleaned once more: the last word is nh3's.
    return mark_safe(nh3.clean(_linker.linkify(clean), tags=POST_TAGS, attributes=POST_ATTRIBUTES, url_schemes=SCHEMES,
                               link_rel="nofollow ugc noopener noreferrer"))


def post_html(text: str) -> SafeString:
    """Plain text as typed (a post, a reflection, a mail) as HTML: paragraphs at empty lines, breaks kept, links made."""
    paragraphs = [p.strip() for p in _PARAGRAPHS.split(plain(text)) if p.strip()]
    return clean_post("".join(f"<p>{html.escape(p, quote=False).replace(chr(10), '<br>')}</p>" for p in paragraphs))


