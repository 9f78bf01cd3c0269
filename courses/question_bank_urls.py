"""The question bank inside Wagtail's admin, below /cms/question-bank/."""

from django.urls import path

from courses.views import gift_exchange, question_bank, question_translations, trainer_quizzes

urlpatterns = [
    path("<uuid:key>/", question_bank.questions, name="trainer_questions"),
    path("<uuid:key>/add/<slug:kind>/", question_bank.add, name="trainer_question_add"),
    path("<uuid:key>/questions/<uuid:pk>/", question_bank.edit, name="trainer_question"),
    path("<uuid:key>/questions/<uuid:pk>/versions/", question_bank.versions, name="trainer_question_versions"),
    path("<uuid:key>/questions/<uuid:pk>/retirement/", question_bank.retirement, name="trainer_question_retirement"),
    path("<uuid:key>/questions/<uuid:pk>/preview/", question_bank.preview, name="trainer_question_preview"),
    path("<uuid:key>/questions/<uuid:pk>/languages/<slug:language>/", question_translations.translation, name="trainer_question_translation"),
    path("<uuid:key>/import/", gift_exchange.gift_import, name="trainer_gift_import"),
    path("<uuid:key>/export/", gift_exchange.gift_export, name="trainer_gift_export"),
    path("<uuid:key>/quizzes/add/", trainer_quizzes.quiz, name="trainer_quiz_add"),
    path("<uuid:key>/quizzes/<int:pk>/", trainer_quizzes.quiz, name="trainer_quiz"),
]
