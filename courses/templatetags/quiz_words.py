"""A quiz's title in the reader's language."""

from django import template

register = template.Library()


@register.filter
def title_in(quiz, language: str) -> str:
    return quiz.title_in(language)
