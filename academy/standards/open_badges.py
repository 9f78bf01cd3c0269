"""Open Badges 3.0: what was achieved, and the credential that says who achieved it, as dictionaries ready to be signed (badge_proofs.py).

Every member is one that the two contexts define, spelled as they spell it: a Data Integrity proof covers nothing else.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
TYPES = ["VerifiableCredential", "OpenBadgeCredential"]


@dataclass(frozen=True)
class Alignment:
    """A competence of a framework. `url` an absolute address; `framework`, `code` and `description` may be empty."""

    name: str
    url: str
    framework: str = ""
    code: str = ""
    description: str = ""


@dataclass(frozen=True)
class Profile:
    """An issuer: `id` a did:web, `url` where people read about it."""

    id: str
    url: str
    name: str

    def as_json(self) -> dict:
        return {"id": self.id, "type": ["Profile"], "name": self.name, "url": self.url}


@dataclass(frozen=True)
class StatusPlace:
    """The place of a credential on a status list: `url` of the list, `index` from 0."""

    url: str
    index: int

    def as_json(self) -> dict:
        return {"id": f"{self.url}#{self.index}", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": str(self.index), "statusListCredential": self.url}


def moment(at: datetime) -> str:
    """An aware datetime as the standard writes it: whole seconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hashed_name(name: str, salt: str) -> str:
    """The identityHash of a name: whoever is told the name can check it, who only has the credential cannot read it."""
    return "sha256$" + hashlib.sha256((name + salt).encode()).hexdigest()


def achievement(*, id: str, name: str, description: str, criteria: str, image: str, language: str, version: int,
                alignments: Iterable[Alignment] = (), kind: str = "Badge") -> dict:
    """What somebody achieved. `id` and `image` absolute addresses; `kind` one of the standard's AchievementType."""
    made = {
        "id": id, "type": ["Achievement"], "name": name, "description": description, "criteria": {"narrative": criteria},
        "image": {"id": image, "type": "Image"}, "achievementType": kind, "inLanguage": language, "version": str(version),
    }
    aligned = [_alignment(each) for each in alignments]
    return {**made, "alignment": aligned} if aligned else made


def _alignment(one: Alignment) -> dict:
    optional = {"targetFramework": one.framework, "targetCode": one.code, "targetDescription": one.description}
    return {"type": ["Alignment"], "targetName": one.name, "targetUrl": one.url, **{name: value for name, value in optional.items() if value}}


def evidence(name: str, narrative: str, url: str = "") -> dict:
    """One piece of evidence of a credential."""
    return {**({"id": url} if url else {}), "type": ["Evidence"], "name": name, "narrative": narrative}


def credential(*, id: str, issuer: Profile, achieved: dict, holder_name: str, salt: str, valid_from: datetime, valid_until: datetime | None,
               status: StatusPlace, proofs: Iterable[dict] = ()) -> dict:
    """The unsigned credential. `achieved` from achievement(), `proofs` from evidence(); the holder is in it as a salted hash of their name."""
    made = {
        "@context": list(CONTEXTS), "id": id, "type": list(TYPES), "issuer": issuer.as_json(), "name": achieved["name"], "validFrom": moment(valid_from),
        "credentialSubject": {
            "id": f"{id}#holder", "type": ["AchievementSubject"],
            "identifier": [{"type": "IdentityObject", "hashed": True, "identityHash": hashed_name(holder_name, salt), "identityType": "name", "salt": salt}],
            "achievement": achieved},
        "credentialStatus": status.as_json(),
    }
    if valid_until is not None:
        made["validUntil"] = moment(valid_until)
    pieces = list(proofs)
    return {**made, "evidence": pieces} if pieces else made
