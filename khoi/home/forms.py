"""The one form of the last step: which tasks a thing belongs to."""

from collections.abc import Iterable

from khoi.plans.models import Task
from tenants.forms import EditForm, TicksField, options

QUARTERS = {1: "Quý I", 2: "Quý II", 3: "Quý III", 4: "Quý IV"}


class TasksForm(EditForm):
    """The tasks of the own plan, each ticked or not."""

    tasks = TicksField("Thuộc nhiệm vụ")

    def offer(self, tasks: Iterable[Task]) -> None:
        self.tasks.choices = options((task.public_id, named(task)) for task in tasks)


def named(task: Task) -> str:
    """A task as it stands in the list: quarter, number, content."""
    return f"{QUARTERS[task.quarter]}, {task.number}. {task.content[:160]}"
