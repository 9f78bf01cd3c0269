"""The files of a run as its keepers may take them: without what people keep to themselves.

Whom somebody excludes, priority groups, shortlists, sectors and organisations are in the stored input, which `manage.py export_round` and `replay_run` use on the server. From a
file that lacks them nobody can work out the certificate, and with the certificate one could work them out; so it stays with them.
"""

from mentoring.models import MatchingRun

PRIVATE = {"groups": [], "exclude": [], "rank_mentors": [], "rank_mentees": [], "sector": "", "organisation": ""}  # as an entry that does not say so


def input_to_take(run: MatchingRun) -> dict:
    """The input with what is private emptied; still "mentoring-round/1"."""
    return {**run.input, "meta": {**run.input.get("meta", {}), "left_out": list(PRIVATE), "sha256_of_the_whole": run.input_sha256},
            "people": [{**each, **PRIVATE} for each in run.input["people"]]}


def result_to_take(run: MatchingRun) -> dict:
    """The result without reasons that could tell of an exclusion, and without the certificate."""
    kept = {key: value for key, value in run.result.items() if key not in ("certificate", "blocking_pairs", "unserved", "kept_apart")}
    # Two files, taken out before and after somebody came, would tell by this number which group they are in.
    kept["objective"] = {key: value for key, value in kept["objective"].items() if key != "priority_served"}
    return {**kept, "unserved": [{"person": entry["person"], "code": entry["code"]} for entry in run.result.get("unserved", ())]}
