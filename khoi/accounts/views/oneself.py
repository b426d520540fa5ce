"""A change to one's own account: it stands outside every year, and its line in the journal of one's bloc."""

from collections.abc import Iterator
from contextlib import contextmanager

from khoi.accounts.models import bloc_of
from tenants.database import db, reading
from tenants.gate import me
from tenants.models import User, user_by_id
from tenants.scope import Scope, acting


@contextmanager
def as_oneself() -> Iterator[User]:
    """One writing transaction with the person's own scope; committed at its end, undone when something is refused.

    For views that mark themselves `own_transactions`."""
    with reading():
        bloc = bloc_of(user_by_id(me().id))
        db.session.close()
    with acting(Scope(bloc=bloc, agency=me().agency_id or 0, user=me().id)):
        try:
            yield user_by_id(me().id)
            db.session.commit()
        finally:
            db.session.rollback()
