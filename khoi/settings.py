"""What the environment may set, typed, with defaults; a wrong value stops the start and says which."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tenants.postman import MailServer, read_server

#: A host, perhaps a port, perhaps a folder; nothing behind a question mark.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")


class WrongSetting(RuntimeError):
    """A setting that cannot be used; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs."""

    data: Path = Path(".khoi")
    #: Empty: SQLite in the data folder.
    app_database: str = ""
    #: The schema's owner on PostgreSQL, for the commands that make schema; empty: the app's own address.
    owner_database: str = ""
    #: A role with BYPASSRLS for backups on PostgreSQL (the owner itself sees no rows); empty: the owner's address.
    backup_database: str = ""
    secret_key: str = field(default="", repr=False)
    behind_proxy: bool = False
    #: The key before this one, while what it sealed is still about: cookies, the secrets of second factors.
    former_secret_key: str = field(default="", repr=False)
    #: Must the people of the lead and the deputy, and operators, have a second factor?
    demand_second_factor: bool = False
    #: Plain HTTP on a closed network: cookies without `Secure`. `khoi doctor` warns of it.
    plain_http: bool = False
    trusted_hosts: tuple[str, ...] = ()
    max_upload_mb: int = 20
    #: How many files one person may send a day, and the room of one agency's files in one year.
    uploads_a_day: int = 200
    quota_mb: int = 2048
    #: Where mails are given up, and under whose name; none: notices stay on the pages.
    mail_server: MailServer | None = None
    #: How people reach the portal, for the links in mails; empty: mails have none.
    public_url: str = ""
    #: The folder of root certificates against which signed PDFs are looked at; none: no chain can be told.
    signing_roots: Path | None = None
    testing: bool = False

    @property
    def database_url(self) -> str:
        return self.app_database or f"sqlite:///{self.data.resolve() / 'khoi.db'}"

    @property
    def files(self) -> Path:
        return self.data.resolve() / "files"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def from_environment(env: Mapping[str, str] = os.environ, data: str | None = None) -> Settings:
    """Read the settings; `data` (from the command line) goes before KHOI_DATA, that before `.khoi`."""
    folder = Path(data or env.get("KHOI_DATA") or ".khoi")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Settings(
        data=folder,
        app_database=env.get("DATABASE_URL", ""),
        owner_database=env.get("MIGRATION_DATABASE_URL", ""),
        backup_database=env.get("BACKUP_DATABASE_URL", ""),
        secret_key=env.get("SECRET_KEY") or _kept_secret(folder),
        former_secret_key=env.get("SECRET_KEY_FORMER", ""),
        demand_second_factor=_flag(env, "DEMAND_SECOND_FACTOR", default="1"),
        behind_proxy=_flag(env, "BEHIND_PROXY"),
        plain_http=_flag(env, "PLAIN_HTTP"),
        trusted_hosts=tuple(env.get("TRUSTED_HOSTS", "").split()),
        max_upload_mb=_whole(env, "MAX_UPLOAD_MB", 20, 1, 200),
        uploads_a_day=_whole(env, "UPLOADS_A_DAY", 200, 1, 100_000),
        quota_mb=_whole(env, "QUOTA_MB", 2048, 1, 1 << 20),
        mail_server=_mail_server(env),
        public_url=_public_url(env),
        signing_roots=_signing_roots(env),
    )


def _mail_server(env: Mapping[str, str]) -> MailServer | None:
    url, sender = env.get("SMTP_URL", ""), env.get("MAIL_FROM", "")
    if not url:
        return None
    if not sender:
        raise WrongSetting("Có SMTP_URL thì phải có MAIL_FROM: địa chỉ gửi thư của cổng.")
    try:
        return read_server(url, sender)
    except ValueError as wrong:
        raise WrongSetting(str(wrong)) from None


def _signing_roots(env: Mapping[str, str]) -> Path | None:
    value = env.get("SIGNING_ROOTS", "")
    if value and not Path(value).is_dir():
        raise WrongSetting(f"SIGNING_ROOTS phải là thư mục chứa chứng thư gốc, không có thư mục “{value}”.")
    return Path(value).resolve() if value else None


def _public_url(env: Mapping[str, str]) -> str:
    value = env.get("PUBLIC_URL", "").rstrip("/")
    if value and not _ADDRESS.fullmatch(value):
        raise WrongSetting(f"PUBLIC_URL phải có dạng https://thidua.tinh.gov.vn, không phải “{value}”.")
    return value


def _flag(env: Mapping[str, str], name: str, default: str = "0") -> bool:
    value = env.get(name, default)
    if value not in ("0", "1", ""):
        raise WrongSetting(f"{name} phải là 0 hoặc 1, không phải “{value}”.")
    return value == "1"


def _whole(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = env.get(name) or str(default)
    if not value.isdecimal() or not least <= int(value) <= most:
        raise WrongSetting(f"{name} phải là số nguyên từ {least} đến {most}, không phải “{value}”.")
    return int(value)


def _kept_secret(folder: Path) -> str:
    """The installation's own key, made once, readable by its owner alone."""
    path = folder / "secret.key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
    key = path.read_text().strip()
    if len(key) < 32:
        raise WrongSetting(f"Khóa bí mật trong {path} quá ngắn: xóa tệp để tạo khóa mới (mọi phiên sẽ kết thúc).")
    return key
