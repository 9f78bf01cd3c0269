"""A published round of four: Marta and Amel offer bookkeeping, Lia and Karim ask for it. Marta is proposed to Lia; Amel and Karim are free."""

from dataclasses import dataclass

from academy.models import Organisation, User
from mentoring.models import MatchProposal, MentoringRound, Participation
from mentoring.proposing import lay_proposals
from tests.rounds import make_round, publish, take_part
from tests.world import NOW, World, make_person


@dataclass
class Story:
    round: MentoringRound
    amel: User  # Mahdia
    karim: User  # Mahdia
    marta_entry: Participation
    amel_entry: Participation
    lia_entry: Participation
    karim_entry: Participation
    proposal: MatchProposal  # Marta to Lia, open


def tell_story(world: World, **marta_fields) -> Story:
    """`marta_fields`: of Marta's entry."""
    amel = make_person("amel", "Amel Advises", world.mahdia, organisation=Organisation.objects.create(name="Weavers of the Medina", city=world.mahdia))
    karim = make_person("karim", "Karim Kneads", world.mahdia)
    type(world.marta).objects.filter(pk=world.marta.pk).update(organisation=world.cooperative)
    mentoring_round = make_round(world, closed=True)
    marta_entry = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, **marta_fields)
    amel_entry = take_part(mentoring_round, amel, offers={"bookkeeping": 3})
    lia_entry = take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    karim_entry = take_part(mentoring_round, karim, wants={"bookkeeping": (0, 2)})
    run = publish(mentoring_round, [(marta_entry, lia_entry)])
    run.input = {"format": "mentoring-round/1"}
    (proposal,) = lay_proposals(run, NOW)
    return Story(mentoring_round, amel, karim, marta_entry, amel_entry, lia_entry, karim_entry, proposal)
