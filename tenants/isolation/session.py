"""The first wall, in the session: criteria on every ORM statement, a check at every flush."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction, with_loader_criteria

from tenants.isolation.councils import CouncilOwned
from tenants.isolation.kinds import AgencyOwned, BlocOwned, Facts, Owned
from tenants.scope import OutOfScope, Scope, present_scope, scope_or_none

PINNED = "scope of this transaction"
TELL = "how the database is told"


def _criteria(kind: type[Owned]) -> Any:
    # The lambda is asked for each mapped class of the kind, aliases and subqueries included.
    return with_loader_criteria(kind, lambda cls: cls.in_sight(), include_aliases=True, track_closure_variables=False)


CRITERIA = (_criteria(AgencyOwned), _criteria(BlocOwned), _criteria(CouncilOwned))


def raise_session_wall(session_class: Any, on_begin: Callable[[Connection, Scope | None], None]) -> None:
    """Put the wall around every session of this factory; `on_begin` tells the database whose transaction begins."""

    def pin(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
        session.info[PINNED] = scope_or_none()
        session.info[TELL] = on_begin
        on_begin(connection, scope_or_none())

    event.listen(session_class, "after_begin", pin)
    event.listen(session_class, "after_transaction_end", _unpin)
    event.listen(session_class, "do_orm_execute", _guard_reading)
    event.listen(session_class, "before_flush", _guard_writing)


def _unpin(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(PINNED, None)


def _hold_scope(session: Session) -> None:
    """Within a transaction nobody may become somebody, and the database is told; but never somebody else: what the
    first one loaded is still in the session's hands."""
    present = scope_or_none()
    pinned = session.info.get(PINNED, present)
    if pinned == present:
        return
    if pinned is not None:
        raise OutOfScope("the scope changed inside a transaction")
    session.info[PINNED] = present
    session.info[TELL](session.connection(), present)


def _guard_reading(state: ORMExecuteState) -> None:
    """Every ORM statement that mentions an owned table, however deep, gets the criteria of the scope."""
    _hold_scope(state.session)
    if state.is_column_load:
        # Of a row that nobody owns; it carries the criteria already, and would carry them once more at each refresh.
        _refuse_refresh(state)
        return
    if state.is_select or state.is_update or state.is_delete:
        state.statement = state.statement.options(*CRITERIA)


def _refuse_refresh(state: ORMExecuteState) -> None:
    """A refresh asks by primary key and would pass the criteria by."""
    if state.bind_mapper is not None and issubclass(state.bind_mapper.class_, Owned):
        raise OutOfScope("a refresh passes the wall: ask for the row again")


def _guard_writing(session: Session, context: UOWTransaction, instances: object) -> None:
    """No row out of scope is written, and none leaves its owner."""
    _hold_scope(session)
    for rows, right in ((session.new, "inserted"), (session.dirty, "updated"), (session.deleted, "deleted")):
        for row in rows:
            if isinstance(row, Owned):
                _refuse_foreign(row, right, present_scope())


def _refuse_foreign(row: Owned, right: str, scope: Scope) -> None:
    if not getattr(type(row), right)(row, cast(Facts, scope)):
        raise OutOfScope(f"{type(row).__name__} is not this scope's to write")
    state = inspect(row)
    if state is None or not state.persistent:
        return
    for key in ("year_id", "agency_id", "bloc_id", "owner"):
        if key in state.attrs and state.attrs[key].history.has_changes():
            raise OutOfScope(f"{type(row).__name__} may not leave its owner")
