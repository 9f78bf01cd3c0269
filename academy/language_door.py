"""Django's LocaleMiddleware, except that what is missing outside the languages is missing: it is not looked for under /en/.

Wagtail's catch-all makes every address valid below a language, so a 404 of the admin, a file or a health check would become
a redirect to a page that is not there either.
"""

from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language

WITHOUT_LANGUAGE = ("/badges/", "/cms/", "/django-admin/", "/documents/", "/feeds/", "/media/", "/static/", "/healthz", "/metrics")


class LanguageMiddleware(LocaleMiddleware):
    def process_response(self, request, response):
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
