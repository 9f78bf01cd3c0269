"""Recount a ballot from its published file: python3 recount_yourself.py result.json (nothing but Python is needed)."""

import hashlib
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    said = json.load(file)
rule, entitled = said["rule"], said["entitled"]
votes = sorted((vote["number"], vote["choice"]) for vote in said["votes"])
counts = {choice: sum(voted == choice for _number, voted in votes) for choice in rule["choices"]}
needed = -(-(rule["quorum_percent"] or 0) * entitled // 100) if rule["quorum_number"] is None else rule["quorum_number"]
yes, no, options = counts.get("for", 0), counts.get("against", 0), {choice: n for choice, n in counts.items() if choice != "abstain"}
most = [choice for choice, n in options.items() if n == max(options.values()) > 0]
winner, tied = {
    "more_for": ("for" if yes > no else "", yes == no > 0),
    "half_entitled": ("for" if 2 * yes > entitled else "", False),
    "two_thirds": ("for" if yes > 0 and 3 * yes >= 2 * (yes + no) else "", False),
    "most_votes": (most[0] if len(most) == 1 else "", len(most) > 1),
    "no_objection": ("consent" if counts.get("object") == 0 and counts.get("consent", 0) > 0 else "", False),
}[rule["majority"]]
outcome = "no_quorum" if len(votes) < needed else "adopted" if winner else rule["tie"] if tied else "not_adopted"
fingerprint = hashlib.sha256("".join(f"{number} {choice}\n" for number, choice in votes).encode()).hexdigest()
same = (counts, outcome, fingerprint) == (said["result"]["counts"], said["result"]["outcome"], said["fingerprint"]) and len(dict(votes)) == len(votes) <= entitled
sys.stdout.write(f"{counts}\n{len(votes)} of {entitled} voted, {needed} were needed: {outcome} {winner}\n{fingerprint}\n{'The same' if same else 'NOT the same'} as published.\n")
sys.exit(0 if same else 1)
