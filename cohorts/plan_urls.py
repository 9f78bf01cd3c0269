"""A city's plan, its measures and indicators: for everybody, and at the city's desk. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import city_plan, desk_indicators, desk_measures, desk_plan, plan_report

desk = [
    path("", desk_plan.plan, name="desk_plan"),
    path("new/", desk_plan.new, name="desk_plan_new"),
    path("words/", desk_plan.words, name="desk_plan_words"),
    path("publication/", desk_plan.publication, name="desk_plan_publication"),
    path("phases/<slug:kind>/", desk_plan.phase, name="desk_plan_phase"),
    path("consultation/", desk_plan.consultation, name="desk_plan_consultation"),
    path("studies/new/", desk_plan.study_new, name="desk_study_new"),
    path("studies/<int:pk>/removal/", desk_plan.study_removal, name="desk_study_removal"),
    path("measures/new/", desk_measures.new, name="desk_measure_new"),
    path("measures/from/<slug:origin>/<slug:key>/", desk_measures.measure_from, name="measure_from"),
    path("measures/<int:pk>/", desk_measures.measure, name="desk_measure"),
    path("measures/<int:pk>/step/", desk_measures.step, name="desk_measure_step"),
    path("measures/<int:pk>/again/", desk_measures.again, name="desk_measure_again"),
    path("measures/<int:pk>/place/", desk_measures.place, name="desk_measure_place"),
    path("measures/<int:pk>/supports/", desk_measures.supports, name="desk_measure_supports"),
    path("measures/<int:pk>/supports/<int:support>/removal/", desk_measures.support_removal, name="desk_support_removal"),
    path("indicators/new/", desk_indicators.new, name="desk_indicator_new"),
    path("indicators/<int:pk>/", desk_indicators.indicator, name="desk_indicator"),
    path("indicators/<int:pk>/values/", desk_indicators.values, name="desk_indicator_values"),
    path("indicators/<int:pk>/values/<int:value>/", desk_indicators.correction, name="desk_indicator_correction"),
]
public = [
    path("", city_plan.plan, name="city_plan"),
    path("models/", city_plan.models, name="plan_models"),
    path("studies/<int:pk>/", city_plan.study, name="plan_study"),
    path("supports/<int:pk>/", city_plan.support, name="plan_support"),
    path("<int:year>/", plan_report.report, name="city_plan_report"),
    path("<int:year>/report.pdf", plan_report.report_file, name="city_plan_report_pdf"),
]
urlpatterns = [path("city/<slug:city>/plan/", include(desk)), path("cities/<slug:slug>/plan/", include(public))]
