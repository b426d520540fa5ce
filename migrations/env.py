"""Runs the migrations on the connection that `tenants.schema` hands over; alone it refuses."""

from typing import Any

from alembic import context
from sqlalchemy.types import TypeDecorator

import khoi.tables  # noqa: F401 - every model, so that the metadata is whole
from tenants.database import Base

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("run the migrations with: khoi upgrade")


def plain_type(kind: str, value: Any, autogen: Any) -> str | bool:
    """A migration names the database's own types, so that it never changes with our code."""
    if kind == "type" and isinstance(value, TypeDecorator):
        impl = value.impl_instance
        return f"sa.{impl!r}" if type(impl).__module__.startswith("sqlalchemy") else False
    return False


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=plain_type,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
