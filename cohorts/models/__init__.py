from cohorts.models.ballots import (
    Ballot,
    BallotMethod,
    BallotOption,
    BallotResult,
    BallotRoll,
    Electorate,
    Majority,
    Objection,
    OpenVote,
    Outcome,
    SecretVote,
    TieRule,
)
from cohorts.models.calls import AnswerResult, AnswerScore, CallAnswer, CallCriterion, CallOfInterest, CallQuestion, ResourceKind, Use
from cohorts.models.cohort_invitations import CohortInvitation
from cohorts.models.cohort_messages import Audience, CohortMessage
from cohorts.models.cohorts import CitySeats, Cohort, CohortFacilitator, JoinWay
from cohorts.models.decisions_register import Decided, FollowUp
from cohorts.models.exchanges import Admission, Exchange, ExchangeKind, ExchangeTheme, SeatQuota
from cohorts.models.form_questions import FormQuestion, QuestionKind, ReadyQuestion
from cohorts.models.group_meetings import GroupDocument, GroupMeeting
from cohorts.models.groups import GroupDoor, GroupKind, GroupMembership, GroupTask, WorkingGroup
from cohorts.models.indicators import Direction, Indicator, IndicatorKind, IndicatorValue
from cohorts.models.mail_choices import DigestLine, MailChoice
from cohorts.models.meetings import CohortMeeting, MeetingAttendance
from cohorts.models.memberships import CohortMembership, MembershipState
from cohorts.models.minutes import Decision, ExchangeFile, Minutes, SurveyAnswer
from cohorts.models.mirrors import Contrast, ContrastAnswer, ContrastParagraph, MemberAnswer, MemberQuestion, MemberSurvey, SharedStudy, Stance, StudyFigure
from cohorts.models.organiser_messages import OrganiserMessage
from cohorts.models.pages import ExchangeIndexPage, ExchangePage
from cohorts.models.plans import CityPlan, Measure, MeasureSupport, OrganisationModel, PhaseKind, PlanPhase
from cohorts.models.practices import Practice, PracticeAdaptation
from cohorts.models.proposals import Amendment, AmendmentOutcome, AmendmentWay, Proposal, ProposalComment, ProposalVersion
from cohorts.models.registrations import HOLDS_SEAT, IN_PLAY, Attendance, AttendanceCertificate, Registration, RegistrationState
from cohorts.models.resources import CivilCapacity, PeopleSize, Resource, ResourceMatch, ResourcePhoto, ResourceState
from cohorts.models.sessions import ExchangeSession, SessionSeries
from cohorts.models.spaces import ParticipatedSpace, SeatDelegation, SeatHolding, SeatKind, SpaceSeat
from cohorts.models.studies import PlanStudy
from cohorts.models.timetables import CohortTimetable, TimetableLine

__all__ = [
    "HOLDS_SEAT",
    "IN_PLAY",
    "Admission",
    "Amendment",
    "AmendmentOutcome",
    "AmendmentWay",
    "AnswerResult",
    "AnswerScore",
    "Attendance",
    "AttendanceCertificate",
    "Audience",
    "Ballot",
    "BallotMethod",
    "BallotOption",
    "BallotResult",
    "BallotRoll",
    "CallAnswer",
    "CallCriterion",
    "CallOfInterest",
    "CallQuestion",
    "CityPlan",
    "CitySeats",
    "CivilCapacity",
    "Cohort",
    "CohortFacilitator",
    "CohortInvitation",
    "CohortMeeting",
    "CohortMembership",
    "CohortMessage",
    "CohortTimetable",
    "Contrast",
    "ContrastAnswer",
    "ContrastParagraph",
    "Decided",
    "Decision",
    "DigestLine",
    "Direction",
    "Electorate",
    "Exchange",
    "ExchangeFile",
    "ExchangeIndexPage",
    "ExchangeKind",
    "ExchangePage",
    "ExchangeSession",
    "ExchangeTheme",
    "FollowUp",
    "FormQuestion",
    "GroupDocument",
    "GroupDoor",
    "GroupKind",
    "GroupMeeting",
    "GroupMembership",
    "GroupTask",
    "Indicator",
    "IndicatorKind",
    "IndicatorValue",
    "JoinWay",
    "MailChoice",
    "Majority",
    "Measure",
    "MeasureSupport",
    "MeetingAttendance",
    "MemberAnswer",
    "MemberQuestion",
    "MemberSurvey",
    "MembershipState",
    "Minutes",
    "Objection",
    "OpenVote",
    "OrganisationModel",
    "OrganiserMessage",
    "Outcome",
    "ParticipatedSpace",
    "PeopleSize",
    "PhaseKind",
    "PlanPhase",
    "PlanStudy",
    "Practice",
    "PracticeAdaptation",
    "Proposal",
    "ProposalComment",
    "ProposalVersion",
    "QuestionKind",
    "ReadyQuestion",
    "Registration",
    "RegistrationState",
    "Resource",
    "ResourceKind",
    "ResourceMatch",
    "ResourcePhoto",
    "ResourceState",
    "SeatDelegation",
    "SeatHolding",
    "SeatKind",
    "SeatQuota",
    "SecretVote",
    "SessionSeries",
    "SharedStudy",
    "SpaceSeat",
    "Stance",
    "StudyFigure",
    "SurveyAnswer",
    "TieRule",
    "TimetableLine",
    "Use",
    "WorkingGroup",
]
