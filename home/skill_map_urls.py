"""The competence map. Mounted at the root of each language."""

from django.urls import path

from home.views import skills

urlpatterns = [
    path("skills/", skills.skills, name="skills"),
    path("skills/<slug:code>/", skills.skill, name="skill"),
]
