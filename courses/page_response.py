"""Answer with a holed page: 304 when the reader has it already, gzip when the browser takes it."""

import hashlib
import re

from django.http import HttpResponse, HttpResponseNotModified

_GZIP = re.compile(r"\bgzip\b")


def etag_of(*parts) -> str:
    return 'W/"' + hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=12).hexdigest() + '"'


def answer(request, page, fill, etag: str) -> HttpResponse:
    """`page`: a HoledPage; `fill`: hole name to HTML; `etag` covers everything the page is made of."""
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    elif _GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(page.join_gzip(fill))
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(page.join(fill))
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Cookie"
    return response
