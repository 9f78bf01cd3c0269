"""The forms of ballots: writing one down, voting, answering an objection and saying whether it stands."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.local_times import wall_of
from academy.single_line import SingleLine, refuse_control_characters
from academy.wall_time_fields import day_field, time_field
from cohorts.counting_votes import MET
from cohorts.decisions.ballot_words import choice_words
from cohorts.decisions.balloting import MOST_OPTIONS
from cohorts.decisions.proposal_form import several_lines
from cohorts.exchange_form_times import WallTimes
from cohorts.models import Ballot, BallotMethod, Electorate, Majority, Proposal, TieRule

# At which field a refusal of `write_down` is shown.
FIELD_OF = {"options": "options", "closes": "closes_day", "too_few": "method", "quorum": "quorum", "majority": "majority", "nobody": "electorate"}


class BallotForm(WallTimes):
    """`rule()` of a valid form: for balloting.write_down."""

    question = SingleLine(label=gettext_lazy("The question"), max_length=250, widget=forms.TextInput(attrs={"dir": "auto"}))
    method = forms.ChoiceField(label=gettext_lazy("How it is decided"), choices=BallotMethod.choices, widget=forms.RadioSelect)
    electorate = forms.ChoiceField(label=gettext_lazy("Who decides"), widget=forms.RadioSelect)
    majority = forms.ChoiceField(label=gettext_lazy("What adopts it"), choices=[each for each in Majority.choices if each[0] != Majority.NO_OBJECTION],
                                 help_text=gettext_lazy("In a round of consent this is not asked: nobody’s objection may stand."))
    options = several_lines(gettext_lazy("Options, one on each line"), rows=3, longest=1300, required=False, help_text=gettext_lazy("Only for a vote between several options."))
    others = forms.ModelMultipleChoiceField(label=gettext_lazy("Or: choose between this proposal and"), queryset=Proposal.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    quorum_kind = forms.ChoiceField(label=gettext_lazy("Quorum: how many have to take part"), choices=[
        ("none", gettext_lazy("However many")), ("percent", gettext_lazy("A share of those who may vote, in percent")), ("number", gettext_lazy("A number of voters"))])
    quorum = forms.IntegerField(label=gettext_lazy("How many, or how many percent"), required=False, min_value=1, max_value=100_000)
    tie = forms.ChoiceField(label=gettext_lazy("If there is a tie"), choices=TieRule.choices)
    opens = forms.ChoiceField(label=gettext_lazy("It opens"), widget=forms.RadioSelect, choices=[("now", gettext_lazy("now, as soon as it is written down")), ("later", gettext_lazy("on this day:"))])
    opens_day = day_field(gettext_lazy("Opens on"), required=False)
    opens_time = time_field(gettext_lazy("at"), required=False)
    closes_day = day_field(gettext_lazy("Closes on"))
    closes_time = time_field(gettext_lazy("at"))

    def __init__(self, *args, proposal: Proposal, at, before: Ballot | None = None, **kwargs) -> None:
        super().__init__(*args, zone=ZoneInfo(proposal.space.city.time_zone), **kwargs)
        self.at = at
        electorates = Electorate.choices if proposal.group_id else [each for each in Electorate.choices if each[0] != Electorate.MEMBERS]
        self.fields["electorate"].choices = electorates
        self.fields["others"].queryset = Proposal.objects.in_discussion().filter(space=proposal.space, group=proposal.group).exclude(pk=proposal.pk).order_by("title")
        if not self.fields["others"].queryset.exists():
            del self.fields["others"]
        ends = wall_of(at, self.zone) + timedelta(days=7)
        self.initial = {"question": _("Do we adopt “%(title)s”?") % {"title": proposal.title[:200]}, "method": BallotMethod.CONSENT, "electorate": electorates[0][0],
                        "majority": Majority.MORE_FOR, "quorum_kind": "percent", "quorum": 50, "tie": TieRule.NOT_ADOPTED, "opens": "now", "opens_time": "09:00",
                        "closes_day": ends.date(), "closes_time": "18:00"}
        if before is not None:
            self.initial |= {"question": before.question, "method": before.method, "electorate": before.electorate, "tie": before.tie, "quorum": before.quorum_percent or before.quorum_number,
                             "quorum_kind": "percent" if before.quorum_percent else "number" if before.quorum_number else "none",
                             "options": "\n".join(each.label for each in before.options.all() if each.version_id is None)}
            if not before.is_consent:
                self.initial["majority"] = before.majority

    def clean_options(self) -> list[str]:
        found = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["options"].splitlines() if line.strip()))
        for each in found:
            refuse_control_characters(each)
            if len(each) > 150:
                raise forms.ValidationError(_("An option has at most 150 characters."))
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(_("Give two to %(most)s options.") % {"most": MOST_OPTIONS})
        return found

    def clean(self) -> dict:
        given = super().clean()
        if given.get("quorum_kind") in ("percent", "number") and not given.get("quorum") and "quorum" not in self.errors:
            self.add_error("quorum", _("Say how many."))
        if given.get("quorum_kind") == "percent" and (given.get("quorum") or 0) > 100:
            self.add_error("quorum", _("More than 100 percent cannot take part."))
        if given.get("method") == BallotMethod.CONSENT and (given.get("options") or given.get("others")):
            self.add_error("method", _("A round of consent is about one text. For several options, choose a vote."))
        self.opens_at = self.at
        if given.get("opens") == "later":
            if not given.get("opens_day") or not given.get("opens_time"):
                self.add_error("opens_day", _("Say when it opens."))
            else:
                self.opens_at = self.moment(given["opens_day"], given["opens_time"], "opens_day")
        self.closes_at = self.moment(given["closes_day"], given["closes_time"], "closes_day") if given.get("closes_day") and given.get("closes_time") else None
        return given

    def rule(self) -> dict:
        given = self.cleaned_data
        kind = given["quorum_kind"]
        return {**{name: given[name] for name in ("question", "method", "electorate", "majority", "tie", "options")}, "other_proposals": list(given.get("others") or ()),
                "quorum_percent": given["quorum"] if kind == "percent" else None, "quorum_number": given["quorum"] if kind == "number" else None,
                "opens_at": self.opens_at, "closes_at": self.closes_at}


class VoteForm(forms.Form):
    """`number` was drawn at random for this page: it is the ballot number, and keeps a second press from counting twice."""

    choice = forms.ChoiceField(label=gettext_lazy("Your vote"), widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose one of the answers.")})
    reason = several_lines(gettext_lazy("Why"), rows=3, longest=1000, required=False)
    number = forms.UUIDField(widget=forms.HiddenInput)
    voice = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, ballot: Ballot, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(key, words) for key, words in choice_words(ballot).items() if key != MET]
        if ballot.is_secret:
            del self.fields["reason"]
        elif ballot.is_consent:
            self.fields["reason"].help_text = _("Needed if you object: it is answered, and then you say whether your objection stands. Members read it with your name.")
        else:
            self.fields["reason"].help_text = _("Members read it with your name.")


class WordsForm(forms.Form):
    """An answer to an objection, the objector's last word, or why a ballot is cancelled."""

    words = several_lines(gettext_lazy("In words"), rows=3, longest=2000)


class FollowUpForm(forms.Form):
    """What became of a decision. `words`: what came of it, or why it was dropped."""

    owner = SingleLine(label=gettext_lazy("Who carries it out"), max_length=150, required=False, help_text=gettext_lazy("A body or an office rather than a person: everybody reads it."),
                       widget=forms.TextInput(attrs={"dir": "auto"}))
    due_on = day_field(gettext_lazy("Until when"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Where it stands"), widget=forms.RadioSelect,
                              choices=[("open", gettext_lazy("Still to be done")), ("done", gettext_lazy("Done")), ("dropped", gettext_lazy("Dropped"))])
    words = several_lines(gettext_lazy("What came of it, or why it was dropped"), rows=3, longest=500, required=False)
