"""Stored files behind the same wall: a row says whose it is, the folder holds the bytes under their own hash."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from flask import current_app
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Public, db
from tenants.isolation import Filed

CHUNK = 1 << 20


class StoredFile(Filed, Public, Base):
    """One file as it came: its original name is data, its place is its hash."""

    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    pages: Mapped[int | None] = mapped_column()
    stored_at: Mapped[datetime] = mapped_column()
    stored_by: Mapped[int | None] = mapped_column()


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are safe on disk: their hash and how many."""

    sha256: str
    size: int


def root() -> Path:
    """The folder of the stored files."""
    return Path(current_app.config["FILES_DIR"])


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
    return root() / sha256[:2] / sha256[2:4] / sha256


def read_bytes(row: StoredFile) -> bytes:
    return place(row.sha256).read_bytes()


def hashes_on_disk() -> Iterator[str]:
    """Every stored hash, for the check that finds files without rows."""
    return (path.name for path in root().glob("??/??/*") if path.is_file())


def hashes_in_rows() -> set[str]:
    """Every hash that a row names; asked by the operator only."""
    return set(db.session.scalars(select(StoredFile.sha256).distinct()))
