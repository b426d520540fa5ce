"""Stored files behind the same wall: a row says whose it is, the folder holds the bytes under their own hash."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from flask import current_app
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Public, db
from tenants.isolation import Filed
from tenants.scope import present_scope

CHUNK = 1 << 20
#: Seconds in which a file may wait for its row.
WAITING = 3600


class FileFacts:
    """What is known of one file as it came: its original name is data, its place is its hash. A step that keeps files
    adds this to a table of its own kind of owner, which says who may see them."""

    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    pages: Mapped[int | None] = mapped_column()
    stored_at: Mapped[datetime] = mapped_column()
    stored_by: Mapped[int | None] = mapped_column()


class StoredFile(Filed, FileFacts, Public, Base):
    """A file of one agency, which chairs and appraisers see once it is filed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are safe on disk: their hash and how many."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Received:
    """A file that passed the upload gate, with its bytes safe on disk."""

    name: str
    media_type: str
    kept: Kept
    pages: int | None = None


def facts_of(received: Received) -> dict[str, Any]:
    """The columns of a new row for a file that has just arrived."""
    return {
        "name": received.name, "media_type": received.media_type, "size": received.kept.size,
        "sha256": received.kept.sha256, "pages": received.pages,
        "stored_at": clock.now(), "stored_by": present_scope().user or None,
    }  # fmt: skip


def root() -> Path:
    """The folder of the stored files."""
    return Path(current_app.config["FILES_DIR"])


def previews() -> Path:
    """Where pictures of pages are kept; what is there can be drawn anew and needs no backup."""
    return root() / "previews"


def keep(stream: BinaryIO) -> Kept:
    """Write the bytes, flushed to disk, under their hash; the row that names them is written afterwards."""
    incoming = root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    part = incoming / secrets.token_hex(16)
    try:
        kept = _write(stream, part)
        _move(part, place(kept.sha256))
    finally:
        part.unlink(missing_ok=True)
    return kept


def _write(stream: BinaryIO, part: Path) -> Kept:
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as out:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def _move(part: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    part.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def place(sha256: str) -> Path:
    """Where the bytes of that hash lie."""
    return place_in(root(), sha256)


def place_in(folder: Path, sha256: str) -> Path:
    """The same under any folder of stored files."""
    return folder / sha256[:2] / sha256[2:4] / sha256


def read_bytes(row: FileFacts) -> bytes:
    return place(row.sha256).read_bytes()


@dataclass(frozen=True, slots=True)
class Orphans:
    """What the check of rows against bytes found, both ways, by hash."""

    #: Rows whose bytes are gone: something to fetch back from a backup.
    lost: list[str]
    #: Bytes that no row names: uploads refused after they had been received. They harm nobody.
    unnamed: list[str]
    #: Uploads that were cut off, by a killed worker or a power cut: they may be deleted.
    unfinished: list[str]


def orphans() -> Orphans:
    """Compare rows and bytes; asked by the operator, whose scope sees every agency's files.

    Bytes are written before their row: what is younger than an hour may still be waiting for it."""
    in_rows = _hashes_in_rows()  # first: what comes meanwhile is young
    on_disk = dict(_ages_on_disk())
    young = time.time() - WAITING
    unnamed = [sha256 for sha256, changed in on_disk.items() if sha256 not in in_rows and changed < young]
    unfinished = [part.name for part in (root() / "incoming").glob("*") if part.stat().st_mtime < young]
    return Orphans(sorted(in_rows - on_disk.keys()), sorted(unnamed), sorted(unfinished))


def _ages_on_disk() -> Iterator[tuple[str, float]]:
    """Every stored hash and when its bytes came."""
    return ((path.name, path.stat().st_mtime) for path in root().glob("??/??/*") if path.is_file())


def file_tables() -> list[Any]:
    """Every mapped table that keeps files, by name: what a backup takes along and the check of orphans compares."""
    mapped: list[Any] = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, FileFacts)]
    return sorted(mapped, key=lambda table: table.__tablename__)


def named_hashes() -> str:
    """The question for all hashes that rows name, as text for the tools that keep the database."""
    return " UNION ".join(f"SELECT sha256 FROM {table.__tablename__}" for table in file_tables()) + " ORDER BY sha256"  # noqa: S608


def _hashes_in_rows() -> set[str]:
    return {sha256 for table in file_tables() for sha256 in db.session.scalars(select(table.sha256).distinct())}
