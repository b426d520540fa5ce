"""Keeping an installation: upgrade, the journal's check, backups, the doctor."""

import sys
from pathlib import Path
from typing import Any

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, Verb, in_bloc
from khoi.cli.keeping import backup as backups
from khoi.cli.keeping.doctor import examine
from khoi.cli.speech import give, say, watched
from tenants import clock, journal, schema
from tenants.models import blocs
from tenants.refusal import Refused


@click.command("upgrade", cls=Verb)
@at_desk
def upgrade(desk: Desk) -> None:
    """Nâng cơ sở dữ liệu lên phiên bản của phần mềm; tệp SQLite được sao lại trước."""
    settings = desk.settings
    before = schema.stands_at(settings.database_url)
    if before != schema.head():
        kept = backups.copy_before_upgrade(settings) if before and settings.is_sqlite else None
        schema.upgrade(settings.database_url, settings.owner_database)
        say(f"Đã nâng từ {before or 'trống'} lên {schema.head()}." + (f" Bản trước: {kept}" if kept else ""))
    elif not settings.is_sqlite:
        schema.upgrade(settings.database_url, settings.owner_database)  # raises the wall anew, should it have holes
    give({"before": before, "now": schema.head()})


@click.group("journal", cls=Family)
def journal_family() -> None:
    """Nhật ký."""


@journal_family.command("verify")
@click.option("--anchor", default="", metavar="MÃ", help="Mã đã in trên bản xuất hoặc thông báo (từ 16 ký tự).")
@at_desk
def verify_journal(desk: Desk, anchor: str) -> None:
    """Kiểm tra chuỗi nhật ký: không dòng nào bị sửa, xóa, chèn."""
    if anchor and len(anchor) < 16:
        raise Refused("Mã đối chiếu phải có ít nhất 16 ký tự.")
    with desk.portal(quiet=True):
        chosen = [desk.the_bloc()] if desk.bloc or anchor else blocs()
        verdicts = {bloc.slug: journal.verify(bloc.id, anchor, _watch) for bloc in chosen}
    broken = [f"{slug}: {verdict.why}" for slug, verdict in verdicts.items() if verdict.broken_at]
    if broken:
        raise Refused("Nhật ký KHÔNG nguyên vẹn.\n" + "\n".join(broken))
    say("Nhật ký nguyên vẹn.")
    give({slug: {"lines": verdict.lines, "head": verdict.head} for slug, verdict in verdicts.items()})


in_bloc(verify_journal)


def _watch(lines: Any, length: int) -> Any:
    return watched(lines, "Kiểm tra nhật ký", length)


@click.command("backup", cls=Verb)
@click.argument("file", metavar="[TỆP.zip]", required=False)
@click.option("--out", metavar="TỆP.zip", help="Tệp sao lưu (mặc định: khoi-<ngày giờ>.zip ở thư mục hiện tại).")
@at_desk
def backup(desk: Desk, file: str | None, out: str | None) -> None:
    """Sao lưu cơ sở dữ liệu và tệp vào một tệp .zip, cả khi cổng đang chạy."""
    stamp = clock.now().astimezone(clock.BLOC_ZONE).strftime("%Y%m%d-%H%M%S")
    target = Path(out or file or f"khoi-{stamp}.zip")
    manifest = backups.make(desk.settings, target)
    if manifest.missing:
        say(f"CHÚ Ý: {len(manifest.missing)} tệp minh chứng mất hoặc hỏng, không có trong bản sao. Chạy: khoi doctor")
    say(f"Đã sao lưu vào {target}. Bản sao chứa khóa bí mật và mọi dữ liệu: cất nơi an toàn.")
    give(manifest.summary(target))


@click.command("restore", cls=Verb)
@click.argument("file", metavar="TỆP.zip")
@at_desk
def restore(desk: Desk, file: str) -> None:
    """Dựng lại từ bản sao vào một thư mục dữ liệu trống, rồi đối chiếu từng bảng, từng tệp, nhật ký."""
    manifest = backups.restore(Path(file), desk)
    say(f"Đã dựng lại vào {desk.folder}; mọi bảng và tệp khớp với bản sao.")
    give(manifest.summary(Path(file)))


@click.command("doctor", cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@at_desk
def doctor(desk: Desk, as_json: bool) -> None:
    """Khám cài đặt: thiết lập, cơ sở dữ liệu, tường ngăn, phông chữ, đĩa, tệp mồ côi; chỉ việc cần làm."""
    findings = list(examine(desk))
    for finding in findings:
        say(str(finding))
    if as_json:
        give([finding.as_json() for finding in findings])
    if any(finding.is_fault for finding in findings):
        sys.exit(2)


COMMANDS = (upgrade, journal_family, backup, restore, doctor)
