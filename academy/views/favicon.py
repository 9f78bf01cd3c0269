"""/favicon.ico, for what asks there without reading the page's head: sent on to the drawing."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control


@cache_control(public=True, max_age=86_400)
def favicon(request):
    return redirect(static("icons/tessera.svg"))
