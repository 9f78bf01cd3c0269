"""The words of courses/release.py: why a lesson is not open yet, and what a trainer's rule says.

`sentence(decision, zone)` speaks to the learner (“Opens on 10 January 2027 at 09:00, after you finish ‘…’.”);
`rule_words(rule, zone)` speaks to the trainer (“after the lesson before it and 3 days after joining”).
`zone` is a tzinfo: the reader's.
"""

from datetime import datetime, tzinfo

from babel.dates import format_date, format_time
from django.utils.translation import get_language, gettext, ngettext

from academy.both_times import WRITTEN_AS
from courses.release import AfterCourse, AfterPrevious, DaysAfterCohortStart, DaysAfterEnrolment, Decision, Group, OnDate, Reason, Rule

HAS_DATE = {"on_date", "days_after_enrolment", "days_after_cohort_start", "override"}


def moment(at: datetime, zone: tzinfo) -> str:
    """“10 January 2027 at 09:00”, or the day alone when it is midnight, as the active language writes it."""
    local, code = at.astimezone(zone), get_language() or "en"
    written_as = WRITTEN_AS.get(code, code.replace("-", "_"))
    day = format_date(local.date(), "long", locale=written_as)
    if (local.hour, local.minute) == (0, 0):
        return day
    return gettext("%(day)s at %(time)s") % {"day": day, "time": format_time(local.time(), "HH:mm", locale=written_as)}


def sentence(decision: Decision, zone: tzinfo) -> str:
    """When it opens for this person, as one sentence; empty when it is open."""
    if decision.is_open:
        return ""
    if len(decision.reasons) == 1 and decision.reasons[0].code == "override":
        return gettext("Your trainer opens this on %(moment)s.") % {"moment": moment(decision.reasons[0].params["at"], zone)}
    match, reasons = "all", decision.reasons
    if len(reasons) == 1 and reasons[0].parts:
        match, reasons = reasons[0].code, reasons[0].parts
    return gettext("Opens %(clauses)s.") % {"clauses": _joined(match, reasons, zone)}


def _joined(match: str, reasons, zone: tzinfo, depth: int = 0) -> str:
    """Clauses side by side. Of several dates only the one that decides is said."""
    dated = sorted((each for each in reasons if each.code in HAS_DATE), key=lambda each: each.params["at"])
    deciding = dated[-1:] if match == "all" else dated[:1]
    kept = [*deciding, *(each for each in reasons if each.code not in HAS_DATE)]
    return _listed(match, [_clause(each, zone, depth) for each in kept], depth)


def _listed(match: str, clauses: list[str], depth: int) -> str:
    if len(clauses) == 1:
        return clauses[0]
    *first, last = clauses
    if depth:  # no comma inside a group, so that it reads as one of the parts around it
        together = gettext("%(first)s and %(last)s") if match == "all" else gettext("%(first)s or %(last)s")
        return together % {"first": gettext(", ").join(first), "last": last}
    together = gettext("%(first)s, and %(last)s") if match == "all" else gettext("%(first)s, or %(last)s")
    return together % {"first": gettext(", ").join(first), "last": last}


def _clause(reason: Reason, zone: tzinfo, depth: int) -> str:
    at = moment(reason.params["at"], zone) if "at" in reason.params else ""
    days, title = reason.params.get("days", 0), reason.params.get("title", "")
    match reason.code:
        case "all" | "any":
            return _joined(reason.code, reason.parts, zone, depth + 1)
        case "on_date":
            return gettext("on %(moment)s") % {"moment": at}
        case "override":
            return gettext("on %(moment)s, as your trainer decided") % {"moment": at}
        case "days_after_enrolment":
            return ngettext("on %(moment)s, %(days)d day after you joined", "on %(moment)s, %(days)d days after you joined", days) % {"moment": at, "days": days}
        case "days_after_cohort_start" if days == 0:
            return gettext("on %(moment)s, when your cohort starts") % {"moment": at}
        case "days_after_cohort_start":
            return ngettext("on %(moment)s, %(days)d day after your cohort starts", "on %(moment)s, %(days)d days after your cohort starts", days) % {"moment": at, "days": days}
        case "not_enrolled" if days == 0:
            return gettext("when you join the course")
        case "not_enrolled":
            return ngettext("%(days)d day after you join the course", "%(days)d days after you join the course", days) % {"days": days}
        case "no_cohort" if days == 0:
            return gettext("when a cohort you are in starts")
        case "no_cohort":
            return ngettext("%(days)d day after a cohort you are in starts", "%(days)d days after a cohort you are in starts", days) % {"days": days}
        case "after_previous":
            return gettext("after you finish “%(title)s”") % {"title": title} if title else gettext("after you finish the lesson before it")
        case "after_course":
            return gettext("after you finish the course “%(title)s”") % {"title": title} if title else gettext("after you finish another course")
    raise ValueError(f"no words for the reason {reason.code!r}")


def rule_words(rule: Rule, zone: tzinfo, depth: int = 0) -> str:
    """What a stored rule says, for the person who laid it."""
    match rule:
        case Group(match, rules):
            return _listed(match, [rule_words(each, zone, depth + 1) for each in rules], depth) if rules else gettext("open from the start")
        case AfterPrevious():
            return gettext("after the lesson before it")
        case OnDate(at):
            return gettext("on %(moment)s") % {"moment": moment(at, zone)}
        case DaysAfterEnrolment(days):
            return ngettext("%(days)d day after joining", "%(days)d days after joining", days) % {"days": days}
        case DaysAfterCohortStart(days):
            return ngettext("%(days)d day after the cohort starts", "%(days)d days after the cohort starts", days) % {"days": days}
        case AfterCourse(_course, title):
            return gettext("after the course “%(title)s”") % {"title": title}
    return gettext("open from the start")
