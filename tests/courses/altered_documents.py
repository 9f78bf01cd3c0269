"""Ways to alter a badge that is a document. As altered_tokens.py."""

import copy
import json

from academy.standards.badge_proofs import sign_document, sign_jwt
from academy.standards.strict_json import spelled
from tests.courses.altering import changed_somewhere, opened
from tests.world import NOW


def document_member(given, dice):
    return json.dumps(changed_somewhere(given.document, dice, without=("proof",)))


def document_proof(given, dice):
    made = copy.deepcopy(given.document)
    if dice.random() < 0.1:
        made |= changed_somewhere({"proof": made.pop("proof")}, dice)
    else:
        made["proof"] = changed_somewhere(made["proof"], dice)
    return json.dumps(made)


def document_proof_moved(given, dice):
    made = copy.deepcopy(given.document)
    proof = made.pop("proof")
    way = dice.randrange(5)
    if way == 0:
        made["proof"] = [proof]
    elif way == 1:
        made["proof"] = [proof, given.other_document["proof"]]
    elif way == 2:
        made["credentialSubject"]["proof"] = proof
    elif way == 3:
        made["proof"] = given.other_document["proof"]
    else:
        made = {"@context": made["@context"], "type": ["VerifiablePresentation"], "verifiableCredential": [made], "proof": proof, "id": made["id"]}
    return json.dumps(made)


def document_context(given, dice):
    made = copy.deepcopy(given.document)
    contexts = made["@context"]
    made["@context"] = dice.choice([
        contexts[:1], contexts[1:], contexts[::-1], [*contexts, {"name": "https://schema.org/alternateName"}], [*contexts, "https://example.org/own.json"],
        [contexts[0], contexts[1].replace("3.0.3", "3.0.2")], [*contexts, {"@vocab": "https://example.org/"}], contexts[0], [*contexts, contexts[1]], []])
    if dice.random() < 0.5:
        made["name"] = f"Professor {dice.randrange(10**6)}"
    return json.dumps(made)


def document_signed_by_another(given, dice):
    made = changed_somewhere({name: value for name, value in given.document.items() if name != "proof"}, dice, without=("@context",))
    key, _kid, method = given.other_issuer
    try:
        return json.dumps(sign_document(made, dice.choice([key, given.stranger]), dice.choice([method, given.document["proof"]["verificationMethod"]]), NOW))
    except Exception:  # what cannot be signed at all is no alteration
        return None


def document_key_twice(given, dice):
    text = json.dumps(given.document)
    more = dice.choice(['"name": "Professor"', '"validUntil": "2099-01-01T00:00:00Z"', '"id": "https://example.org/1"', '"proof": {}', '"issuer": "did:web:x"'])
    return text[:-1] + ", " + more + "}" if dice.random() < 0.5 else "{" + more + ", " + text[1:]


def document_letter(given, dice):
    text = json.dumps(given.document, ensure_ascii=False)
    at = dice.randrange(1, len(text))
    return text[:at] + dice.choice("aZ9\"{},:[]\\ \u200bé") + text[at + dice.randrange(2):]


def document_truncated(given, dice):
    text = json.dumps(given.document)
    return text[:dice.randrange(1, len(text))]


def document_status_and_dates(given, dice):
    made = copy.deepcopy(given.document)
    day = f"20{dice.randrange(10, 99)}-0{dice.randrange(1, 10)}-01T00:00:00Z"
    way = dice.randrange(5)
    if way == 0:
        made["credentialStatus"]["statusListIndex"] = str(dice.randrange(131072))
    elif way == 1:
        del made["credentialStatus"]
    elif way == 2:
        made["validUntil"] = day
    elif way == 3:
        made["validFrom"] = day
    else:
        made["issuanceDate"] = day
    return json.dumps(made)


def document_of_two(given, dice):
    """A part of another badge put into this one."""
    made = copy.deepcopy(given.document)
    for name in dice.sample(sorted(set(made) - {"@context", "type"}), dice.randrange(1, 4)):
        made[name] = given.other_document.get(name, "x")
    return None if spelled(made) == spelled(given.other_document) else json.dumps(made)


def document_as_token(given, dice):
    """Our document inside a token a stranger signed under our key's name."""
    claims = {name: value for name, value in given.document.items() if dice.random() < 0.9 or name in ("id", "issuer", "validFrom", "credentialSubject")}
    return sign_jwt(claims, given.stranger, opened(given.token)[0]["kid"])


DOCUMENTS = [document_member, document_proof, document_proof_moved, document_context, document_signed_by_another, document_key_twice, document_letter,
             document_truncated, document_status_and_dates, document_of_two, document_as_token]
