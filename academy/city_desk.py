"""Cities and organisations in the editors' admin: the network's coordinators keep all, a city's coordinators its own."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet

from academy.models import Organisation, PartnerCity
from academy.permissions import coordinated_city_ids, sees_network


class OnlyOwn:
    """What another city keeps is not there."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        if not Organisation.objects.manageable_by(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found


class OwnIndex(generic.IndexView):
    def get_base_queryset(self):
        return Organisation.objects.manageable_by(self.request.user).select_related("city")


class OwnEdit(OnlyOwn, generic.EditView):
    pass


class OwnDelete(OnlyOwn, generic.DeleteView):
    pass


class OwnHistory(OnlyOwn, history.HistoryView):
    pass


class OwnUsage(OnlyOwn, usage.UsageView):
    pass


class OrganisationForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not sees_network(self.for_user):
            own = PartnerCity.objects.filter(pk__in=coordinated_city_ids(self.for_user))
            self.fields["city"] = forms.ModelChoiceField(own, label=_("partner city"), empty_label=None)


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "organisations"
    url_namespace = "organisations"
    url_prefix = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "city", "kind"]
    search_fields = ["name"]
    edit_handler = ObjectList([FieldPanel(name) for name in ("name", "city", "kind", "description", "website")], base_form_class=OrganisationForm)
    index_view_class, edit_view_class, delete_view_class = OwnIndex, OwnEdit, OwnDelete
    history_view_class, usage_view_class = OwnHistory, OwnUsage


class PartnerCityForm(WagtailAdminModelForm):
    """Languages are typed as codes with spaces between them, not as a list of a program."""

    languages = forms.CharField(label=_("Languages"), help_text=_("Codes with a space between them, such as: ar fr"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = " ".join(self.instance.languages or [])

    def clean_languages(self) -> list[str]:
        codes = self.cleaned_data["languages"].replace(",", " ").lower().split()
        if not all(code.isascii() and code.isalpha() and 2 <= len(code) <= 3 for code in codes):
            raise forms.ValidationError(_("Write codes of two or three letters, such as: ar fr"))
        return codes


class PartnerCityViewSet(ModelViewSet):
    model = PartnerCity
    name = "cities"
    url_namespace = "cities"
    url_prefix = "cities"
    icon = "site"
    menu_label = _("Partner cities")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "country", "time_zone"]
    search_fields = ["name"]
    edit_handler = ObjectList([FieldPanel(name) for name in ("name", "slug", "country", "time_zone", "languages", "tradition", "latitude", "longitude")],
                              base_form_class=PartnerCityForm)
