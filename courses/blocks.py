"""The only list of lesson blocks. Each renders by templates/courses/blocks/<name>.html."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

PARAGRAPH = ["bold", "italic", "link", "ol", "ul", "document-link"]


def _text(label, **options):
    return blocks.RichTextBlock(label=label, features=PARAGRAPH, **options)


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Main")), ("3", _("Below it"))], default="2")

    class Meta:
        icon, label, template = "title", _("Heading"), "courses/blocks/heading.html"


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(label=_("What the image shows, for those who do not see it"), max_length=250)
    credit = blocks.CharBlock(label=_("Credit: who made it, under which licence"), max_length=150)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon, label, template = "image", _("Image"), "courses/blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(label=_("Who said or wrote it"), max_length=150)

    class Meta:
        icon, label, template = "openquote", _("Quote"), "courses/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=[("note", _("Good to know")), ("try", _("Try it")), ("warning", _("Watch out"))], default="note")
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = _text(_("Text"))

    class Meta:
        icon, label, template = "info-circle", _("Callout"), "courses/blocks/callout.html"


class MediaBlock(blocks.StructBlock):
    """Self-hosted file, or an embed that loads only after the reader agrees; words for those who cannot play it."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    file = DocumentChooserBlock(label=_("File"), required=False)
    url = blocks.URLBlock(label=_("Or an address on YouTube or Vimeo"), required=False, help_text=_("It loads only when the reader agrees."))
    transcript = _text(_("Transcript"))

    def clean(self, value):
        result = super().clean(value)
        if bool(result.get("file")) == bool(result.get("url")):
            raise blocks.StructBlockValidationError(block_errors={"file": ValidationError(_("Choose a file or write an address, one of the two."))})
        if result.get("url"):
            from courses.embeds import embed_for

            if embed_for(result["url"]) is None:
                raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(_("Only addresses of YouTube or Vimeo can be embedded."))})
        return result


class VideoBlock(MediaBlock):
    captions = DocumentChooserBlock(label=_("Captions (a .vtt file)"), required=False)
    poster = ImageChooserBlock(label=_("Still picture"), required=False)

    class Meta:
        icon, label, template = "media", _("Video"), "courses/blocks/video.html"

    def clean(self, value):
        result = super().clean(value)
        if result.get("file") and not result.get("captions"):
            raise blocks.StructBlockValidationError(block_errors={"captions": ValidationError(_("A video of ours needs captions: a .vtt file."))})
        return result


class AudioBlock(MediaBlock):
    class Meta:
        icon, label, template = "media", _("Audio"), "courses/blocks/audio.html"


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        icon, label, template = "download", _("Download"), "courses/blocks/download.html"


class AccordionItem(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = _text(_("Text"))


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItem(), label=_("Parts"), min_num=1)

    class Meta:
        icon, label, template = "list-ul", _("Accordion"), "courses/blocks/accordion.html"


class TimelineItem(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=60)
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = _text(_("Text"), required=False)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    items = blocks.ListBlock(TimelineItem(), label=_("Moments"), min_num=1)

    class Meta:
        icon, label, template = "date", _("Timeline"), "courses/blocks/timeline.html"


class GlossaryBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"), max_length=100)
    meaning = blocks.TextBlock(label=_("Meaning"))

    class Meta:
        icon, label, template = "help", _("Glossary term"), "courses/blocks/glossary.html"


class RoadmapPhase(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Phase"), max_length=150)
    aim = blocks.TextBlock(label=_("Aim"))
    resources = blocks.TextBlock(label=_("Resources"), required=False)
    actors = blocks.TextBlock(label=_("Actors"), required=False)
    conditions = blocks.TextBlock(label=_("Conditions"), required=False)
    risks = blocks.TextBlock(label=_("Risks"), required=False)


class RoadmapBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    phases = blocks.ListBlock(RoadmapPhase(), label=_("Phases"), min_num=1)

    class Meta:
        icon, label, template = "order", _("Practice roadmap"), "courses/blocks/roadmap.html"


class CityStoryBlock(blocks.StructBlock):
    city = blocks.CharBlock(label=_("City"), max_length=100)
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = _text(_("Story"))
    lesson_drawn = blocks.TextBlock(label=_("What we take from it"), required=False)

    class Meta:
        icon, label, template = "site", _("Story of a city"), "courses/blocks/city_story.html"


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(label=_("Prompt"))
    hint = blocks.TextBlock(label=_("Hint"), required=False)

    class Meta:
        icon, label, template = "edit", _("Reflection"), "courses/blocks/reflection.html"


class QuizBlock(blocks.StructBlock):
    quiz = SnippetChooserBlock("courses.Quiz", label=_("Quiz"))

    class Meta:
        icon, label, template = "tick-inverse", _("Quiz"), "courses/blocks/quiz.html"


class DiscussionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(label=_("What to talk about"))

    class Meta:
        icon, label, template = "comment", _("Discussion"), "courses/blocks/discussion.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon, label, template = "pilcrow", _("Text"), "courses/blocks/text.html"


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("text", TextBlock(features=PARAGRAPH)), ("heading", HeadingBlock()), ("image", ImageBlock()), ("quote", QuoteBlock()),
        ("callout", CalloutBlock()), ("video", VideoBlock()), ("audio", AudioBlock()), ("download", DownloadBlock()),
        ("accordion", AccordionBlock()), ("timeline", TimelineBlock()), ("glossary", GlossaryBlock()), ("roadmap", RoadmapBlock()),
        ("city_story", CityStoryBlock()), ("reflection", ReflectionBlock()), ("quiz", QuizBlock()), ("discussion", DiscussionBlock()),
    ]


def _plain_rules() -> list[tuple[str, blocks.Block]]:
    return [
        ("after_previous", blocks.StaticBlock(label=_("After the lesson before it"), icon="arrow-right")),
        ("on_date", blocks.DateTimeBlock(label=_("On a date"), icon="date")),
        ("days_after_enrolment", blocks.IntegerBlock(label=_("Days after joining"), min_value=0, max_value=3650, icon="calendar")),
        ("days_after_cohort_start", blocks.IntegerBlock(label=_("Days after the cohort starts"), min_value=0, max_value=3650, icon="calendar")),
        ("after_course", blocks.PageChooserBlock(label=_("After another course"), page_type="courses.CoursePage", icon="doc-full")),
    ]


class RuleGroupBlock(blocks.StructBlock):
    match = blocks.ChoiceBlock(label=_("Opens when"), choices=[("all", _("all of these hold")), ("any", _("one of these holds"))], default="any")
    rules = blocks.StreamBlock(_plain_rules(), label=_("Rules"))

    class Meta:
        icon, label = "list-ul", _("A group of rules")


def release_blocks() -> list[tuple[str, blocks.Block]]:
    return [*_plain_rules(), ("group", RuleGroupBlock())]
