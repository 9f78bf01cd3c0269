"""Cities: their public pages, and the front page of a coordinator's desk. Mounted at the root of each language."""

from django.urls import include, path

from home import city_figures_urls
from home.views import cities, city_desk, city_invitations, city_page, city_people, city_team, hours, invited, network

desk = [
    path("", city_desk.desk, name="city_desk"),
    path("people/", city_people.people, name="city_people"),
    path("people/list.csv", city_people.people_csv, name="city_people_csv"),
    path("people/<int:pk>/", city_people.person, name="city_person"),
    path("people/<int:pk>/roles/", city_people.give_role, name="city_role_give"),
    path("people/<int:pk>/organisation/", city_people.set_body, name="city_person_organisation"),
    path("team/", city_team.team, name="city_team"),
    path("team/roles/<int:pk>/end/", city_people.end_role, name="city_role_end"),
    path("team/organisations/new/", city_team.add_organisation, name="city_organisation_add"),
    path("team/organisations/<int:pk>/", city_team.organisation, name="city_organisation"),
    path("invitations/", city_invitations.invitations, name="city_invitations"),
    path("invitations/list/", city_invitations.invite_list, name="city_invite_list"),
    path("invitations/<uuid:pk>/withdrawal/", city_invitations.invitation_withdrawal, name="city_invitation_withdrawal"),
    path("invitations/<uuid:pk>/again/", city_invitations.invitation_again, name="city_invitation_again"),
    path("hours/", hours.city_hours_shown, name="city_hours_shown"),
    path("figures/", include(city_figures_urls.at_desk)),
    path("page/", city_page.city_page, name="city_page_edit"),
]
urlpatterns = [
    path("cities/", cities.index, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("city/<slug:slug>/", include(desk)),
    path("network/", network.network, name="network"),
    path("network/figures.csv", network.network_csv, name="network_csv"),
    path("network/figures.json", network.network_json, name="network_json"),
    path("network/hours/", hours.network_hours, name="network_hours"),
    *city_figures_urls.at_root,
    path("invitations/<str:token>/", invited.invitation, name="invitation"),
    path("invitations/<str:token>/acceptance/", invited.acceptance, name="invitation_acceptance"),
    path("invitations/<str:token>/refusal/", invited.declining, name="invitation_refusal"),
    path("invitations/<str:token>/account/", invited.account, name="invitation_account"),
]
