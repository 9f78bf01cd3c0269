"""What floor 0 carries out: mail, invitations among it, and telling a learning record store."""

from academy import (
    erasure_journal,  # noqa: F401 - registers its handler
    xapi_forwarding,
)
from academy.directory import asking_to_confirm  # noqa: F401 - registers the words of its mail
from academy.emails import deliver, deliver_rendered
from academy.invitation_mail import deliver_invitation
from academy.outbox import handler

handler("mail", external=True)(deliver)
handler("mail.rendered", external=True, forget=True)(deliver_rendered)
handler("academy.invitation", external=True)(deliver_invitation)
handler(xapi_forwarding.KIND, external=True)(xapi_forwarding.send)
