"""Skills in the editors' admin: the network's coordinators keep the list that mentoring, profiles and courses choose from."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from academy.models import Skill
from academy.single_line import refuse_control_characters

LONGEST = 80


def labels_as_typed(labels: dict[str, str]) -> str:
    return "\n".join(f"{code}: {label}" for code, label in sorted(labels.items(), key=lambda each: (each[0] != "en", each[0])))


class SkillForm(WagtailAdminModelForm):
    """Labels are typed as lines, one for each language."""

    labels = forms.CharField(label=_("Labels"), widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
                             help_text=_("One line for each language: its code, a colon, the label. English is needed, such as: en: Bookkeeping"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["labels"] = labels_as_typed(self.instance.labels or {})

    def clean_labels(self) -> dict[str, str]:
        labels: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["labels"].splitlines(), 1):
            if not line.strip():
                continue
            code, colon, label = (part.strip() for part in line.partition(":"))
            code = code.lower()
            if not colon or not label or not (code.isascii() and 2 <= len(code) <= 5 and code.replace("-", "").isalpha()):
                raise forms.ValidationError(_("Line %(number)d: write a code, a colon and the label, such as: pt: Contabilidade"), params={"number": number})
            if code in labels:
                raise forms.ValidationError(_("Line %(number)d: “%(code)s” stands there twice."), params={"number": number, "code": code})
            if len(label) > LONGEST:
                raise forms.ValidationError(_("Line %(number)d: a label has at most %(most)d letters."), params={"number": number, "most": LONGEST})
            refuse_control_characters(label)
            labels[code] = label
        if "en" not in labels:
            raise forms.ValidationError(_("Write an English label too: the other languages fall back to it."))
        return labels


class SkillViewSet(ModelViewSet):
    """Nobody deletes a skill that others may have chosen: it is retired from a date."""

    model = Skill
    name = "skills"
    url_namespace = "skills"
    url_prefix = "skills"
    icon = "tag"
    menu_label = _("Skills")
    menu_order = 330
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "code", "framework", "retired_on"]
    search_fields = ["code"]
    edit_handler = ObjectList([FieldPanel(name) for name in ("code", "labels", "framework", "uri", "retired_on")], base_form_class=SkillForm)
