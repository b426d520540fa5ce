"""Pages of the ranking: the chairs' table, its publication by two people, and the result that every member reads."""

from khoi.ranking.views import published, publishing, table, votes, what_if
from khoi.ranking.views.blueprint import ranking

__all__ = ["published", "publishing", "ranking", "table", "votes", "what_if"]
