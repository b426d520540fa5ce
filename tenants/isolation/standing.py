"""Does the second wall stand? Asked by the doctor of the database itself, with the app's own eyes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.pool import NullPool

from tenants.database import database_url
from tenants.isolation.database import arm_sqlite, owned_classes, sqlite_triggers, standing_triggers, table_name

_ROLE = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
_TABLES = (
    "SELECT relname, relrowsecurity AND relforcerowsecurity, pg_get_userbyid(relowner) = current_user, "
    "(SELECT count(*) FROM pg_policies WHERE schemaname = 'public' AND tablename = relname) "
    "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)


def holes(url: str) -> list[str]:
    """What is missing of the wall in the database at this address; empty when it stands."""
    address = make_url(database_url(url))
    if address.get_backend_name() == "sqlite":
        return list(_sqlite_holes(Path(address.database or "")))
    engine = create_engine(address, poolclass=NullPool)
    with engine.connect() as connection:
        return [*_role_holes(connection), *_table_holes(connection)]


def _sqlite_holes(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        arm_sqlite(connection)
        standing, wanted = standing_triggers(connection), len(sqlite_triggers())
    if standing != wanted:
        yield f"chỉ dựng được {standing}/{wanted} chốt chặn của SQLite"


def _role_holes(connection: Connection) -> Iterator[str]:
    role = connection.exec_driver_sql(_ROLE).one()
    if role[0] or role[1]:
        yield "vai trò của cổng (DATABASE_URL) là superuser hoặc có BYPASSRLS: mọi chính sách bị bỏ qua"


def _table_holes(connection: Connection) -> Iterator[str]:
    found = {row[0]: row for row in connection.exec_driver_sql(_TABLES)}
    if owned := sorted(name for name, row in found.items() if row[2]):
        yield f"vai trò của cổng sở hữu bảng: {', '.join(owned[:5])}; dùng MIGRATION_DATABASE_URL cho vai trò chủ"
    for cls in owned_classes():
        name, wanted = table_name(cls), 2 if cls.written_once else 4
        if name not in found or not found[name][1] or found[name][3] < wanted:
            yield f"bảng {name} thiếu chính sách theo dòng"
