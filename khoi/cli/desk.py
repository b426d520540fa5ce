"""The operator's desk: opens the data folder, its schema and the portal, and acts with the command line's own scope."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import Any

import click
from flask import Flask

from khoi.app import create_app
from khoi.ranking.models import standing_in_force
from khoi.settings import Settings, from_environment
from khoi.years.models import is_held
from tenants import journal, schema
from tenants.database import db, let_go, reading
from tenants.models import Bloc, Year, bloc_named, blocs, year_of, years_of
from tenants.refusal import Refused
from tenants.scope import Scope, acting


@dataclass(frozen=True, slots=True)
class Post:
    """Where a command acts: one bloc, and one of its years."""

    bloc: Bloc
    year: Year


class Desk:
    """What the commands share: the settings, the portal, and the transaction they act in."""

    def __init__(self, data: str | None, bloc: str | None = None, year: int | None = None) -> None:
        self.data, self.bloc, self.year = data, bloc, year

    @property
    def folder(self) -> Path:
        """The data folder, whether it exists or not."""
        return Path(self.data or os.environ.get("KHOI_DATA") or ".khoi")

    @cached_property
    def settings(self) -> Settings:
        return from_environment(data=self.data)

    @cached_property
    def app(self) -> Flask:
        """The portal on a database that stands at this code's newest migration; an empty one is filled."""
        prepare(self.settings)
        return create_app(self.settings)

    @contextmanager
    def portal(self, *, quiet: bool = False) -> Iterator[None]:
        """The portal's database in one transaction; what is not committed when it ends is undone as a whole."""
        with self.app.app_context(), reading() if quiet else nullcontext():
            try:
                yield
            finally:
                let_go()

    @contextmanager
    def at_bloc(self, *, quiet: bool = False) -> Iterator[Bloc]:
        """Act for the bloc; every act is journalled. `quiet`: only look."""
        with self.portal(quiet=quiet):
            bloc = self.the_bloc()
            with acting(Scope.of_operator(bloc.id)):
                yield bloc
                self._keep(quiet)

    @contextmanager
    def at_year(self, number: int | None = None, *, quiet: bool = False) -> Iterator[Post]:
        """Act for a year of the bloc: the one asked for, else `number` (of a file), else the only one there is."""
        with self.portal(quiet=quiet):
            bloc = self.the_bloc()
            year = self.the_year(bloc, number)
            with acting(Scope.of_operator(bloc.id, year.id)):
                yield Post(bloc, year)
                self._keep(quiet)

    def _keep(self, quiet: bool) -> None:
        """Commit while the scope is still in force: the journal's lines are written under it."""
        if not quiet:
            db.session.commit()

    def the_bloc(self) -> Bloc:
        """The bloc asked for, else the only one there is."""
        if self.bloc is not None:
            return _bloc_called(self.bloc)
        found = blocs()
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused(f"Chưa có khối nào trong {self.folder}. Tạo bằng: khoi year open <năm> --bloc <tên khối>")
        raise Refused(f"Có nhiều khối, chọn một bằng --bloc: {', '.join(bloc.slug for bloc in found)}")

    def the_year(self, bloc: Bloc, number: int | None = None) -> Year:
        """The year asked for, else that of a file, else the only one there is."""
        years = years_of(bloc.id)
        number = self.year or number or (years[0].number if len(years) == 1 else None)
        known = ", ".join(str(year.number) for year in years) or "chưa có năm nào"
        if number is None:
            raise Refused(f"Chọn năm bằng --year (đang có: {known}).")
        if (found := year_of(bloc.id, number)) is None:
            raise Refused(f"Khối chưa có năm {number} (đang có: {known}). Mở bằng: khoi year open {number}")
        return found


def _bloc_called(name: str) -> Bloc:
    found = bloc_named(name) or next((bloc for bloc in blocs() if bloc.name == name), None)
    if found is None:
        known = ", ".join(bloc.slug for bloc in blocs()) or "chưa có khối nào"
        raise Refused(f"Không có khối “{name}” (đang có: {known}).")
    return found


def looked(post: Post, what: str) -> None:
    """The operator's eyes see drafts too: that he looked stands in the journal."""
    journal.wrote(post.year, "look", what=what)


def refuse_published(post: Post) -> None:
    """What is published does not change under its readers."""
    if standing_in_force(post.year.id) is not None:
        raise Refused(f"Kết quả năm {post.year.number} đã công bố; rút công bố trước rồi nhập.")
    if is_held(post.year.id):
        raise Refused(f"Điểm năm {post.year.number} đã chốt; mở lại điểm trước rồi nhập.")


def prepare(settings: Settings) -> None:
    """Make the schema in an empty database; refuse one that stands elsewhere than this code."""
    stands = schema.stands_at(settings.database_url)
    if not stands:
        schema.upgrade(settings.database_url, settings.owner_database)
    elif stands != schema.head():
        raise Refused(f"Cơ sở dữ liệu ở phiên bản {stands}, phần mềm cần {schema.head()}. Chạy: khoi upgrade")


def desk_of(ctx: click.Context) -> Desk:
    """The desk of this run, with what the command line said so far."""
    chosen = ctx.find_root().meta
    return Desk(chosen.get("data"), chosen.get("bloc"), chosen.get("year"))


def at_desk(command: Callable[..., None]) -> Callable[..., None]:
    """Hand the desk to a command as its first argument."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        command(desk_of(click.get_current_context()), *args, **kwargs)

    return run
