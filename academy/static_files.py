"""Static files under names that hold their hash, kept by browsers for good; our own also compressed, once.

Wagtail's own hundreds of files are for staff only: pressing them takes half a minute, so production alone does that.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.compress import Compressor


class HashedStaticFiles(ManifestStaticFilesStorage):
    """Django's hashed names, with .br and .gz beside each of the academy's own files."""

    manifest_strict = False

    def post_process(self, paths, dry_run=False, **options):
        compressor = Compressor(use_gzip=True, use_brotli=True, quiet=True)
        for name, hashed, processed in super().post_process(paths, dry_run, **options):
            yield name, hashed, processed
            if not dry_run and isinstance(hashed, str) and self._ours(name) and compressor.should_compress(hashed):
                for each in {name, hashed}:
                    if self.exists(each):
                        list(compressor.compress(self.path(each)))

    def _ours(self, name: str) -> bool:
        return any((Path(folder) / name).is_file() for folder in settings.STATICFILES_DIRS)
