"""What a mentorship holds about a person: what and why, how they get it, how it goes. Registered in academy/personal_data.py.

What the two made together (agreement, goals, what they talked about) stays with whoever stays. What one side wrote alone goes with them.
"""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from mentoring.closing_talk import may_read
from mentoring.ending import end
from mentoring.models import ClosingReason, MentoringSession, Mentorship, MentorshipGoal, MentorshipNote, MentorshipPulse, RematchRequest, Side

ACCOUNT = _("Until you erase your account.")
THE_TWO = _("The two of you. Coordinators read numbers only.")
TOGETHER = _("Until you erase your account; then your partner keeps it, as made with a former member.")

holds("mentoring.Mentorship", "mentor", "mentee", "round", "started_on", "planned_end_on", "concluding_since", "finished_on", "closing_reason", topic="mentoring",
      label=_("Mentorships you are in or were in"), why=_("You both said yes to it. From then on each of you sees the other’s name, city and e-mail address."),
      who=_("The two of you. Coordinators of your city read your name when you have not met for six weeks, so that they can ask how you are."), kept=TOGETHER)
holds("mentoring.Mentorship", "terms", "terms_version", topic="mentoring", label=_("Your agreement"), why=_("So that both know what they said yes to."), who=THE_TWO, kept=TOGETHER)
holds("mentoring.AgreementSignature", "side", "terms_version", "signed_at", topic="mentoring", label=_("Your signatures under the agreement"),
      why=_("It holds once both have signed the same words."), who=THE_TWO, kept=TOGETHER)
holds("mentoring.MentorshipGoal", "text", "written_by", "written_at", "reached_on", "dropped_on", topic="mentoring", label=_("Goals of a mentorship"),
      why=_("So that you see where you wanted to go."), who=THE_TWO, kept=TOGETHER)
holds("mentoring.MentoringSession", "starts_at", "ends_at", "place", "held_minutes", "minutes", "next_step", "confirmed_by_mentor_at", "confirmed_by_mentee_at", topic="mentoring",
      label=_("Sessions of a mentorship, and what you talked about"), why=_("So that both find the time and place, remember, and the hours count once both confirm them."),
      who=THE_TWO, kept=TOGETHER)
holds("mentoring.TimePollOption", "starts_at", "suits_mentor", "suits_mentee", topic="mentoring", label=_("Times you offered, or that suit you"), why=_("To find a time for both."),
      who=THE_TWO, kept=TOGETHER)
holds("mentoring.MentorshipNote", "text", "shared", "written_at", topic="mentoring", label=_("Notes on a mentorship"), why=_("To remember. Yours alone, unless you share one."),
      who=_("You, and your partner those you share. No coordinator reads either kind."), kept=ACCOUNT)
holds("mentoring.MentorshipPulse", "value", "words", "at", topic="mentoring", label=_("How a mentorship is going, as you said"), why=_("So that both notice early when it does not go well."),
      who=_("What you chose: the two of you, and coordinators as a number, from five people on. Your words: only you."), kept=ACCOUNT)
holds("mentoring.MentorshipPause", "asked_by", "started_on", "finished_on", "until_about", topic="mentoring", label=_("Pauses of a mentorship"),
      why=_("So that nobody waits or is asked meanwhile."), who=THE_TWO, kept=TOGETHER)
holds("mentoring.RematchRequest", "side", "reason", "asked_at", topic="mentoring", label=_("Your wish for another partner"), why=_("So that we look again, and not for the same pair."),
      who=_("Your partner reads that you asked, only you read why."), kept=ACCOUNT)
holds("mentoring.ClosingFeedback", "to_partner", "to_academy", "goals_reached", "written_at", topic="mentoring", label=_("Your closing words"),
      why=_("To thank each other, and so that the next round gets better."),
      who=_("Your partner the words to them; coordinators, among those of at least five people and without your name, the words to the academy."),
      kept=_("Until you erase your account; words your partner has been able to read stay with them."))


