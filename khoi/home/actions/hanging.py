"""What the bloc does hangs on the tasks of a plan that it belongs to."""

from collections.abc import Collection, Iterable

from khoi.home.models.hanging import Thing
from khoi.plans.actions import link_task, unlink_task
from khoi.plans.models import Task


def hang_on(thing: Thing, tasks: Iterable[Task], hung: Iterable[Task], chosen: Collection[str]) -> None:
    """Hang the thing on the chosen ones of these tasks (by public id), and take it off the others that it hung on.

    On a task of the bloc its title is seen by every member only if every member knows of it already."""
    for task in tasks:
        if task.public_id in chosen:
            link_task(task, thing.kind, thing.public_id, thing.title, internal=not thing.known)
    for task in hung:
        if task.public_id not in chosen:
            unlink_task(task, thing.kind, thing.public_id)
