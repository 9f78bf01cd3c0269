"""Moments and decisions as words, in a given zone."""

from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language

from academy.both_times import WRITTEN_AS
from courses.release_words import moment, sentence

register = template.Library()


@register.filter
def said_in(at, zone) -> str:
    return moment(at, zone)


@register.filter
def sentence_in(decision, zone) -> str:
    return sentence(decision, zone)


@register.filter
def short_day(at, zone) -> str:
    """“10 Jan” as the active language writes it."""
    code = get_language() or "en"
    return format_skeleton("MMMd", at.astimezone(zone), locale=WRITTEN_AS.get(code, code.replace("-", "_")))
