"""Proposals: reading, asking, answering."""

from django.urls import path

from mentoring.views import proposal_questions, proposals, round_reasons

urlpatterns = [
    path("proposals/<int:pk>/", proposals.proposal, name="my_proposal"),
    path("proposals/<int:pk>/answer/", proposals.answer, name="my_proposal_answer"),
    path("proposals/<int:pk>/questions/", proposal_questions.ask, name="my_proposal_question"),
    path("proposals/<int:pk>/questions/<int:question>/", proposal_questions.reply, name="my_proposal_reply"),
    path("rounds/<slug:slug>/reasons/", round_reasons.reasons, name="my_round_reasons"),
    path("rounds/<slug:slug>/further/", round_reasons.further, name="my_round_further"),
]
