"""What changes the year's pledges."""

from khoi.pledges.actions.agreement import change_pledge, draft_pledge, file_signed, issue_pledge
from khoi.pledges.actions.catalogue import add_title, begin_catalogue, change_title
from khoi.pledges.actions.filing import file_registration, give_back, send_back, send_to_head
from khoi.pledges.actions.paper import enter_paper
from khoi.pledges.actions.registering import (
    add_target,
    begin_registration,
    change_target,
    copy_from,
    register_title,
    remove_target,
)
from khoi.pledges.actions.reminding import remind_all, remind_of_registration
from khoi.pledges.actions.results import enter_result, file_results

__all__ = [
    "add_target",
    "add_title",
    "begin_catalogue",
    "begin_registration",
    "change_pledge",
    "change_target",
    "change_title",
    "copy_from",
    "draft_pledge",
    "enter_paper",
    "enter_result",
    "file_registration",
    "file_results",
    "file_signed",
    "give_back",
    "issue_pledge",
    "register_title",
    "remind_all",
    "remind_of_registration",
    "remove_target",
    "send_back",
    "send_to_head",
]
