"""Pages of documents: the list, one document, drafts, issue, receipts, answers, the register, what comes in."""

from khoi.documents.views import drafting, incoming, issuing, kinds, listing, reading, receiving, register, replying
from khoi.documents.views.blueprint import documents

__all__ = [
    "documents", "drafting", "incoming", "issuing", "kinds", "listing", "reading", "receiving", "register", "replying",
]  # fmt: skip
