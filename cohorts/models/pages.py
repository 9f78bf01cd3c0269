"""What readers find of an exchange: one Wagtail page per language, laid by the coordinator's desk and open to editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cohorts.blocks import exchange_blocks
from cohorts.models.exchanges import Exchange
from courses.models.content import INLINE_TEXT


class ExchangeIndexPage(Page):
    """The programme of the network. One per language."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_TEXT)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    override_translatable_fields = [SynchronizedField("slug"), TranslatableField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["cohorts.ExchangePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("programme of exchanges")

    def serve(self, request, *args, **kwargs):
        from cohorts.views.exchanges import index as served

        return served(request)


class ExchangePage(Page):
    """The words of one exchange in one language. Dates, seats and people are the Exchange's."""

    exchange = models.ForeignKey(Exchange, verbose_name=_("exchange"), on_delete=models.PROTECT, related_name="pages", editable=False)
    summary = models.CharField(_("summary"), max_length=250, help_text=_("One or two sentences for the list."))
    image = models.ForeignKey("wagtailimages.Image", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    image_alt = models.CharField(_("what is to be seen on it"), max_length=250, blank=True)
    body = StreamField(exchange_blocks(), verbose_name=_("text"), blank=True)

    content_panels = [TitleFieldPanel("title", help_text=""), FieldPanel("summary"), FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2), index.SearchField("body")]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("exchange", overridable=False), TranslatableField("summary"),
                                    SynchronizedField("image"), TranslatableField("image_alt"), TranslatableField("body")]
    parent_page_types = ["cohorts.ExchangeIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False  # the coordinators' desk lays it, together with its Exchange

    class Meta:
        verbose_name = _("page of an exchange")

    def serve(self, request, *args, **kwargs):
        from cohorts.views.exchange_page import exchange as served

        return served(request, slug=self.exchange.slug)

    def serve_preview(self, request, mode_name):
        from cohorts.views.exchange_page import preview

        return preview(request, self)
