"""Seeded generator of realistic peer-mentoring rounds (stdlib + numpy only).

    python -m tests.mentoring.matching.round_generator --n 2000 --seed 1 --out people_2000.json [--cities 20] [--tightness 1.0]
                       [--cross-city-only] [--priority women,youth]

The JSON it writes is the *import interface* of the matcher ("mentoring-round/1").
Everything a matcher or a referee needs is in this one file; nothing is implied.

The format it writes and what it means: docs/rules/matching.md and mentoring/matching/definition.py.
"""
import argparse
import json
import sys
import zlib

import numpy as np

# name, country, utc offset, {local language: share of native speakers}, relative size
CITIES = [
    ("Athens", "GR", 2, {"el": 1.0}, 30), ("Thessaloniki", "GR", 2, {"el": 1.0}, 12),
    ("Barcelona", "ES", 1, {"es": .5, "ca": .5}, 40), ("Bilbao", "ES", 1, {"es": 1.0}, 14),
    ("Bologna", "IT", 1, {"it": 1.0}, 20), ("Lisbon", "PT", 0, {"pt": 1.0}, 20),
    ("Lyon", "FR", 1, {"fr": 1.0}, 22), ("Montreal", "CA", -5, {"fr": .7, "en": .3}, 30),
    ("Seoul", "KR", 9, {"ko": 1.0}, 28), ("Berlin", "DE", 1, {"de": .9, "en": .1}, 25),
    ("Ghent", "BE", 1, {"nl": .9, "fr": .1}, 9), ("Brussels", "BE", 1, {"fr": .7, "nl": .3}, 16),
    ("Krakow", "PL", 1, {"pl": 1.0}, 12), ("Tunis", "TN", 1, {"ar": .7, "fr": .3}, 13),
    ("Casablanca", "MA", 1, {"ar": .6, "fr": .4}, 12), ("Sao Paulo", "BR", -3, {"pt": 1.0}, 26),
    ("Quito", "EC", -5, {"es": 1.0}, 11), ("Medellin", "CO", -5, {"es": 1.0}, 14),
    ("Dakar", "SN", 0, {"fr": 1.0}, 10), ("Amsterdam", "NL", 1, {"nl": .8, "en": .2}, 15),
    ("Porto", "PT", 0, {"pt": 1.0}, 11), ("Marseille", "FR", 1, {"fr": 1.0}, 13),
    ("Turin", "IT", 1, {"it": 1.0}, 12), ("Naples", "IT", 1, {"it": 1.0}, 10),
    ("Valencia", "ES", 1, {"es": .7, "ca": .3}, 11), ("Seville", "ES", 1, {"es": 1.0}, 8),
    ("Girona", "ES", 1, {"ca": .7, "es": .3}, 6), ("Hamburg", "DE", 1, {"de": 1.0}, 13),
    ("Vienna", "AT", 1, {"de": 1.0}, 14), ("Warsaw", "PL", 1, {"pl": 1.0}, 14),
    ("Rotterdam", "NL", 1, {"nl": .9, "en": .1}, 9), ("Liege", "BE", 1, {"fr": 1.0}, 7),
    ("Bordeaux", "FR", 1, {"fr": 1.0}, 9), ("Lille", "FR", 1, {"fr": 1.0}, 10),
    ("Patras", "GR", 2, {"el": 1.0}, 5), ("Heraklion", "GR", 2, {"el": 1.0}, 4),
    ("Milan", "IT", 1, {"it": .95, "en": .05}, 18), ("Madrid", "ES", 1, {"es": 1.0}, 26),
    ("Dublin", "IE", 0, {"en": 1.0}, 12), ("Manchester", "GB", 0, {"en": 1.0}, 15),
    ("Glasgow", "GB", 0, {"en": 1.0}, 11), ("Bristol", "GB", 0, {"en": 1.0}, 9),
    ("Quebec", "CA", -5, {"fr": 1.0}, 9), ("Toronto", "CA", -5, {"en": .9, "fr": .1}, 14),
    ("New York", "US", -5, {"en": .8, "es": .2}, 16), ("Oakland", "US", -8, {"en": .8, "es": .2}, 8),
    ("Mexico City", "MX", -6, {"es": 1.0}, 20), ("Buenos Aires", "AR", -3, {"es": 1.0}, 17),
    ("Santiago", "CL", -4, {"es": 1.0}, 12), ("Montevideo", "UY", -3, {"es": 1.0}, 8),
    ("Recife", "BR", -3, {"pt": 1.0}, 9), ("Porto Alegre", "BR", -3, {"pt": 1.0}, 9),
    ("Abidjan", "CI", 0, {"fr": 1.0}, 8), ("Bamako", "ML", 0, {"fr": 1.0}, 7),
    ("Rabat", "MA", 1, {"ar": .6, "fr": .4}, 7), ("Amman", "JO", 3, {"ar": 1.0}, 6),
    ("Beirut", "LB", 2, {"ar": .7, "fr": .2, "en": .1}, 6), ("Busan", "KR", 9, {"ko": 1.0}, 9),
    ("Nairobi", "KE", 3, {"en": 1.0}, 10), ("Accra", "GH", 0, {"en": 1.0}, 7),
]
LANGUAGES = ["en", "fr", "es", "pt", "it", "el", "de", "ca", "ar", "ko", "nl", "pl"]
# chance that somebody whose native language is KEY also learned another one (beyond English)
SECOND = {
    "en": {"fr": .15, "es": .15, "de": .05}, "fr": {"es": .20, "de": .08, "it": .07, "ar": .06},
    "es": {"ca": .10, "fr": .14, "pt": .10, "it": .06}, "pt": {"es": .35, "fr": .15},
    "it": {"fr": .18, "es": .15, "de": .05}, "el": {"fr": .08, "de": .10, "it": .08},
    "de": {"fr": .15, "es": .08, "it": .05}, "ca": {"es": .97, "fr": .18, "it": .06},
    "ar": {"fr": .55, "es": .05}, "ko": {"fr": .02, "de": .02}, "nl": {"fr": .30, "de": .30, "es": .06},
    "pl": {"de": .20, "fr": .06},
}
ENGLISH = {"fr": .55, "es": .50, "pt": .60, "it": .50, "el": .70, "de": .80, "ca": .50, "ar": .40,
           "ko": .50, "nl": .92, "pl": .65}
