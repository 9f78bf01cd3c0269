"""Skills in the editors' admin: the network's coordinators keep the list that mentoring, profiles and courses choose from."""

from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from academy.lines_by_language import LinesByLanguage
from academy.models import Skill
from academy.permissions import can
from academy.skill_choices import grouped_choices
from academy.skill_problem_words import sentence
from academy.standards.skill_framework import LONGEST_DESCRIPTION, LONGEST_LABEL, Known, SkillRow
from academy.standards.skill_framework_tree import tree_problems
from academy.views.skills_import import skills_import

WHERE = {"no_english": "labels", "uri_taken": "uri"}  # the field a problem belongs to; the others are about what it belongs to


class SkillForm(WagtailAdminModelForm):
    """Labels and descriptions are typed as lines, one for each language."""

    labels = LinesByLanguage(label=_("Labels"), longest=LONGEST_LABEL, rows=8,
                             help_text=_("One line for each language: its code, a colon, the label. English is needed, such as: en: Bookkeeping"))
    descriptions = LinesByLanguage(label=_("Descriptions"), longest=LONGEST_DESCRIPTION, rows=6, required=False, english=False,
                                   help_text=_("The same, one sentence for each language: what one can do who has it."))
    parent = forms.ChoiceField(label=_("Belongs to"), required=False, help_text=_("An area, or a competence. The academy’s own skills may stand below a framework’s."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "—"), *grouped_choices(Skill.objects.exclude(pk=self.instance.pk), with_headings=True)]

    def clean_parent(self) -> Skill | None:
        chosen = self.cleaned_data["parent"]
        return Skill.objects.get(pk=int(chosen)) if chosen else None

    def clean(self):
        said = super().clean()
        if not self.errors:
            row = SkillRow(0, said["code"], said["framework"], said["parent"].code if said["parent"] else "", heading=said["is_heading"], labels=said["labels"])
            known = {each.code: Known(each.framework, each.parent.code if each.parent else "", "", each.is_heading)
                     for each in Skill.objects.exclude(pk=self.instance.pk).select_related("parent")}
            if self.instance.pk and self.initial.get("code") not in (None, said["code"]):  # what stands below follows a changed code
                known = {code: Known(each.framework, said["code"] if each.parent == self.initial["code"] else each.parent, "", each.heading) for code, each in known.items()}
            for problem in tree_problems([row], known, frozenset({"parent", "heading"})):
                self.add_error(WHERE.get(problem.code, "parent"), sentence(problem))
        return said


class SkillIndex(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("parent")

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if can(self.request.user, "skills.import"):
            buttons = [*buttons, HeaderButton(_("Bring in a framework"), reverse("skills:import"), icon_name="upload")]
        return buttons


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
    list_display = ["__str__", "code", "framework", "parent", "is_heading", "retired_on"]
    list_filter = ["framework", "is_heading"]
    search_fields = ["code"]
    index_view_class = SkillIndex
    edit_handler = ObjectList([
        FieldPanel("code"), FieldPanel("labels"), FieldPanel("descriptions"),
        MultiFieldPanel([FieldPanel(name) for name in ("framework", "parent", "is_heading", "position", "uri")], heading=_("Where it belongs")),
        FieldPanel("retired_on")], base_form_class=SkillForm)

    def get_urlpatterns(self):
        return [path("import/", skills_import, name="import"), *super().get_urlpatterns()]
