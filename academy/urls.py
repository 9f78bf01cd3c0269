"""Every address of the academy."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from academy.health import healthz
from academy.metrics import metrics
from academy.views.favicon import favicon
from academy.views.feeds import personal_calendar
from academy.views.stored_images import FOLDERS, stored_image
from home.views import landing

handler400 = "academy.bad_request.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("metrics", metrics, name="metrics"),
    # The editors' admin has no door of its own: signing in, and the second factor, are the academy's.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    # Without a language in it: this is the address a city's identity provider has written down.
    path("identity/", include("academy.views.city_identity")),
    # Nor in this one: calendars keep it for years, whatever language their owner turns to.
    path("feeds/<str:token>.ics", personal_calendar, name="personal_calendar"),
    # Nor in these: they stand in every badge somebody ever earned.
    path("badges/", include("courses.badge_urls")),
    path("documents/", include(wagtaildocs_urls)),
    re_path(rf"^media/(?P<folder>{'|'.join(FOLDERS)})/(?P<path>.+)$", stored_image),
]
urlpatterns += i18n_patterns(
    path("", landing.landing, name="landing"),
    path("courses/", include("courses.urls")),
    path("", include("academy.people_urls")),
    path("", include("home.badge_urls")),
    path("my/", include("home.my_urls")),
    path("certificates/", include("courses.certificate_urls")),
    path("talk/", include("courses.talk_urls")),
    path("", include("cohorts.calendar_urls")),
    path("", include("cohorts.mail_urls")),
    path("", include("cohorts.days_urls")),
    path("", include("cohorts.desk_urls")),
    path("", include("cohorts.exchange_urls")),
    path("", include("cohorts.practice_urls")),
    path("", include("cohorts.cohort_urls")),
    path("", include("cohorts.space_urls")),
    path("", include("cohorts.group_meeting_urls")),
    path("", include("cohorts.proposal_urls")),
    path("", include("cohorts.decision_urls")),
    path("", include("cohorts.mirror_urls")),
    path("", include("cohorts.call_urls")),
    path("", include("cohorts.plan_urls")),
    path("", include("academy.directory_urls")),
    path("", include("mentoring.orientation_urls")),
    path("", include("mentoring.incubation_urls")),
    path("", include("home.hub_network_urls")),
    path("", include("home.hub_urls")),
    path("", include("mentoring.urls")),
    path("", include("home.city_urls")),
    path("", include("home.skill_map_urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
)
