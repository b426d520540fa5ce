"""Pages of documents."""

from khoi.documents.views.blueprint import documents

__all__ = ["documents"]
