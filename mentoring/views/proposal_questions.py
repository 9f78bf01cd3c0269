"""Asking and answering within a proposal, without names."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.refusals import Refused
from mentoring import asking
from mentoring.models import MatchProposal
from mentoring.proposal_forms import QuestionForm, ReplyForm
from mentoring.views.proposals import own_proposal, page, refusal


@own_proposal("POST")
def ask(request, mine: MatchProposal):
    form = QuestionForm(request.POST, auto_id="question-%s")
    if form.is_valid():
        try:
            asking.ask(mine, request.user, form.cleaned_data["text"], at=timezone.now())
        except Refused as refused:
            if refused.code != "contacts":
                return refusal(request, mine, refused)
            form.add_error("text", refused.sentence)
        else:
            messages.success(request, _("Your question is on its way, without your name. You get a mail when it is answered."))
            return redirect(f"{reverse('my_proposal', args=[mine.pk])}#questions")
    return page(request, mine, question=form)


@own_proposal("POST")
def reply(request, mine: MatchProposal, question: int):
    """To a question of the other side; one's own are not there to answer."""
    side = mine.side_of(request.user)
    found = next((each for each in mine.questions.all() if each.pk == question and each.asked_by != side), None)
    if found is None:
        raise Http404
    found.proposal = mine
    form = ReplyForm(request.POST, auto_id=f"reply-{found.pk}-%s")
    if form.is_valid():
        try:
            asking.reply(found, request.user, form.cleaned_data["text"], at=timezone.now())
        except Refused as refused:
            if refused.code != "contacts":
                return refusal(request, mine, refused)
            form.add_error("text", refused.sentence)
        else:
            messages.success(request, _("Your answer is on its way, without your name."))
            return redirect(f"{reverse('my_proposal', args=[mine.pk])}#questions")
    return page(request, mine, replies={found.pk: form})
