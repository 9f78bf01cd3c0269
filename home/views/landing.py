"""The first page: what this is, for whom, where to start."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.models import PartnerCity
from academy.mosaic import tile_svg, wall_svg
from cohorts.exchange_list import rows_of, with_all_it_shows
from cohorts.models import Exchange
from cohorts.reader_zone import zone_of_reader
from courses.catalogue import cards
from mentoring.public_screen import rounds_for

NEXT_EXCHANGES, NEXT_ROUNDS = 2, 2


def entry_paths() -> list[dict]:
    """The three publics, each with where they might start. Never required, never stored by looking."""
    catalogue = reverse("courses")
    return [
        {"code": "student", "title": _("I study, and I am curious"), "url": f"{catalogue}?audience=student",
         "text": _("18 to 24? See what the social economy is, close to home, one short lesson at a time.")},
        {"code": "starting", "title": _("I have an idea, and I am starting"), "url": f"{catalogue}?audience=starting",
         "text": _("20 to 30? Find out whom to ask, what it takes, and how to draw your first plan.")},
        {"code": "practising", "title": _("I do this already"), "url": f"{catalogue}?audience=practising",
         "text": _("Over 25, in a co-operative, an association or a town hall? Learn with your peers, and teach them.")},
    ]


def landing(request):
    courses = cards(get_language(), request.user)
    now = timezone.now()
    following = with_all_it_shows(Exchange.objects.programme().standing().upcoming(now), now)[:NEXT_EXCHANGES]
    cities = [{"slug": city.slug, "name": city.name, "country": city.country, "tradition": city.get_tradition_display(),
               "tile_svg": tile_svg(city.tradition, city.slug, title="")} for city in PartnerCity.objects.all()]
    return render(request, "home/landing.html", {
        "courses": courses, "lead_course": courses[0] if courses else None, "entry_paths": entry_paths(), "cities": cities,
        "next_exchanges": rows_of(following, request.user, get_language(), now, zone_of_reader(request)), "wall_svg": wall_svg("oven", 10, 10),
        "open_rounds": rounds_for(request.user, now)["open"][:NEXT_ROUNDS]})
