"""The figures of a city, mounted at /city/<slug>/figures/, and the choice of its letters, mounted at the root of each language."""

from django.urls import path

from home.views import city_figures, city_letters

at_desk = [
    path("", city_figures.figures, name="city_figures"),
    path("figures.csv", city_figures.figures_csv, name="city_figures_csv"),
    path("figures.json", city_figures.figures_json, name="city_figures_json"),
    path("report.pdf", city_figures.report, name="city_report"),
    path("<slug:reason>/", city_letters.people, name="city_figures_list"),
    path("<slug:reason>/letter/", city_letters.letter, name="city_figures_letter"),
]
at_root = [
    path("my/mails/city/", city_letters.mine, name="my_city_letters"),
    path("mails/city/stop/<str:token>/", city_letters.stop, name="city_letters_stop"),
]
