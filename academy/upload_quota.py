"""A cap on what one request may upload, enforced while it is read, before anything reaches a disk.

Django reads a whole upload before any view or CSRF check can refuse it: without this, an anonymous 1 GB post to the sign-in
form writes 1 GB. First in FILE_UPLOAD_HANDLERS.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
NOBODY_MAY_SEND = 64 * 1024  # bytes: no form for people who are signed out takes a file


class UploadQuota(FileUploadHandler):
    def __init__(self, request=None):
        super().__init__(request)
        self.left = NOBODY_MAY_SEND

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        # Small posts need no look at who sends them: that would cost them a query.
        if content_length is None or content_length > NOBODY_MAY_SEND:
            self.left = self._allowance()
        if content_length is not None and content_length > self.left + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The upload is larger than its sender may send.")

    def _allowance(self) -> int:
        person = getattr(self.request, "user", None)
        if not getattr(person, "is_authenticated", False):
            return NOBODY_MAY_SEND
        in_the_admin = self.request.path.startswith("/cms/")
        return (settings.UPLOAD_MAX_MB if in_the_admin else settings.HANDED_IN_MAX_MB) * MEGABYTE

    def receive_data_chunk(self, raw_data, start):
        self.left -= len(raw_data)
        if self.left < 0:
            raise RequestDataTooBig("The upload is larger than its sender may send.")
        return raw_data

    def file_complete(self, file_size):
        return None
