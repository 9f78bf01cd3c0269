"""A picture for the page of an exchange: one, optional, with what is to be seen on it for those who do not see it."""

from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from academy.file_reading import read_photo
from academy.models import record
from academy.single_line import SingleLine
from cohorts.exchange_pages import first_page
from cohorts.refusals import Refused
from cohorts.seats import lock
from cohorts.views.desk_page import at, for_exchange, page


class PictureForm(forms.Form):
    picture = WagtailImageField(label=gettext_lazy("Picture"), required=False)
    image_alt = SingleLine(label=gettext_lazy("What is to be seen on it"), max_length=250, required=False, help_text=gettext_lazy("For people who do not see it."))
    consent = forms.BooleanField(label=gettext_lazy("We may use it, and people on it agreed"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Show no picture"), required=False)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("picture") and not given.get("image_alt"):
            self.add_error("image_alt", _("Say in a few words what is to be seen."))
        if given.get("picture") and not given.get("consent"):
            self.add_error("consent", _("Only pictures you may use, of people who agreed."))
        if given.get("picture") and not self.errors:
            try:  # drawn anew: where and when it was taken would go along into every size of it
                self.drawn = read_photo(given["picture"])
            except Refused as refused:
                self.add_error("picture", refused.sentence)
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def picture(request, exchange):
    source = first_page(exchange, request.user).get_latest_revision_as_object()
    form = PictureForm(request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None, initial={"image_alt": source.image_alt})
    if source.image_id is None:
        del form.fields["remove"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            lock(exchange.pk)
            source = first_page(exchange, request.user).get_latest_revision_as_object()
            if given["picture"]:
                source.image = get_image_model().objects.create(title=exchange.text.title, file=ContentFile(form.drawn.large, name=f"{exchange.slug}.jpg"), uploaded_by_user=request.user)
            elif given.get("remove"):
                source.image = None
            source.image_alt = given["image_alt"]
            if not source.live:
                source.save()
            revision = source.save_revision(user=request.user)
            if exchange.is_public:
                revision.publish(user=request.user, skip_permission_checks=True)
            record(request.user, "changed", "exchange", exchange.key, at=timezone.now(), details={"fields": ["picture"], "told": False})
        messages.success(request, _("Kept."))
        return redirect(at(exchange, "desk_exchange"))
    return page(request, "picture", _("Picture"), exchange, form=form, source=source, status=422 if form.errors else 200)
