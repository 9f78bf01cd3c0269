"""How a phase of a plan stood on a day. Pure."""

from datetime import date

DONE, LATE, NOW, TO_COME, OPEN = "done", "late", "now", "to_come", "open"


def phase_state(phase, on: date) -> str:
    """done; late (open after its last day); now; to_come; open: nobody gave it dates. `phase`: anything with starts_on, ends_on and done_on."""
    if phase.done_on and phase.done_on <= on:
        return DONE
    if phase.ends_on and phase.ends_on < on:
        return LATE
    if phase.starts_on and phase.starts_on > on:
        return TO_COME
    return NOW if phase.starts_on else OPEN
