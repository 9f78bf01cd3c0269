"""Addresses under /<lang>/my/ about one's own skills."""

from django.urls import path

from home.views import assessments, endorsements, my_skills

urlpatterns = [
    path("skills/", my_skills.mine, name="my_skills"),
    path("skills/my-skills.csv", my_skills.file, {"form": "csv"}, name="my_skills_csv"),
    path("skills/my-skills.json", my_skills.file, {"form": "json"}, name="my_skills_json"),
    path("skills/goals/", my_skills.goals, name="my_skill_goals"),
    path("skills/goals/<int:pk>/", my_skills.goal, name="my_skill_goal"),
    path("skills/assessment/", assessments.begin, name="my_assessment"),
    path("skills/assessment/<int:pk>/", assessments.end, name="my_assessment_end"),
    path("skills/assessment/<int:pk>/removal/", assessments.removal, name="my_assessment_removal"),
    path("skills/assessment/<int:pk>/<slug:code>/", assessments.question, name="my_assessment_question"),
    path("skills/<slug:code>/", my_skills.one, name="my_skill"),
    path("endorsements/", endorsements.mine, name="my_endorsements"),
    path("endorsements/new/", endorsements.new, name="my_endorsement_new"),
    path("endorsements/<int:pk>/", endorsements.one, name="my_endorsement"),
    path("endorsements/<int:pk>/withdrawal/", endorsements.withdrawal, name="my_endorsement_withdrawal"),
]
