"""The front of the house: the home page of each language, and plain pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField


class HomePage(Page):
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "home.StandardPage"]

    class Meta:
        verbose_name = _("home page")

    def serve(self, request, *args, **kwargs):
        from home.views.landing import landing

        return landing(request)


class StandardPage(Page):
    """A page of plain text: about, accessibility, rules of the house."""

    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "document-link"])

    content_panels = [*Page.content_panels, FieldPanel("body")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page")
