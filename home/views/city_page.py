"""A city's coordinators write the page of their city, in the language it was first written in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy.models import record
from courses.lesson_body import direction, language_name
from home.city_page_form import CityPageForm, version_of
from home.desk_door import at_desk
from home.models import CityIndexPage, CityPage


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def city_page(request, city):
    index = CityIndexPage.objects.live().filter(alias_of=None).order_by("pk").first()
    page = CityPage.objects.filter(city=city, alias_of=None).select_related("locale").order_by("pk").first()
    if page is None and index is not None:
        page = CityPage(city=city, title=city.name, slug=city.slug, locale=index.locale)
    if page is None or page.locked:
        return render(request, "home/city/page_closed.html", {"city": city, "here": "page", "locked": page is not None})
    form = CityPageForm(request.POST if request.method == "POST" else None, page=page)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            changed = form.write()
            if page.pk is None and not _added(index, page):
                messages.warning(request, _("Somebody else has just begun this page. Here it is."))
                return redirect("city_page_edit", slug=city.slug)
            if not changed and page.live and page.latest_revision_id:
                messages.info(request, _("Nothing was changed."))
                return redirect("city_page_edit", slug=city.slug)
            # Wagtail's own rights are the editors'; here the desk's door has decided.
            page.save_revision(user=request.user, changed=bool(changed)).publish(user=request.user, skip_permission_checks=True)
            record(request.user, "edited", "city_page", city.slug, at=timezone.now(), details={"fields": changed})
        messages.success(request, _("The page is published."))
        return redirect("city", slug=city.slug)
    if form.errors and page.pk:  # whoever reads that somebody was faster may then keep their own words
        form.data = form.data.copy()
        form.data["version"] = version_of(page)
    written = page.locale.language_code
    return render(request, "home/city/page_form.html", {"city": city, "here": "page", "form": form, "page": page, "written_in": language_name(written),
                                                        "written_code": written, "written_direction": direction(written)}, status=422 if form.errors else 200)


def _added(index: CityIndexPage, page: CityPage) -> bool:
    """Put the first page of a city below the list; False when the same form, sent twice at once, was faster."""
    try:
        index.add_child(instance=page)
    except ValidationError:
        return False
    return True
