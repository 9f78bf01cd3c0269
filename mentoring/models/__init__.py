from mentoring.models.circles import Circle, CircleMeeting, CircleSeat
from mentoring.models.help_referrals import Consent, Referral, ReferralEnding, Suggestion, Taken
from mentoring.models.help_requests import HelpMessage, HelpMessageKind, HelpOutcome, HelpRequest, PriorityCount, PriorityKind
from mentoring.models.incubation import (
    AdviceGiven,
    CapacityOffer,
    CoProject,
    HubFigures,
    IncubationJourney,
    JourneyAdviser,
    JourneyDocument,
    JourneyEnd,
    Milestone,
    Niche,
    ProjectPartner,
    ProjectStep,
)
from mentoring.models.mentorships import (
    AgreementSignature,
    ClosingFeedback,
    ClosingReason,
    Mentorship,
    MentorshipGoal,
    MentorshipPause,
    MentorshipPulse,
    MentorshipStage,
    RematchRequest,
)
from mentoring.models.participations import (
    ExcludedPerson,
    MentoringRequest,
    MentorOffer,
    OfferedSkill,
    Participation,
    PriorityGroup,
    Sector,
    ShortlistEntry,
    Shown,
    WantedSkill,
)
from mentoring.models.proposals import Answer, Ending, MatchProposal, ProposalAnswer, ProposalQuestion, Side
from mentoring.models.rounds import MentoringRound, RoundKind, Stage
from mentoring.models.runs import MatchingRun, PairRuling, Purpose, Ruling
from mentoring.models.sessions import MentoringSession, MentorshipNote, TimePoll, TimePollOption

__all__ = [
    "AdviceGiven", "AgreementSignature", "Answer", "CapacityOffer", "Circle", "CircleMeeting", "CircleSeat", "ClosingFeedback", "ClosingReason", "CoProject",
    "Consent", "Ending", "ExcludedPerson", "HelpMessage", "HelpMessageKind", "HelpOutcome", "HelpRequest", "HubFigures", "IncubationJourney", "JourneyAdviser",
    "JourneyDocument", "JourneyEnd", "MatchProposal", "MatchingRun", "MentorOffer", "MentoringRequest", "MentoringRound", "MentoringSession", "Mentorship",
    "MentorshipGoal", "MentorshipNote", "MentorshipPause", "MentorshipPulse", "MentorshipStage", "Milestone", "Niche", "OfferedSkill", "PairRuling",
    "Participation", "PriorityCount", "PriorityGroup", "PriorityKind", "ProjectPartner", "ProjectStep", "ProposalAnswer", "ProposalQuestion", "Purpose",
    "Referral", "ReferralEnding", "RematchRequest", "RoundKind", "Ruling", "Sector", "ShortlistEntry", "Shown", "Side", "Stage", "Suggestion", "Taken",
    "TimePoll", "TimePollOption", "WantedSkill",
]
