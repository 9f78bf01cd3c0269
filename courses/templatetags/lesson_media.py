"""Outside players: a sentence and a button first; the frame is inside a closed <details> and loads lazily when it opens."""

from django import template
from django.template.loader import render_to_string

from courses.embeds import embed_for

register = template.Library()


@register.simple_tag
def embed_consent(url: str, title: str) -> str:
    found = embed_for(url)
    if found is None:
        return ""
    provider, address = found
    return render_to_string("courses/player/embed_consent.html", {"provider": provider, "address": address, "title": title})
