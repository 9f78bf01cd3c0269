"""The embedded academy's mail: one readable .eml file per message in VAR_DIR/mail, newest name last."""

import uuid
from pathlib import Path

import structlog
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

log = structlog.get_logger(__name__)


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / f"{timezone.now():%Y%m%d-%H%M%S-%f}-{uuid.uuid4().hex[:4]}.eml"
            whole = path.with_suffix(".part")
            whole.write_bytes(message.message().as_bytes())
            whole.replace(path)
            log.info("mail_written", file=path.name)
        return len(email_messages)
