"""A short name in Latin letters for an address, which no row has yet."""

from collections.abc import Iterable

from django.utils.text import slugify


def free_slug(title: str, fallback: str, *, beside: Iterable, taken: Iterable[str] = (), longest: int = 60) -> str:
    """From `title`, or `fallback` where it has no Latin letter. `beside`: the models whose `slug` it must differ from; `taken`: words that are addresses already."""
    stem = slugify(title)[:longest].strip("-") or fallback
    used = set(taken).union(*(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True) for model in beside))
    number, name = 1, stem
    while name in used:
        number += 1
        name = f"{stem}-{number}"
    return name
