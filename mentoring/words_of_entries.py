"""Levels and wishes of an entry in plain words: the same five steps for what one gives and where one stands, so that they can be compared."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from mentoring.words_of_hours import language_name, level_name

OFFERED = [
    (1, pgettext_lazy("level offered", "1: I know the basics and can explain them")),
    (2, pgettext_lazy("level offered", "2: I have done it a few times")),
    (3, pgettext_lazy("level offered", "3: I do it regularly")),
    (4, pgettext_lazy("level offered", "4: I have long experience with it")),
    (5, pgettext_lazy("level offered", "5: Others come to me to learn it")),
]
OWN = [
    (0, pgettext_lazy("own level today", "0: It is new to me")),
    (1, pgettext_lazy("own level today", "1: I know the basics")),
    (2, pgettext_lazy("own level today", "2: I have done it a few times")),
    (3, pgettext_lazy("own level today", "3: I do it regularly")),
    (4, pgettext_lazy("own level today", "4: I have long experience and want to go further")),
]
PRIORITY = [(3, gettext_lazy("This above all")), (2, gettext_lazy("I would like it")), (1, gettext_lazy("If it comes along"))]
SPOKEN = [
    (1, gettext_lazy("A1: a few words")), (2, gettext_lazy("A2: simple everyday talk")), (3, gettext_lazy("B1: I get along in a conversation")),
    (4, gettext_lazy("B2: I can talk about my work")), (5, gettext_lazy("C1: with ease")), (6, gettext_lazy("C2: as if I had grown up with it")),
]


def spoken_words(languages: dict[str, int]) -> str:
    """“Portuguese (C1), English (B2)”; a language without a level stands alone."""
    named = sorted((language_name(code), level) for code, level in languages.items())
    return ", ".join(f"{name} ({level_name(level)})" if level else name for name, level in named)
