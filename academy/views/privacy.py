"""Which personal data we collect, and why: generated from the one source, the same that forms and exports use."""

from django.shortcuts import render

from academy.personal_data import by_topic


def privacy(request):
    topics = [{"heading": heading, "entries": _without_repeats(entries)} for heading, entries in by_topic()]
    return render(request, "academy/privacy.html", {"topics": topics})


def _without_repeats(entries: list) -> list[dict]:
    """Two tables can hold the same kind of thing: a reader sees it once."""
    seen = {}
    for one in entries:
        words = {name: str(getattr(one, name)) for name in ("label", "why", "who", "kept")}
        seen.setdefault(tuple(words.values()), words)
    return list(seen.values())
