from academy.models.events import Event, record
from academy.models.outbox import Intention
from academy.models.people import LedgerSubject, RoleGrant, User
from academy.models.places import Organisation, PartnerCity
from academy.models.throttles import ThrottleCount

__all__ = ["Event", "Intention", "LedgerSubject", "Organisation", "PartnerCity", "RoleGrant", "ThrottleCount", "User", "record"]
