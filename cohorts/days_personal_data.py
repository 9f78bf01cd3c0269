"""What the days of an exchange hold about somebody who was there. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.attendance_paper import forget_holder
from cohorts.exchange_texts import text_of
from cohorts.models import Attendance, AttendanceCertificate

AT_THE_DOOR = _("You, the coordinators and facilitators of the host city who stand at the door, and the coordinators of your city.")

holds("cohorts.Attendance", "registration", "exchange_session", "marked_at", "way", topic="exchanges", label=_("Sessions of exchanges you were at"),
      why=_("So that hosts know who is there, and you get a certificate of attendance."), who=AT_THE_DOOR,
      kept=_("Until you erase your account; then it stays as a number without a name."))
holds("cohorts.AttendanceCertificate", "registration", "holder_name", "code", "words", "language", "issued_at", "revoked_at", topic="exchanges",
      label=_("Your certificates of attendance"), why=_("So that somebody you give one to can check that it is real."),
      who=_("You, the coordinators of the host city, and whoever has the code on it."), kept=_("As long as you want it to be checked. When you erase your account, your name goes from it."))
holds("cohorts.Registration", "survey_answered", topic="exchanges", label=_("That you answered the survey of an exchange, not what and not when"),
      why=_("So that everybody answers once. Your answers themselves are kept without anything that leads to you."), who=_("Nobody looks at it; the academy needs it to refuse a second answer."),
      kept=_("Until you erase your account; then it stays as a number without a name."))
not_personal("cohorts.Attendance.marked_by", "done in the role of who stands at the door; after erasure it points at a former member")
not_personal("cohorts.Minutes.written_by", "done in the role of a coordinator; after erasure it points at a former member")
not_personal("cohorts.ExchangeFile.added_by", "done in the role of a coordinator; after erasure it points at a former member")
not_personal("cohorts.SurveyAnswer", "belongs to nobody: no person, no time, a random id that changes with every new answer")


@exports("exchange_attendance", _("Sessions of exchanges you were at"))
def attendance(person):
    rows = Attendance.objects.filter(registration__person=person).select_related("exchange_session__exchange").order_by("exchange_session__starts_at")
    for one in rows:
        yield {"exchange": text_of(one.exchange_session.exchange, person.language or "en").title, "session": one.exchange_session.title,
               "on": one.exchange_session.starts_at, "marked_at": one.marked_at, "how": one.way}


@exports("attendance_certificates", _("Your certificates of attendance"))
def certificates(person):
    for one in AttendanceCertificate.objects.filter(registration__person=person).order_by("issued_at"):
        yield {"exchange": one.words.get("title", ""), "name_on_it": one.holder_name, "code": one.code, "sessions": one.words.get("sessions", []),
               "issued_at": one.issued_at, "revoked_at": one.revoked_at}


@erases("exchange_days")
def erase(person, at) -> None:
    forget_holder(person, at)
