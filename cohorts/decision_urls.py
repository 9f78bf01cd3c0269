"""Ballots and the register of decisions. Mounted at the root of each language."""

from django.urls import path

from cohorts.views import ballot_results, ballot_running, ballots, decisions

urlpatterns = [
    path("proposals/<uuid:proposal>/ballot/", ballot_running.new, name="ballot_new"),
    path("ballots/<uuid:ballot>/", ballots.ballot, name="ballot"),
    path("ballots/<uuid:ballot>/closing/", ballot_running.closing, name="ballot_closing"),
    path("ballots/<uuid:ballot>/cancellation/", ballot_running.cancellation, name="ballot_cancellation"),
    path("ballots/<uuid:ballot>/objections/<int:number>/answer/", ballot_running.objection_answer, name="objection_answer"),
    path("ballots/<uuid:ballot>/objections/<int:number>/word/", ballots.objection_word, name="objection_word"),
    path("ballots/<uuid:ballot>/result/", ballot_results.result, name="ballot_result"),
    path("ballots/<uuid:ballot>/result.json", ballot_results.result_json, name="ballot_result_json"),
    path("decisions/", decisions.index, name="decisions"),
    path("decisions/<uuid:decision>/", decisions.decision, name="decision"),
    path("decisions/<uuid:decision>/follow-up/", decisions.follow_up, name="decision_follow_up"),
]
