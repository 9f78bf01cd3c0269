"""Rounds at the desks of cities and of the network: the same pages under city/<slug>/mentoring/ and network/mentoring/."""

from django.urls import include, path

from mentoring.views import desk_publish, desk_round, desk_rounds, desk_rules, desk_rulings, desk_runs, desk_uptake

ROUND = [
    path("", desk_round.overview, name="round_desk"),
    path("edit/", desk_round.edit, name="round_edit"),
    path("opening/", desk_round.opening, name="round_opening"),
    path("removal/", desk_round.removal, name="round_removal"),
    path("rules/", desk_rules.rules, name="round_rules"),
    path("uptake/", desk_uptake.uptake, name="round_uptake"),
    path("simulations/", desk_runs.simulations, name="round_simulations"),
    path("simulations/new/", desk_runs.new, name="round_simulation_new"),
    path("simulations/comparison/", desk_runs.comparison, name="round_comparison"),
    path("simulations/<int:pk>/", desk_runs.simulation, name="round_simulation"),
    path("simulations/<int:pk>/result.json", desk_runs.result_file, name="round_result_file"),
    path("simulations/<int:pk>/input.json", desk_runs.input_file, name="round_input_file"),
    path("rulings/", desk_rulings.rulings, name="round_rulings"),
    path("rulings/<int:pk>/lifting/", desk_rulings.lifting, name="round_ruling_lifting"),
    path("publication/", desk_publish.publication, name="round_publication"),
    path("call/closing/", desk_publish.call_closing, name="round_call_closing"),
    path("closing/", desk_publish.closing, name="round_closing"),
    path("archiving/", desk_publish.archiving, name="round_archiving"),
]
urlpatterns = [
    path("city/<slug:city>/mentoring/", desk_rounds.of_city, name="city_mentoring"),
    path("city/<slug:city>/mentoring/new/", desk_rounds.new_in_city, name="city_round_new"),
    path("city/<slug:city>/mentoring/<slug:name>/", include(ROUND)),
    path("network/mentoring/", desk_rounds.of_network, name="network_mentoring"),
    path("network/mentoring/new/", desk_rounds.new_in_network, name="network_round_new"),
    path("network/mentoring/<slug:name>/", include(ROUND)),
]
