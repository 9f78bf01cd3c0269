from academy.models.events import Event, record
from academy.models.feeds import FeedToken
from academy.models.heartbeats import Heartbeat, beat
from academy.models.hours import GiftKind, HoursGiven
from academy.models.invitations import Invitation
from academy.models.outbox import Intention
from academy.models.pathways import OwnPathway, OwnStep, Pathway, PathwayStep, StepKind
from academy.models.people import LedgerSubject, RoleGrant, User
from academy.models.places import Organisation, PartnerCity
from academy.models.skills import Skill, SkillBuilt
from academy.models.tallies import PersonCell, Tally, Uncounted
from academy.models.throttles import ThrottleCount

__all__ = [
    "Event",
    "FeedToken",
    "GiftKind",
    "Heartbeat",
    "HoursGiven",
    "Intention",
    "Invitation",
    "LedgerSubject",
    "Organisation",
    "OwnPathway",
    "OwnStep",
    "PartnerCity",
    "Pathway",
    "PathwayStep",
    "PersonCell",
    "RoleGrant",
    "Skill",
    "SkillBuilt",
    "StepKind",
    "Tally",
    "ThrottleCount",
    "Uncounted",
    "User",
    "beat",
    "record",
]
