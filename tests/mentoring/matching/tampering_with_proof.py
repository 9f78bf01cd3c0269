"""More forgeries, kept like those of tampering.py: pairs that keep every simple promise and are not the best, and certificates that prove nothing."""

from collections import Counter

from .tampering import capacity, chosen, fitting, honest, need, played_with, refused_for

# --- pairs that are good and not the best, everything counted honestly ---


@refused_for("certificate, level solidarity")
def somebody_is_dropped_and_it_is_said(round, result, random):
    dropped = random.choice([pair for pair in chosen(result) if pair not in round.pinned])
    return honest(round, result, [pair for pair in chosen(result) if pair != dropped])


@refused_for("certificate, level")
def two_mentees_change_mentors(round, result, random):
    there, fit = chosen(result), set(fitting(round))
    for one in there:
        for other in there:
            crossed = (one[0], other[1]), (other[0], one[1])
            if one < other and not {one, other} & set(round.pinned) and set(crossed) <= fit - set(there):
                changed = honest(round, result, [*(pair for pair in there if pair not in (one, other)), *crossed])
                if changed["objective"] != result["objective"]:
                    return changed
    return None


@refused_for("certificate, level")
def somebody_unserved_takes_the_place_of_another(round, result, random):
    there, served = chosen(result), {v for _u, v in chosen(result)}
    got = Counter(v for _u, v in there)
    for mentor, newcomer in fitting(round):
        loser = next((v for u, v in there if u == mentor and got[v] == 1 and (u, v) not in round.pinned), None)
        if newcomer not in served and loser:
            changed = honest(round, result, [*(pair for pair in there if pair != (mentor, loser)), (mentor, newcomer)])
            if changed["objective"] != result["objective"]:
                return changed
    return None


@refused_for("certificate, level")
def a_second_mentor_for_one_instead_of_a_first_for_another(round, result, random):
    there = chosen(result)
    got = Counter(v for _u, v in there)
    for mentor, mentee in fitting(round):
        loser = next((v for u, v in there if u == mentor and got[v] == 1 and (u, v) not in round.pinned and v != mentee), None)
        if loser and got[mentee] == 1 and need(round, mentee) == 2 and (mentor, mentee) not in there:
            return honest(round, result, [*(pair for pair in there if pair != (mentor, loser)), (mentor, mentee)])
    return None


@refused_for("certificate, level")
def a_mentee_goes_to_a_mentor_with_room(round, result, random):
    there = chosen(result)
    load = Counter(u for u, _v in there)
    for mentor, mentee in fitting(round):
        old = next(((u, v) for u, v in there if v == mentee and (u, v) not in round.pinned), None)
        if old and (mentor, mentee) not in there and load[mentor] < capacity(round, mentor):
            changed = honest(round, result, [*(pair for pair in there if pair != old), (mentor, mentee)])
            if changed["objective"] != result["objective"]:
                return changed
    return None


@refused_for("certificate, level")
def it_was_drawn_with_another_seed(round, result, random):
    return played_with(round, result, draw_seed="bought")


@refused_for("certificate, level")
def it_was_played_without_priority(round, result, random):
    return played_with(round, result, priority_groups=())


@refused_for("has a place left")
def a_place_left_is_called_full(round, result, random):
    return somebody_is_dropped_and_it_is_said(round, result, random)


@refused_for("certificate, level")
def it_was_played_for_score_alone(round, result, random):
    changed = played_with(round, result, tiers=())
    if changed:  # with the levels that the rules ask for, which then prove nothing
        none = {"mentor": [0] * len(round.people), "mentee": [0] * len(round.people), "city": [0] * len(round.cities)}
        first, *rest = changed["certificate"]["levels"]
        changed["certificate"] = {**changed["certificate"], "levels": [first, *({"name": f"tier{tier}", **none} for tier in range(len(round.rules.tiers))), *rest]}
    return changed


# --- certificates ---


@refused_for("certificate: must be an object")
def the_certificate_is_missing(round, result, random):
    del result["certificate"]
    return result


@refused_for("certificate: its levels must be")
def a_level_is_left_out(round, result, random):
    result["certificate"]["levels"].pop(random.randrange(len(result["certificate"]["levels"])))
    return result


@refused_for("certificate: its levels must be")
def two_levels_change_places(round, result, random):
    levels = result["certificate"]["levels"]
    levels[-1], levels[-2] = levels[-2], levels[-1]
    return result


@refused_for("certificate, level solidarity")
def the_certificate_is_all_zeros(round, result, random):
    for level in result["certificate"]["levels"]:
        for side in ("mentor", "mentee", "city"):
            level[side] = [0] * len(level[side])
    return result


@refused_for("certificate, level solidarity")
def one_potential_is_moved(round, result, random):
    mentor, _mentee = random.choice([pair for pair in chosen(result) if pair not in round.pinned])
    result["certificate"]["levels"][0]["mentor"][place(round, mentor)] += 5
    return result


@refused_for("contradict it")
def the_potentials_of_two_levels_change_places(round, result, random):
    levels = result["certificate"]["levels"]
    for side in ("mentor", "mentee", "city"):
        levels[0][side], levels[-1][side] = levels[-1][side], levels[0][side]
    return result


@refused_for("must be 0 for whoever is no mentor")
def somebody_without_a_place_gets_a_potential(round, result, random):
    without = [at for at, person in enumerate(round.people) if not person.mentor_capacity]
    random.choice(result["certificate"]["levels"])["mentor"][random.choice(without)] = 1
    return result


@refused_for("holds a number beyond 2^60")
def a_potential_that_would_overflow(round, result, random):
    level = random.choice(result["certificate"]["levels"])
    level["mentor"][place(round, result["pairs"][0]["mentor"])] = random.choice((1, -1)) * (1 << random.choice((61, 63, 64, 200)))
    return result


@refused_for("whole numbers")
def a_potential_that_is_no_whole_number(round, result, random):
    level = random.choice(result["certificate"]["levels"])
    at = place(round, result["pairs"][0]["mentee"])
    level["mentee"][at] = random.choice((float(level["mentee"][at]), str(level["mentee"][at]), None, level["mentee"][at] == 0))
    return result


@refused_for("whole numbers")
def a_city_too_few(round, result, random):
    random.choice(result["certificate"]["levels"])["city"].pop()
    return result


def place(round, person_id: str) -> int:
    return next(at for at, person in enumerate(round.people) if person.id == person_id)
