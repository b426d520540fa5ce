"""Changes of documents: drafted, issued, received, answered, numbered; and of what comes in."""

from khoi.documents.actions.drafting import (
    Draft,
    add_file,
    draft,
    drop,
    give_back,
    redraft,
    remove_file,
    send_to_head,
)
from khoi.documents.actions.incoming import Came, add_incoming_file, amend, register, remove_incoming_file
from khoi.documents.actions.issuing import issue, withdraw
from khoi.documents.actions.receiving import read, receive, remind
from khoi.documents.actions.registering import Elsewhere, enter_elsewhere, settle_kinds, strike
from khoi.documents.actions.replying import (
    add_reply_file,
    begin_reply,
    remove_reply_file,
    reply_to_head,
    send_reply,
    write_reply,
)

__all__ = [
    "Came", "Draft", "Elsewhere", "add_file", "add_incoming_file", "add_reply_file", "amend", "begin_reply", "draft",
    "drop", "enter_elsewhere", "give_back", "issue", "read", "receive", "redraft", "register", "remind", "remove_file",
    "remove_incoming_file", "remove_reply_file", "reply_to_head", "send_reply", "send_to_head", "settle_kinds",
    "strike", "withdraw", "write_reply",
]  # fmt: skip
