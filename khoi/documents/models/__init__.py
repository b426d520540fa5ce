"""Rows of documents, and the questions about them."""

from khoi.documents.models.deliveries import (
    Counts,
    awaiting_receipt,
    counts_in,
    deliveries_of,
    deliveries_to,
    delivery_to,
    held_delivery,
    open_deliveries_to,
    replies_due,
    unreceived_in,
    waiting_for_head,
)
from khoi.documents.models.documents import (
    A_PAGE,
    Addressee,
    Delivery,
    Document,
    DocumentFile,
    Wanted,
    chosen_for,
    chosen_rows,
    count_documents,
    document_by_id,
    documents_in,
    documents_named,
    files_of,
    held,
    newer_than,
    recipients_of,
    replaceable,
    same_file,
)
from khoi.documents.models.incoming import (
    Incoming,
    IncomingFile,
    WantedIncoming,
    count_incoming,
    deployed_by,
    files_of_incoming,
    incoming_due,
    incoming_in,
    next_incoming_number,
)
from khoi.documents.models.owners import Answered, Served
from khoi.documents.models.register import (
    DocumentKind,
    RegisterEntry,
    RegisterNumber,
    all_taken,
    entries_in,
    entry_numbered,
    entry_of,
    hold_register,
    kind_rows,
    kinds_in,
    number_row,
    register_years,
    taken_numbers,
)
from khoi.documents.models.replies import (
    Reply,
    ReplyFile,
    files_of_replies,
    files_of_reply,
    held_reply,
    replies_at_head,
    replies_of,
    replies_to,
)

__all__ = [
    "A_PAGE", "Addressee", "Answered", "Counts", "Delivery", "Document", "DocumentFile", "DocumentKind", "Incoming",
    "IncomingFile", "RegisterEntry", "RegisterNumber", "Reply", "ReplyFile", "Served", "Wanted", "WantedIncoming",
    "all_taken", "awaiting_receipt", "chosen_for", "chosen_rows", "count_documents", "count_incoming", "counts_in",
    "deliveries_of", "deliveries_to", "delivery_to", "deployed_by", "document_by_id", "documents_in",
    "documents_named", "entries_in", "entry_numbered", "entry_of", "files_of", "files_of_incoming",
    "files_of_replies", "files_of_reply", "held", "held_delivery", "held_reply", "hold_register", "incoming_due",
    "incoming_in", "kind_rows", "kinds_in", "newer_than", "next_incoming_number", "number_row", "open_deliveries_to",
    "recipients_of", "register_years", "replaceable", "replies_at_head", "replies_due", "replies_of", "replies_to",
    "same_file", "taken_numbers", "unreceived_in", "waiting_for_head",
]  # fmt: skip
