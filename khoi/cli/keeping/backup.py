"""Backups: everything into one file while the portal runs; back into an empty place only, held against the manifest."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from khoi.cli.desk import Desk
from khoi.cli.keeping import bundle, postgres, sqlite
from khoi.cli.keeping.bundle import Manifest, Tables
from khoi.cli.speech import say, watched
from khoi.settings import Settings, from_environment
from tenants import clock, files, journal, schema
from tenants.models import blocs
from tenants.refusal import Refused

DATABASE = {"sqlite": "khoi.db", "postgresql": "khoi.pgdump"}


def make(settings: Settings, target: Path) -> Manifest:
    """Write a backup; the database first, for every file it names was on disk before."""
    revision = schema.stands_at(settings.database_url)
    if not revision:
        raise Refused(f"Chưa có dữ liệu trong {settings.data}.")
    kind = "sqlite" if settings.is_sqlite else "postgresql"
    manifest = Manifest(clock.now().isoformat(), revision, kind, DATABASE[kind])
    with bundle.writing(target, manifest) as writer, _workshop(target.resolve().parent) as workshop:
        hashes = _database_into(writer, settings, workshop / "database")
        for sha256 in watched(hashes, "Tệp", len(hashes)):
            writer.add_file(files.place_in(settings.files, sha256), sha256)
        writer.add_secret(settings.data / bundle.SECRET)
    return manifest


def _database_into(writer: bundle.Writer, settings: Settings, copy: Path) -> list[str]:
    """The database into the bundle; gives back the hashes of the files it names."""
    if settings.is_sqlite:
        sqlite.snapshot(sqlite_file(settings), copy)
        writer.manifest.tables, hashes = sqlite.tables_of(copy), sqlite.stored_hashes(copy)
    else:
        writer.manifest.tables, hashes = postgres.dump(settings, copy)
    writer.add_database(copy)
    return hashes


def sqlite_file(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


def copy_before_upgrade(settings: Settings) -> Path:
    """A snapshot of the database beside it, named after the moment."""
    source = sqlite_file(settings)
    kept = source.with_name(f"{source.name}.{clock.now().strftime('%Y%m%d%H%M%S')}.truoc-nang-cap")
    sqlite.snapshot(source, kept)
    return kept


def restore(source: Path, desk: Desk) -> Manifest:
    """Put a backup into an empty data folder (and an empty database), whole and checked, or not at all."""
    folder = desk.folder.resolve()
    _refuse_unless_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with bundle.reading(source) as reader, _workshop(folder.parent) as workshop:
        _refuse_newer(reader.manifest)
        staged = workshop / "data"
        staged.mkdir(mode=0o700)
        reader.take_files(lambda sha256: files.place_in(staged / "files", sha256), watched)
        reader.take_secret(staged / bundle.SECRET)
        _database_from(reader, staged)
        _move_in(staged, folder)
    _check_journal(desk, reader.manifest)
    return reader.manifest


def _database_from(reader: bundle.Reader, staged: Path) -> None:
    copy = staged / reader.manifest.database
    reader.take_database(copy)
    if reader.manifest.kind == "postgresql":
        _refuse_other_rows(reader.manifest, postgres.restore(copy, from_environment(data=str(staged))))
        copy.unlink()
        return
    if postgres.is_chosen():
        raise Refused("Bản sao này là của SQLite: bỏ DATABASE_URL rồi dựng lại.")
    if faults := sqlite.faults_of(copy):
        raise Refused("Cơ sở dữ liệu trong bản sao bị hỏng:\n" + "\n".join(faults[:20]))
    _refuse_other_rows(reader.manifest, sqlite.tables_of(copy))


def _refuse_other_rows(manifest: Manifest, found: Tables) -> None:
    names = manifest.tables.keys() | found.keys()
    if wrong := sorted(name for name in names if manifest.tables.get(name) != found.get(name)):
        raise Refused(f"Dữ liệu dựng lại khác bản sao ở bảng: {', '.join(wrong)}.")


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} không trống: chỉ dựng lại vào một thư mục trống.")


def _refuse_newer(manifest: Manifest) -> None:
    if manifest.revision > schema.head():
        raise Refused(f"Bản sao của phiên bản {manifest.revision}, mới hơn phần mềm này ({schema.head()}).")


def _move_in(staged: Path, folder: Path) -> None:
    """In one step: the folder is empty, or restored."""
    if folder.exists():
        folder.rmdir()
    staged.rename(folder)


def _check_journal(desk: Desk, manifest: Manifest) -> None:
    """A broken chain was broken before: the backup is what it is, but the operator is told."""
    if manifest.revision != schema.head():
        say("Bản sao của phiên bản cũ hơn. Chạy: khoi upgrade")
        return
    with desk.portal(quiet=True):
        for bloc in blocs():
            verdict = journal.verify(bloc.id)
            if verdict.broken_at:
                say(f"CHÚ Ý: nhật ký của {bloc.slug} không nguyên vẹn từ trước khi sao lưu: {verdict.why}")


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".khoi-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
