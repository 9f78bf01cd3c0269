"""Images from the folder of media, where no bucket holds them: the lessons' pictures and people's portraits, nothing else.

Documents go through Wagtail's own view and certificates through theirs, each with its question of who may: their
folders are not reached from here.
"""

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

FOLDERS = ("images", "avatar_images")


@require_safe
def stored_image(request, folder: str, path: str):
    """`folder`: one of FOLDERS. A file of it, kept a day by browsers: a new upload always has a new name."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT / folder)
    patch_cache_control(response, public=True, max_age=86_400)
    return response
