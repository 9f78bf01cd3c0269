"""A document of a journey, as it is sent: to be saved, never shown in the page's own name."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from mentoring.incubation.documents import content_type, download_name
from mentoring.models import JourneyDocument


def served(document: JourneyDocument) -> FileResponse:
    try:
        stored = default_storage.open(document.file.name)
    except OSError:
        raise Http404("file") from None
    response = FileResponse(stored, as_attachment=True, filename=download_name(document), content_type=content_type(document))
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
