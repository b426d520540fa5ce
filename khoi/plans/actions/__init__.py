"""What changes plans and their tasks."""

from khoi.plans.actions.links import link_task, unlink_task
from khoi.plans.actions.planning import begin_plan, edit_text, note_export, take_in
from khoi.plans.actions.progress import advance, discard_report, remind, send_report, write_report
from khoi.plans.actions.tasks import add_task, edit_task, remove, restore, show_to_bloc
from khoi.plans.actions.units import (
    add_department,
    add_person,
    remove_department,
    remove_person,
    rename_department,
)

__all__ = [
    "add_department",
    "add_person",
    "add_task",
    "advance",
    "begin_plan",
    "discard_report",
    "edit_task",
    "edit_text",
    "link_task",
    "note_export",
    "remind",
    "remove",
    "remove_department",
    "remove_person",
    "rename_department",
    "restore",
    "send_report",
    "show_to_bloc",
    "take_in",
    "unlink_task",
    "write_report",
]
