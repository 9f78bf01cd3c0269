"""The front of the house: the home page of each language, plain pages, and a page for each partner city."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from academy.models import PartnerCity
from home.city_letters import CityLetter, LettersStopped  # noqa: F401  rows of this app

CITY_TEXT = ["bold", "italic", "link", "ol", "ul"]


class HomePage(Page):
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CourseIndexPage", "cohorts.ExchangeIndexPage", "home.CityIndexPage", "home.StandardPage"]

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


class CityIndexPage(Page):
    """All partner cities. One per language."""

    intro = RichTextField(_("introduction"), blank=True, features=CITY_TEXT)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.CityPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of the cities")

    def serve(self, request, *args, **kwargs):
        from home.views.cities import index as served

        return served(request)


class CityPage(Page):
    """What a partner city says about itself. Its people, organisations, courses and exchanges are not written here: they are counted."""

    city = models.ForeignKey(PartnerCity, verbose_name=_("partner city"), on_delete=models.PROTECT, related_name="pages")
    intro = RichTextField(_("who we are"), blank=True, features=CITY_TEXT)
    offer = RichTextField(_("what we offer"), blank=True, features=CITY_TEXT)
    seek = RichTextField(_("what we seek"), blank=True, features=CITY_TEXT)
    image = models.ForeignKey("wagtailimages.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    image_alt = models.CharField(_("what is to be seen on it"), max_length=250, blank=True)

    content_panels = [*Page.content_panels, *(FieldPanel(name) for name in ("city", "intro", "offer", "seek", "image", "image_alt"))]
    search_fields = [*Page.search_fields, *(index.SearchField(name) for name in ("intro", "offer", "seek")), index.FilterField("city")]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("city", overridable=False), TranslatableField("intro"),
                                    TranslatableField("offer"), TranslatableField("seek"), SynchronizedField("image"), TranslatableField("image_alt")]
    parent_page_types = ["home.CityIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of a city")

    def full_clean(self, *args, **kwargs) -> None:
        """The address is the city's own short name, so that every link to a city finds its page."""
        if self.city_id:
            self.slug = self.city.slug
        super().full_clean(*args, **kwargs)

    def serve(self, request, *args, **kwargs):
        from home.views.cities import city as served

        return served(request, slug=self.slug)