def _own(person):
    """(mentorship, this person's side), oldest first."""
    for one in Mentorship.objects.of(person).select_related("round").order_by("started_on", "pk"):
        yield one, one.side_of(person)


@exports("mentorships", _("Mentorships you are in or were in"), link="my_mentoring")
def mentorships(person):
    for one, side in _own(person):
        signed = one.signatures.filter(side=side).order_by("-signed_at").first()
        yield {"round": one.round.title, "you_were": side, "from": one.started_on, "planned_until": one.planned_end_on, "until": one.finished_on, "reason": one.closing_reason,
               "agreement": one.terms, "you_signed_at": signed.signed_at if signed else None}


@exports("mentoring_goals", _("Goals you wrote in a mentorship"))
def goals(person):
    for one, side in _own(person):
        for goal in MentorshipGoal.objects.filter(mentorship=one, written_by=side):
            yield {"round": one.round.title, "goal": goal.text, "written_at": goal.written_at, "reached_on": goal.reached_on, "dropped_on": goal.dropped_on}


@exports("mentoring_sessions", _("Sessions of your mentorships"))
def sessions(person):
    for one, side in _own(person):
        for each in MentoringSession.objects.filter(mentorship=one):
            yield {"round": one.round.title, "from": each.starts_at, "until": each.ends_at, "place": each.place if each.planned_by == side else "", "cancelled_at": each.cancelled_at,
                   "missed_at": each.missed_at, "held_minutes": each.held_minutes, "what_you_two_talked_about": each.minutes, "next_step": each.next_step,
                   "you_confirmed_at": each.confirmed_by_mentor_at if side == Side.MENTOR else each.confirmed_by_mentee_at}


@exports("mentoring_notes", _("Your notes on a mentorship"))
def notes(person):
    for one, side in _own(person):
        for note in MentorshipNote.objects.filter(mentorship=one, side=side).order_by("written_at", "pk"):
            yield {"round": one.round.title, "written_at": note.written_at, "shared": note.shared, "note": note.text}


@exports("mentoring_pulses", _("How a mentorship was going, as you said"))
def pulses(person):
    for one, side in _own(person):
        for pulse in MentorshipPulse.objects.filter(mentorship=one, side=side).order_by("at", "pk"):
            yield {"round": one.round.title, "at": pulse.at, "value": pulse.value, "words": pulse.words}


@exports("mentoring_closing", _("Your closing words, and wishes for another partner"))
def closing(person):
    for one, side in _own(person):
        for words in one.feedback.filter(side=side):
            yield {"round": one.round.title, "written_at": words.written_at, "to_partner": words.to_partner, "to_academy": words.to_academy, "how_far": words.goals_reached, "why_another_partner": ""}
        for asked in RematchRequest.objects.filter(mentorship=one, side=side):
            yield {"round": one.round.title, "written_at": asked.asked_at, "to_partner": "", "to_academy": "", "how_far": "", "why_another_partner": asked.reason}


@erases("mentoring.mentorships")
def erase(person, at) -> None:
    """Those under way end, and the partner hears of it. Where the person met others (a place they typed) is forgotten with what they wrote alone."""
    for one, side in _own(person):
        if one.finished_on is None:
            end(one, ClosingReason.LEFT, person, at)
        one.notes.filter(side=side).delete()
        one.pulses.filter(side=side).delete()
        one.sessions.filter(planned_by=side).update(place="")
        RematchRequest.objects.filter(mentorship=one, side=side).update(reason="")
        written = {words.side: words for words in one.feedback.all()}
        mine, theirs = written.pop(side, None), next(iter(written.values()), None)
        if mine is not None and may_read(mine, theirs, at):
            one.feedback.filter(pk=mine.pk).update(to_academy="", goals_reached=None)
        elif mine is not None:
            mine.delete()
