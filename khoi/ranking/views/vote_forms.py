"""The forms of the open questions: a line a member, each with names of its own on the page."""

from dataclasses import dataclass
from typing import Any

from khoi.ranking.forms import ClassVote, TieVote
from khoi.ranking.models import Table
from khoi.ranking.rules import DecidedKind
from khoi.ranking.views.shown import Question, questions_in
from tenants.models import Membership

Vote = TieVote | ClassVote


@dataclass(frozen=True)
class Asked:
    """One member's part of a question, with its form."""

    member: Membership
    form: Vote


Forms = list[tuple[Question, list[Asked]]]


def forms_for(table: Table, sent: Vote | None = None, member: Membership | None = None) -> Forms:
    """The questions with fresh forms; `sent` stands at the member for whom it was filled in."""
    return [
        (question, [_asked(table, question, code, sent, member) for code in question.agencies])
        for question in questions_in(table.result)
    ]


def _asked(table: Table, question: Question, code: str, sent: Vote | None, sent_for: Membership | None) -> Asked:
    member = table.members[code]
    wanted = ClassVote if question.label else TieVote
    if isinstance(sent, wanted) and sent_for is not None and sent_for.id == member.id:
        return Asked(member, sent)
    kept = {} if question.label else _recorded_place(table, code)
    return Asked(member, wanted(formdata=None, prefix=prefix_of(wanted, member), data=kept))


def _recorded_place(table: Table, code: str) -> dict[str, Any]:
    """A place that was entered already stays in its cell, so that the order of all equals is seen at once."""
    vote = next((vote for vote in table.votes if vote.kind is DecidedKind.TIE and vote.agency == code), None)
    return {} if vote is None else {"result": int(vote.result), "basis": vote.basis}


def prefix_of(wanted: type[Vote], member: Membership) -> str:
    """Names of fields differ from line to line, so that no two on the page are alike."""
    # With its own dash: WTForms adds one only where the id does not happen to end in one.
    return f"{'class' if wanted is ClassVote else 'tie'}-{member.public_id}-"
