"""What later steps hang on a task: they write it through here, the plan only shows it."""

from khoi.plans.models import Task, TaskLink, link_named
from tenants import journal
from tenants.database import db
from tenants.refusal import Refused

LONGEST_TITLE = 300


def link_task(task: Task, kind: str, public_id: str, title: str, *, internal: bool = False) -> TaskLink:
    """Hang something on a task: `kind` is its kind ("document", "activity", "movement", "report"; views.linking knows
    their pages), `public_id` its random id, `title` what people read. Linked twice it hangs once, under its newest
    title.

    Who sees the task sees the link with its title: so link to a task of the bloc only what every member may know of
    (an issued document, a launched movement, an activity all are invited to). Of anything else, and of anything that
    only some receive, say `internal`: then the task's own agency alone sees it, whatever becomes of the task.
    Refused outside the task's own agency, and for a task that is out of the plan."""
    if task.removed_at is not None:
        raise Refused("Việc này đã đưa ra khỏi kế hoạch, không gắn thêm được.")
    row = link_named(task, kind, public_id)
    shown = task.of_bloc and not internal
    if row is None:
        row = TaskLink(year_id=task.year_id, agency_id=task.agency_id, task_id=task.id, kind=kind, target=public_id)
        db.session.add(row)
    elif (row.title, row.internal) == (title[:LONGEST_TITLE], internal):
        return row
    row.title, row.internal, row.of_bloc = title[:LONGEST_TITLE], internal, shown
    db.session.flush()
    journal.wrote(row, "link_task", kind=kind, target=public_id)
    return row


def unlink_task(task: Task, kind: str, public_id: str) -> None:
    """Take the thing off the task; nothing happens where it does not hang."""
    row = link_named(task, kind, public_id)
    if row is not None:
        journal.wrote(row, "unlink_task", kind=kind, target=public_id)
        db.session.delete(row)
