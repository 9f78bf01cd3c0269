from courses.models.badges import Badge, BadgeAward, BadgeKind, BadgeSkill, BadgeVersion
from courses.models.certificates import Certificate
from courses.models.content import CourseAuthor, CourseIndexPage, CoursePage, CourseTag, CourseVersion, LessonPage, LessonTag
from courses.models.discussion import DiscussionPost, PostReport, ThreadFollow
from courses.models.issuers import Issuer, IssuerKey, StatusList
from courses.models.messages import TrainerMessage
from courses.models.overrides import ReleaseOverride
from courses.models.quizzes import Question, QuestionVersion, Quiz, QuizAttempt
from courses.models.records import Enrolment, LessonCompletion, Withdrawal
from courses.models.writing import ReflectionEntry, TaskSubmission

__all__ = [
    "Badge", "BadgeAward", "BadgeKind", "BadgeSkill", "BadgeVersion", "Certificate", "CourseAuthor", "CourseIndexPage", "CoursePage", "CourseTag",
    "CourseVersion", "DiscussionPost", "Enrolment", "Issuer", "IssuerKey", "LessonCompletion", "LessonPage", "LessonTag", "PostReport", "Question",
    "QuestionVersion", "Quiz", "QuizAttempt", "ReflectionEntry", "ReleaseOverride", "StatusList", "TaskSubmission", "ThreadFollow", "TrainerMessage",
    "Withdrawal",
]
