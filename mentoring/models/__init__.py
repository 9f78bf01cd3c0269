from mentoring.models.circles import Circle, CircleMeeting, CircleSeat
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
    "AgreementSignature", "Answer", "Circle", "CircleMeeting", "CircleSeat", "ClosingFeedback", "ClosingReason", "Ending", "ExcludedPerson", "MatchProposal",
    "MatchingRun", "MentorOffer", "MentoringRequest", "MentoringRound", "MentoringSession", "Mentorship", "MentorshipGoal", "MentorshipNote", "MentorshipPause",
    "MentorshipPulse", "MentorshipStage", "OfferedSkill", "PairRuling", "Participation", "PriorityGroup", "ProposalAnswer", "ProposalQuestion", "Purpose", "RematchRequest",
    "RoundKind", "Ruling", "Sector", "ShortlistEntry", "Shown", "Side", "Stage", "TimePoll", "TimePollOption", "WantedSkill",
]
