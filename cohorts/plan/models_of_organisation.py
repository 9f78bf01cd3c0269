"""Models of organisation a measure may choose, after the fourth step of the municipal strategic plan; in plain words and for orientation, not as legal advice.

A law is named only where we know which one holds: in Greece, law 4430/2016 for worker co-operatives and social co-operative enterprises.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cohorts.models import OrganisationModel

GREEK_LAW = _("In Greece, law 4430/2016 names this form.")
ASK = _("Ask a lawyer or the hub which form of your country fits, before you write the statutes.")


@dataclass(frozen=True, slots=True)
class ModelOfOrganisation:
    """Lazy words. `law`: {country: sentence}; `otherwise`: for every other country. `steps`: in their order."""

    kind: str
    label: str
    what: str
    suits: str
    people: str
    money: str
    space: str
    law: dict[str, str]
    steps: tuple[str, ...]
    otherwise: str = ASK

    def law_in(self, country: str) -> str:
        return self.law.get(country, self.otherwise)


def _model(kind: OrganisationModel, **words) -> ModelOfOrganisation:
    return ModelOfOrganisation(kind.value, kind.label, **words)


MODELS = (
    _model(OrganisationModel.WORKER, what=_("Those who work in it own it and decide together, one member one vote."),
           suits=_("Cleaning, recycling, care of green spaces, repair, catering, digital work: wherever work is the main thing."),
           people=_("A few people who want to work together for years, and one who keeps the books."),
           money=_("A share from each member, tools and some months of wages until the first invoices are paid."),
           space=_("A workshop or a store; an office can be shared."), law={"GR": GREEK_LAW},
           steps=(
               _("Find out who would buy the work, and at what price."),
               _("Agree on pay, hours and how you decide; write it down."),
               _("Write the statutes and have them registered."),
               _("Begin with one contract, and look at the numbers together every month."))),
    _model(OrganisationModel.SOCIAL, what=_("An enterprise with a social aim: it gives work or services to people who are left out, and what it earns stays in it."),
           suits=_("Meals, care, second-hand shops, laundries, social tourism: services that many need and few offer."),
           people=_("Members who are meant to gain from it, and others who bring skills; somebody who accompanies people at work."),
           money=_("Sales, contracts with public bodies, and where there are any, grants for what sales cannot pay."),
           space=_("A place people can reach without a car, such as an idle shop or a school kitchen."), law={"GR": GREEK_LAW},
           steps=(
               _("Ask those concerned what they need and what they can do."),
               _("Find a public body or a network that wants the service."),
               _("Write down the aim, and what happens with what is left over."),
               _("Register it, train together, open small."))),
    _model(OrganisationModel.ENERGY, what=_("Neighbours, small firms and the municipality produce and share energy together, and decide what happens with the gain."),
           suits=_("Sun on public roofs, heat for a few buildings, saving energy in homes that are hard to heat."),
           people=_("A core of members who stay, somebody who understands the technology, and the owner of the roof."),
           money=_("Shares of the members and a loan that the energy pays back; count the years honestly."), space=_("A roof or a piece of land with the right to use it for many years."),
           law={}, steps=(
               _("Measure what you use, and what the roof can give."),
               _("Ask the network operator what can be connected."),
               _("Settle who may join, and what poor households pay."),
               _("Sign for the roof, order, connect, and publish what was produced."))),
    _model(OrganisationModel.CONSUMER, what=_("Those who buy own the shop: members order or buy together, closer to who produces."),
           suits=_("Food from the region, bulk goods, things that are shared instead of bought."),
           people=_("Some dozens of households that really buy, volunteers for the shifts, producers who deliver."),
           money=_("Small shares and orders paid in advance; little stock to begin with."), space=_("A dry room with an open day in the week; later a shop."),
           law={}, steps=(
               _("Count the households that sign, not those that like the idea."),
               _("Visit the producers and agree on prices for a season."),
               _("Begin with a list and one day of collection."),
               _("Register when the orders hold, and rent when they grow."))),
    _model(OrganisationModel.FARM, what=_("Farm work that does people good: growing food with those who need training, company or a way back into work."),
           suits=_("Idle land near the town, school gardens, old orchards; together with social and health services."),
           people=_("A grower, somebody from social care, and participants who come of their own will."),
           money=_("Sales of what grows, and a fee of the service that sends people; tools and water first."), space=_("Land with water, a shelter and a bus stop, for more than one season."),
           law={}, steps=(
               _("Test the soil and settle the use of the land in writing."),
               _("Agree with the social service who comes, how often and who is there."),
               _("Plant little in the first year, and sell where people meet."),
               _("Look back together after the harvest."))),
)