SECTORS = ["food", "housing", "energy", "care", "culture", "mobility", "finance", "education",
           "circular", "digital", "farming", "tourism"]
SKILLS = [f"s{k:02d}" for k in range(60)]


def zipf(n, exponent):
    w = 1.0 / np.arange(1, n + 1) ** exponent
    return w / w.sum()


def pick_distinct(rng, p, count):
    """`count` distinct indices drawn with probabilities p (Efraimidis-Spirakis keys)."""
    keys = rng.random(len(p)) ** (1.0 / p)
    return np.argpartition(-keys, count)[:count]


def utc_ranges(local_hours, offset):
    slots = sorted({(h - offset) % 168 for h in local_hours})
    out = []
    for h in slots:
        if out and out[-1][1] == h:
            out[-1][1] = h + 1
        else:
            out.append([h, h + 1])
    return out


def availability(rng, offset):
    """2-5 habitual windows in local time: lunch, evenings, mornings, weekends."""
    hours = set()
    kind = rng.random()
    for _ in range(int(rng.integers(2, 6))):
        day = int(rng.integers(0, 5))
        r = rng.random()
        if kind < .55:                       # office worker: evenings, some lunches
            if r < .70:
                start, length = int(rng.integers(17, 20)), int(rng.integers(1, 4))
            elif r < .85:
                start, length = 12, int(rng.integers(1, 3))
            else:
                day, start, length = int(rng.integers(5, 7)), int(rng.integers(9, 16)), int(rng.integers(2, 5))
        elif kind < .85:                     # flexible / self-managed: day time
            start, length = int(rng.integers(8, 16)), int(rng.integers(1, 4))
        else:                                # weekend only
            day, start, length = int(rng.integers(5, 7)), int(rng.integers(8, 19)), int(rng.integers(2, 5))
        hours.update((day * 24 + start + i) % 168 for i in range(length))
    return utc_ranges(hours, offset)


