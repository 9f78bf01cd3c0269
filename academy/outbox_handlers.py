"""What floor 0 carries out: mail."""

from academy import erasure_journal  # noqa: F401  registers its handler
from academy.emails import deliver, deliver_rendered
from academy.outbox import handler

handler("mail", external=True)(deliver)
handler("mail.rendered", external=True, forget=True)(deliver_rendered)
