"""The demo's cities: where they lie, what kind of body their organisations are, and a page for each."""

from decimal import Decimal

from academy.models import Organisation, PartnerCity
from academy.models.places import OrganisationKind as Kind
from home.demo.city_words import CITY_WORDS
from home.demo.site import one_line
from home.models import CityIndexPage, CityPage, HomePage

INTRO = "A partner city is a team: a town hall, and people and organisations who share an economy. These are the eight of the demo academy."
DEMO_NOTE = "<p><i>Demo page, written for this academy from public facts.</i></p>"
# name: (kind, what it does). All of them are invented.
BODIES = {
    "The Tide Table (demo canteen co-operative)": (Kind.COOPERATIVE, "Cooks for two schools and a day centre with what the coast and its gardens give."),
    "Demo City Hall, social economy desk": (Kind.MUNICIPALITY, "The desk at the town hall where people with an idea come first."),
    "Second Thread (demo sewing co-operative)": (Kind.COOPERATIVE, "Mends, alters and makes new things out of what was thrown away."),
    "Green Hinge (demo repair workshop)": (Kind.ENTERPRISE, "Repairs doors, bicycles and small machines, and shows people how."),
    "The Common Shelf (demo library of things)": (Kind.ASSOCIATION, "Lends what one needs twice a year."),
    "Eight Corners (demo housing co-operative)": (Kind.COOPERATIVE, "Plans and keeps flats that belong to those who live in them."),
    "Olive and Loom (demo women's co-operative)": (Kind.COOPERATIVE, "Oil, cloth and a shop window of its own."),
    "Demo hub for the social economy": (Kind.NETWORK, "One door to advice, training and people who help."),
    "Three Wells (demo farmers' group)": (Kind.ASSOCIATION, "Small farms that share water, machines and a van to market."),
    "Plain Bread (demo bakery co-operative)": (Kind.COOPERATIVE, "Bakes at night, delivers by bicycle, decides on Thursdays."),
}


def lay_city_pages(home: HomePage) -> int:
    """The list of cities and a page for each, in English; made once, then left as editors have them. Answers how many pages were made."""
    _put_on_the_map()
    index = CityIndexPage.objects.child_of(home).first()
    if index is None:
        index = home.add_child(instance=CityIndexPage(title="Cities", slug="cities", locale=home.locale, intro=f"<p>{INTRO}</p>"))
        home.refresh_from_db()
    made = 0
    for slug, (_place, intro, offer, seek) in CITY_WORDS.items():
        city = PartnerCity.objects.get(slug=slug)
        if CityPage.objects.filter(city=city).exists():
            continue
        index.add_child(instance=CityPage(title=city.name, slug=slug, locale=home.locale, city=city, intro=one_line(intro) + DEMO_NOTE,
                                          offer=one_line(offer), seek=one_line(seek)))
        index.refresh_from_db()
        made += 1
    return made


def _put_on_the_map() -> None:
    for slug, ((latitude, longitude), *_words) in CITY_WORDS.items():
        PartnerCity.objects.filter(slug=slug, latitude=None).update(latitude=Decimal(str(latitude)), longitude=Decimal(str(longitude)))
    for name, (kind, description) in BODIES.items():
        Organisation.objects.filter(name=name, kind=Kind.OTHER, description="").update(kind=kind, description=description)