def languages(rng, native_mix):
    names = list(native_mix)
    native = names[int(rng.choice(len(names), p=np.array(list(native_mix.values())) / sum(native_mix.values())))]
    if rng.random() < .07:                   # newcomer: native language from elsewhere
        native = LANGUAGES[int(rng.integers(0, 12))]
    known = {native: 6}
    for local in names:                      # newcomers and minorities usually learn the local language
        if local not in known and rng.random() < .75:
            known[local] = int(rng.integers(3, 6))
    if native != "en" and "en" not in known and rng.random() < ENGLISH[native]:
        known["en"] = int(rng.choice([2, 3, 4, 5], p=[.2, .3, .3, .2]))
    for lang, p in SECOND[native].items():
        if lang not in known and rng.random() < p:
            known[lang] = int(rng.choice([2, 3, 4, 5], p=[.3, .3, .25, .15]))
    return dict(sorted(known.items()))


def generate(n, seed, n_cities, tightness=1.0, cross_city_only=False, priority=("women", "youth")):
    rng = np.random.default_rng([seed, n, n_cities])
    cities = CITIES[:n_cities]
    size = np.array([c[4] for c in cities], float)
    home = rng.choice(n_cities, size=n, p=size / size.sum())
    p_offer = zipf(60, 0.9)
    # demand: same head skills, but partly shuffled -> some skills are scarce, some abundant
    order = np.argsort(np.arange(60) + rng.normal(0, 9, 60))
    p_want = np.empty(60)
    p_want[order] = zipf(60, 1.0)
    # a few local skill profiles per city: each city boosts 8 skills
    boost = np.ones((n_cities, 60))
    for c in range(n_cities):
        boost[c, rng.choice(60, 8, replace=False)] = 2.5
    orgs = [max(1, int((home == c).sum() / 6)) for c in range(n_cities)]
    people = []
    for i in range(n):
        c = int(home[i])
        _name, country, offset, native, _ = cities[c]
        role = rng.random()
        both, mentor_only = role < .60, .60 <= role < .68     # 60 % both, 8 % mentors only, 32 % mentees only
        offers = {}
        if both or mentor_only:
            p = p_offer * boost[c]
            for k in pick_distinct(rng, p / p.sum(), int(rng.choice([1, 2, 3, 4, 5], p=[.1, .3, .3, .2, .1]))):
                offers[SKILLS[k]] = int(rng.choice([2, 3, 4, 5], p=[.2, .35, .30, .15]))
        wants = []
        if both or not mentor_only:
            count = int(rng.choice([1, 2, 3, 4], p=[.3, .35, .25, .1]))
            for k in pick_distinct(rng, p_want, count):
                s = SKILLS[k]
                level = offers[s] if s in offers else int(rng.choice([0, 1, 2, 3], p=[.35, .35, .2, .1]))
                if level < 5:
                    wants.append({"skill": s, "level": level, "priority": int(rng.integers(1, 4))})
            if not wants:
                free = [s for s in SKILLS[:20] if s not in offers]
                wants.append({"skill": free[0], "level": 0, "priority": 2})
        capacity = need = 0
        if both:
            capacity = int(rng.choice([0, 1, 2, 3], p=[.06, .80, .11, .03]))
        elif mentor_only:
            capacity = int(rng.choice([0, 1, 2, 3, 4, 5], p=[.05, .30, .30, .20, .10, .05]))
        if capacity and tightness != 1.0:    # stochastic rounding keeps the mean right
            capacity = max(1, min(5, int(capacity / tightness + rng.random())))
        if wants:
            need = int(rng.choice([0, 1, 2], p=[.03, .72, .25]))
        groups = []
        if rng.random() < .42:
            groups.append("women")
        if rng.random() < .16:
            groups.append("youth")
        people.append({
            "id": f"p{i:06d}", "city": f"c{c:02d}", "country": country,
            "organisation": "" if rng.random() < .08 else f"o{c:02d}-{min(orgs[c] - 1, int(rng.exponential(orgs[c] / 3))):04d}",
            "sector": SECTORS[int(rng.choice(12, p=zipf(12, .6)))], "groups": groups,
            "languages": languages(rng, native), "offers": dict(sorted(offers.items())), "wants": wants,
            "availability": availability(rng, offset), "mentor_capacity": capacity, "mentee_need": need,
            "exclude": [], "rank_mentors": [], "rank_mentees": [],
        })
    # conflicts
    for i in np.flatnonzero(rng.random(n) < .02):
        people[i]["exclude"] = sorted({people[int(j)]["id"] for j in rng.integers(0, n, int(rng.integers(1, 4))) if j != i})
    # shortlists: mentees list mentors who offer a wanted skill and share a language; mentors often list
    # back somebody who listed them
    by_skill = {}
    for i, p in enumerate(people):
        if p["mentor_capacity"]:
            for s in p["offers"]:
                by_skill.setdefault(s, []).append(i)
    listed_by = {}
    for i in np.flatnonzero(rng.random(n) < .18):
        me = people[i]
        if not me["mentee_need"]:
            continue
        pool = [j for w in me["wants"] for j in by_skill.get(w["skill"], [])]
        if not pool:
            continue
        chosen = []
        for j in rng.integers(0, len(pool), 25):
            j = pool[int(j)]
            if j != i and people[j]["id"] not in chosen and set(people[j]["languages"]) & set(me["languages"]):
                chosen.append(people[j]["id"])
                listed_by.setdefault(j, []).append(int(i))
            if len(chosen) >= 5:
                break
        me["rank_mentors"] = chosen[:int(rng.integers(1, 6))]
    for j, fans in sorted(listed_by.items()):
        if rng.random() < .5:
            fans = [fans[int(x)] for x in rng.permutation(len(fans))][:5]
            people[j]["rank_mentees"] = [people[f]["id"] for f in fans]
    return {
        "format": "mentoring-round/1",
        "meta": {"generator": "generate.py/1", "n": n, "seed": seed, "cities": n_cities, "tightness": tightness},
        "round": {
            "id": f"gen-{n}-{seed}", "language_min_level": 3, "min_shared_hours": 1,
            "cross_city_only": bool(cross_city_only), "exclude_same_organisation": True,
            "priority_groups": list(priority), "tiers": [35, 45, 55, 65],
            "weights": {"skill": 40, "language": 15, "availability": 20, "exchange": 10, "sector": 5, "reciprocity": 10},
            "availability_full_hours": 4, "draw_seed": f"draw-{seed}",
        },
        "cities": [{"id": f"c{k:02d}", "name": c[0], "country": c[1], "utc_offset": c[2]} for k, c in enumerate(cities)],
        "skills": SKILLS, "languages": LANGUAGES, "sectors": SECTORS, "people": people,
    }


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--n", type=int, required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--cities", type=int, default=0, help="default: 8, 20, 40, 60 by size")
    ap.add_argument("--tightness", type=float, default=1.0, help="1 = fewer places than mentees (coverage ~90 %%); 0.6 = ample places; >1 = scarcer")
    ap.add_argument("--cross-city-only", action="store_true")
    ap.add_argument("--priority", default="women,youth")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    cities = a.cities or (8 if a.n <= 500 else 20 if a.n <= 4000 else 40 if a.n <= 20000 else 60)
    data = generate(a.n, a.seed, cities, a.tightness, a.cross_city_only, [g for g in a.priority.split(",") if g])
    text = json.dumps(data, separators=(",", ":"), sort_keys=False)
    with open(a.out, "w") as f:
        f.write(text)
    print(f"{a.out} people={a.n} cities={cities} bytes={len(text)} crc32={zlib.crc32(text.encode()):08x}", file=sys.stderr)


if __name__ == "__main__":
    main()
