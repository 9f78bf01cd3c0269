"""The tree of the demo academy: a home page and a catalogue in each language that has content."""

from wagtail.models import Locale, Page, Site

from courses.models import CourseIndexPage
from home.models import HomePage, StandardPage

LANGUAGES = ("en", "pt", "ar")
ABOUT = """
<p>Tessera is an academy for cities that work on the social and solidarity economy. People learn from each other here: by following courses,
by visiting each other's cities, and by mentoring.</p>
<p>A tessera is one tile of a mosaic. In Italian it is also the membership card of a co-operative. Both meanings are meant.</p>
<h2>What we hold to</h2>
<ul><li><b>Mutuality.</b> Whoever learns here can teach here too.</li><li><b>Democracy.</b> Both sides choose, and every rule can be read.</li>
<li><b>Participation.</b> Nobody is left out because of a phone, a language or a timetable.</li></ul>
<h2>This is a demo</h2>
<p>The people in this academy are invented, and so is the town of Seventeen Wells. The cities, networks and programmes in the lessons are real.</p>
"""
ACCESSIBILITY = """
<p>Every page works by keyboard, without JavaScript, at 320 pixels and with a screen reader. Colours keep the contrast of WCAG 2.2 AA in light and in dark.
Lessons can be printed.</p>
<p>Videos and sound have captions and a transcript. Nothing from outside loads before you agree to it.</p>
<p>If something stands in your way, tell the team of your city. They can change it, and so can we.</p>
"""


def one_line(html: str) -> str:
    """The same words without the line breaks of this file, which translators would otherwise meet."""
    return " ".join(html.split())


def lay_site(port: int) -> HomePage:
    """The English home page with its catalogue and plain pages; made once, then left as editors have it."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    for code in LANGUAGES[1:]:
        Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.filter(locale=english).first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children().filter(slug="home"):
            welcome.delete()
        root = Page.objects.get(pk=root.pk)
        home = root.add_child(instance=HomePage(title="Tessera", slug="home", locale=english))
        Site.objects.all().delete()
        Site.objects.create(hostname="127.0.0.1", port=port, root_page=home, is_default_site=True, site_name="Tessera")
    for model, fields in (
        (CourseIndexPage, {"title": "Courses", "slug": "courses", "intro": "<p>Start where you are. Stop when you must. Your place is kept.</p>"}),
        (StandardPage, {"title": "About Tessera", "slug": "about", "body": one_line(ABOUT)}),
        (StandardPage, {"title": "Accessibility", "slug": "accessibility", "body": one_line(ACCESSIBILITY)}),
    ):
        if not model.objects.child_of(home).filter(slug=fields["slug"]).exists():
            home.add_child(instance=model(locale=english, **fields))
            home.refresh_from_db()
    return home
