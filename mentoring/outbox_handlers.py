"""What mentoring has the outbox carry out."""

from academy.outbox import handler
from mentoring.running import KIND as RUN
from mentoring.running import play_intention

handler(RUN, external=True)(play_intention)
