"""What mentoring has the outbox carry out."""

from academy.outbox import handler
from mentoring import circle_handlers, entry_mails, mentorship_handlers, proposal_handlers  # noqa: F401  they register their own
from mentoring.orientation import mails, priorities  # noqa: F401  they register their own
from mentoring.running import KIND as RUN
from mentoring.running import play_intention

handler(RUN, external=True)(play_intention)
