from academy.models.directory import Cost, DirectoryEntry, EntryKeeper, Service, ServiceAtPlace, ServiceKind, ServicePlace, Stage
from academy.models.endorsements import EndorsedAs, Endorsement
from academy.models.events import Event, record, take_back
from academy.models.feeds import FeedToken
from academy.models.heartbeats import Heartbeat, beat
from academy.models.hours import GiftKind, HoursGiven
from academy.models.hubs import Hub, HubText, HubWorker
from academy.models.invitations import Invitation
from academy.models.outbox import Intention
from academy.models.pathways import OwnPathway, OwnStep, Pathway, PathwayStep, StepKind
from academy.models.people import LedgerSubject, RoleGrant, User
from academy.models.places import Organisation, PartnerCity
from academy.models.published_figures import PublishedFigures
from academy.models.self_assessments import Moment, SelfAssessment
from academy.models.skill_goals import SkillGoal
from academy.models.skills import Skill, SkillBuilt
from academy.models.tallies import CountingTurn, PersonCell, Tally, Uncounted
from academy.models.throttles import ThrottleCount

__all__ = [
    "Cost",
    "CountingTurn",
    "DirectoryEntry",
    "EndorsedAs",
    "Endorsement",
    "EntryKeeper",
    "Event",
    "FeedToken",
    "GiftKind",
    "Heartbeat",
    "HoursGiven",
    "Hub",
    "HubText",
    "HubWorker",
    "Intention",
    "Invitation",
    "LedgerSubject",
    "Moment",
    "Organisation",
    "OwnPathway",
    "OwnStep",
    "PartnerCity",
    "Pathway",
    "PathwayStep",
    "PersonCell",
    "PublishedFigures",
    "RoleGrant",
    "SelfAssessment",
    "Service",
    "ServiceAtPlace",
    "ServiceKind",
    "ServicePlace",
    "Skill",
    "SkillBuilt",
    "SkillGoal",
    "Stage",
    "StepKind",
    "Tally",
    "ThrottleCount",
    "Uncounted",
    "User",
    "beat",
    "record",
    "take_back",
]
