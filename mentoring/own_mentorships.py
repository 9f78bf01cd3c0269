"""The mentorships of one person for their page of mentoring: under way first, each with the next session and what is to do. As many queries for one as for ten."""

from dataclasses import dataclass
from datetime import datetime

from mentoring.mentorship_page import SessionLine, everything, line_of
from mentoring.models import Mentorship, MentorshipStage
from mentoring.own_side import OwnSide, side_of
from mentoring.what_now import Now, what_now


@dataclass(frozen=True, slots=True)
class OwnMentorship:
    own: OwnSide
    stage: MentorshipStage
    now: Now
    next: SessionLine | None
    minutes: int


@dataclass(frozen=True, slots=True)
class OwnMentorships:
    """Those given and received, apart; `over`: of both kinds."""

    as_mentor: tuple[OwnMentorship, ...]
    as_mentee: tuple[OwnMentorship, ...]
    over: tuple[OwnMentorship, ...]

    def __bool__(self) -> bool:
        return bool(self.as_mentor or self.as_mentee or self.over)

    @property
    def under_way(self) -> tuple[OwnMentorship, ...]:
        return self.as_mentor + self.as_mentee


def own_mentorships(person, at: datetime) -> OwnMentorships:
    rows = [_line(side_of(one, person), at) for one in everything(Mentorship.objects.of(person)).order_by("-started_on", "-pk")]
    going = [row for row in rows if row.stage != MentorshipStage.CLOSED]
    return OwnMentorships(tuple(row for row in going if row.own.is_mentor), tuple(row for row in going if not row.own.is_mentor),
                          tuple(row for row in rows if row.stage == MentorshipStage.CLOSED))


def _line(own: OwnSide, at: datetime) -> OwnMentorship:
    sessions = own.mentorship.sessions.all()
    coming = next((one for one in sessions if one.is_coming(at)), None)
    return OwnMentorship(own, own.mentorship.stage(), what_now(own, at), line_of(own, coming, at) if coming else None,
                         sum(one.held_minutes for one in sessions if one.is_confirmed))
