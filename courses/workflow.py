"""The way a draft is read by a co-trainer before it is published: Wagtail's workflow, laid over every catalogue."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import page_published

from academy.models.people import Role
from courses.models import CourseIndexPage

# The names are data, in the language the academy is set up in; anyone may rename them in the admin afterwards.
WORKFLOW = "A co-trainer reads it"
TASK = "Read by a co-trainer"


@transaction.atomic
def lay_workflow() -> Workflow:
    """Make the workflow if it is missing, and put every catalogue under it that has none. Run it as often as you like."""
    from academy.role_groups import GROUPS

    trainers, _made = Group.objects.get_or_create(name=GROUPS[Role.TRAINER][0])
    task = GroupApprovalTask.objects.filter(groups=trainers, active=True).order_by("pk").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=TASK)
        task.groups.add(trainers)
    workflow = Workflow.objects.filter(workflow_tasks__task=task, active=True).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for catalogue in CourseIndexPage.objects.filter(workflowpage=None):
        WorkflowPage.objects.create(workflow=workflow, page=catalogue)
    return workflow


def _catalogue_published(sender, instance, **kwargs) -> None:
    lay_workflow()


def listen() -> None:
    page_published.connect(_catalogue_published, sender=CourseIndexPage, dispatch_uid="courses.workflow")
