"""The rules of a round: public once the call is open, changed only until people are asked."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy.refusals import Refused
from mentoring.opening import change_rules
from mentoring.rule_changes import rule_changes
from mentoring.rule_words import rules_in_words
from mentoring.rules_form import RulesForm
from mentoring.views.desk_page import at, for_round, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def rules(request, mentoring_round):
    fixed = bool(mentoring_round.published_at or mentoring_round.closed_at)
    form = RulesForm(mentoring_round.rules, request.POST if request.method == "POST" else None, groups_stand=bool(mentoring_round.opened_at))
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_rules(mentoring_round, form.rules(), by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            told = _("Kept. The round’s page says what changed, and when.") if mentoring_round.opened_at else _("Kept.")
            messages.success(request, told if changed else _("Nothing was changed."))
            return redirect(at(mentoring_round, "round_desk"))
    return page(request, "rules", _("Rules of the round"), mentoring_round, form=form, fixed=fixed, in_words=rules_in_words(mentoring_round.rules),
                changes=rule_changes(mentoring_round), status=422 if form.errors else 200)
