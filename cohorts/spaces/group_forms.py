"""What is asked of who begins, joins or organises a working group, and of tasks."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.models import User
from academy.plain_text import PlainText
from academy.single_line import SingleLine
from academy.wall_time_fields import day_field
from cohorts.models.groups import GroupDoor, GroupKind, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace
from cohorts.spaces.forms import email_field, language_field

WORDS = ("name", "theme", "initial_proposal", "language", "door", "starts_on", "ends_on")


class GroupForm(forms.Form):
    """`words()` of a valid form: for cohorts.spaces.grouping. With a space it begins a group, with a group it changes one."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of group"), choices=GroupKind.choices, widget=forms.RadioSelect, initial=GroupKind.WORKING, help_text=gettext_lazy(
        "The motor group prepares the general meetings and follows the working groups. A space has one."))
    name = SingleLine(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    theme = SingleLine(label=gettext_lazy("Theme"), max_length=250, widget=forms.TextInput(attrs={"dir": "auto"}), help_text=gettext_lazy("One concrete aim, in a sentence."))
    initial_proposal = PlainText(label=gettext_lazy("Initial proposal"), max_length=5000, rows=8, required=False, help_text=gettext_lazy("What the group begins from. It organises itself from there."))
    language = language_field()
    door = forms.ChoiceField(label=gettext_lazy("Who may join"), choices=GroupDoor.choices, widget=forms.RadioSelect, initial=GroupDoor.ASKED, help_text=gettext_lazy(
        "People of any city, with or without an organisation."))
    starts_on = day_field(gettext_lazy("Begins on"))
    ends_on = day_field(gettext_lazy("Ends on"))
    email = email_field(gettext_lazy("E-mail address of who organises it first"), gettext_lazy("Yours, or that of somebody with an account. They can name others."))

    def __init__(self, *args, user, space: ParticipatedSpace | None = None, group: WorkingGroup | None = None, language: str = "en", on=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if group is not None:
            del self.fields["email"], self.fields["kind"]
            if group.is_motor:
                del self.fields["door"]
            self.initial = {name: getattr(group, name) for name in WORDS}
            return
        self.initial = {"language": language, "starts_on": on, "email": user.email}
        if WorkingGroup.objects.filter(space=space, kind=GroupKind.MOTOR, closed_on__isnull=True).exists():
            del self.fields["kind"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("A working group cannot end before it starts."))
        return cleaned

    def words(self) -> dict:
        return {name: self.cleaned_data[name] for name in WORDS if name in self.cleaned_data}


class JoinGroupForm(forms.Form):
    """A word to the organisers where they decide; and whether one speaks for one's organisation."""

    words = SingleLine(label=gettext_lazy("A word to the organisers"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"}), help_text=gettext_lazy(
        "Who you are, or what you would like to bring. Only they read it."))
    for_organisation = forms.BooleanField(label="", required=False, help_text=gettext_lazy("Then everybody reads that it takes part. You can also come as yourself."))

    def __init__(self, *args, user, group: WorkingGroup, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = user.organisation if getattr(user, "organisation_id", None) else None
        if group.door != GroupDoor.ASKED:
            del self.fields["words"]
        if self.organisation is None:
            del self.fields["for_organisation"]
        else:
            self.fields["for_organisation"].label = _("I come for %(organisation)s") % {"organisation": self.organisation}

    def said(self) -> dict:
        return {"words": self.cleaned_data.get("words", ""), "organisation": self.organisation if self.cleaned_data.get("for_organisation") else None}


class MemberForm(forms.Form):
    email = email_field(gettext_lazy("E-mail address of their account"), gettext_lazy("They are in from today, and get a mail."))
    organises = forms.BooleanField(label=gettext_lazy("They organise the group, too"), required=False)


class ClosingForm(forms.Form):
    closing_words = PlainText(label=gettext_lazy("What came of it"), max_length=2000, rows=6, help_text=gettext_lazy(
        "Everybody reads this. What was decided, what goes on without the group, what was left open?"))


class TaskForm(forms.Form):
    """Organisers give tasks to any member; a member takes one."""

    title = SingleLine(label=gettext_lazy("What is to be done"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    owner = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who does it"), empty_label=None)
    due_on = day_field(gettext_lazy("Until"))

    def __init__(self, *args, owners, on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["owner"].queryset = owners
        self.fields["owner"].label_from_instance = lambda person: person.get_full_name()

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < self.on:
            raise forms.ValidationError(_("That day is over. Choose today or a later one."))
        return self.cleaned_data["due_on"]


class MoveForm(TaskForm):
    title = None


class DropForm(forms.Form):
    why = SingleLine(label=gettext_lazy("Why it is dropped"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
