"""The reasons of cohorts/plan/resource_fit.py as sentences, in the active language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import ResourceKind, Use
from cohorts.plan.resource_fit import Reason

KINDS, USES = dict(ResourceKind.choices), dict(Use.choices)


def use_words(uses) -> list[str]:
    """Those of the fixed list that are known, in its order."""
    chosen = set(uses or ())
    return [str(words) for key, words in Use.choices if key in chosen]


def reason_words(reason: Reason) -> str:
    told = reason.values
    match reason.code:
        case "same_kind":
            return _("It is what was asked for: %(kind)s.") % {"kind": _kind(told["kind"])}
        case "other_kind":
            return _("Asked for was: %(asked)s. This is: %(kind)s.") % {"asked": _kind(told["asked"]), "kind": _kind(told["kind"])}
        case "shared_use":
            return _("It can be used for %(uses)s.") % {"uses": _listed(told["uses"])}
        case "no_shared_use":
            return _("It cannot be used for %(uses)s.") % {"uses": _listed(told["uses"])}
        case "use_not_known":
            return _("One of the two does not say what for.")
        case "any_area":
            return _("No area was asked for.")
        case "area_not_known":
            return _("Asked for were %(asked)s m²; how large it is nobody has written down.") % told
        case "large_enough":
            return _("It has %(area)s m²; asked for were %(asked)s.") % told
        case "too_small":
            return _("It has %(area)s m², and %(asked)s are needed.") % told
        case "unusable":
            return _("It cannot be used as it is.")
        case "ready":
            return _("It is ready to use.")
        case "small_works":
            return _("It needs small works first.")
        case "large_works":
            return _("It needs large works first.")
        case "free_now":
            return _("It is free.")
        case "any_day":
            return _("It is free from %(day)s; no day was asked for.") % {"day": _day(told["free"])}
        case "free_in_time":
            return _("It is free from %(day)s, in time.") % {"day": _day(told["free"])}
        case "free_too_late":
            return ngettext("It is free only from %(day)s, %(count)s day later than asked for.", "It is free only from %(day)s, %(count)s days later than asked for.",
                            told["days"]) % {"day": _day(told["free"]), "count": told["days"]}
        case "any_place":
            return _("Any part of the city will do.")
        case "place_not_known":
            return _("Asked for was “%(asked)s”; where it lies nobody has written down.") % told
        case "right_place":
            return _("It lies where it was asked for: %(asked)s.") % told
        case "other_place":
            return _("Asked for was “%(asked)s”; it lies at “%(place)s”.") % told
    raise ValueError(reason.code)


def _kind(key: str) -> str:
    return str(KINDS.get(key, key))


def _listed(keys) -> str:
    return get_text_list(use_words(keys), _("and"))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT")
