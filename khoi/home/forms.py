"""The one form of the last step: which tasks a thing belongs to."""

from collections.abc import Iterable

from khoi.plans.models import Task
from khoi.plans.rules import QUARTER_NAMES
from tenants.forms import EditForm, TicksField, options


class TasksForm(EditForm):
    """The tasks of the own plan, each ticked or not."""

    tasks = TicksField("Thuộc nhiệm vụ")

    def offer(self, tasks: Iterable[Task]) -> None:
        self.tasks.choices = options((task.public_id, named(task)) for task in tasks)


def named(task: Task) -> str:
    """A task as it stands in the list: quarter, number, content."""
    return f"{QUARTER_NAMES[task.quarter]}, {task.number}. {task.content[:160]}"
