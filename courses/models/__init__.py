from courses.models.certificates import Certificate
from courses.models.content import CourseAuthor, CourseIndexPage, CoursePage, CourseTag, CourseVersion, LessonPage, LessonTag
from courses.models.discussion import DiscussionPost, PostReport, ThreadFollow
from courses.models.messages import TrainerMessage
from courses.models.overrides import ReleaseOverride
from courses.models.quizzes import Question, QuestionVersion, Quiz, QuizAttempt
from courses.models.records import Enrolment, LessonCompletion, Withdrawal
from courses.models.writing import ReflectionEntry, TaskSubmission

__all__ = [
    "Certificate", "CourseAuthor", "CourseIndexPage", "CoursePage", "CourseTag", "CourseVersion", "DiscussionPost", "Enrolment",
    "LessonCompletion", "LessonPage", "LessonTag", "PostReport", "Question", "QuestionVersion", "Quiz", "QuizAttempt", "ReflectionEntry",
    "ReleaseOverride", "TaskSubmission", "ThreadFollow", "TrainerMessage", "Withdrawal",
]
