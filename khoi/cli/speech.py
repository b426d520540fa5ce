"""How the commands speak: JSON on stdout, Vietnamese messages on stderr, exit 0 or 2, a bar where it takes long."""

import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TypeVar

import click
import psycopg
from click.exceptions import BadParameter, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError
from sqlalchemy.exc import DatabaseError, IntegrityError

from khoi.settings import WrongSetting
from tenants.refusal import Refused

Item = TypeVar("Item")
#: A command that is over sooner needs no bar.
PATIENCE = 2.0

log = logging.getLogger("khoi.cli")


def say(message: str) -> None:
    """A word to the operator."""
    click.echo(message, err=True)


def give(value: Any) -> None:
    """The command's answer, for people and programs alike."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def watched(items: Iterable[Item], label: str, length: int) -> Iterator[Item]:
    """The items, with a progress bar on stderr once it takes long."""
    begun, done, bar = time.monotonic(), 0, None
    try:
        for item in items:
            yield item
            done += 1
            if bar is None and time.monotonic() - begun > PATIENCE:
                bar = click.progressbar(length=length, label=label, file=sys.stderr)
                bar.update(done - 1)
            if bar is not None:
                bar.update(1)
    finally:
        if bar is not None:
            bar.render_finish()


def refusal(error: Exception) -> str | None:
    """What to tell the operator; None for what is our own fault."""
    match error:
        case NoArgsIsHelpError():
            return error.format_message()
        case Refused() | WrongSetting():
            return str(error)
        case UsageError():
            return _usage(error)
        case click.ClickException():
            return error.format_message()
        case click.Abort() | KeyboardInterrupt():
            return "Đã dừng. Chưa có gì bị thay đổi."
        case IntegrityError():
            return f"Dữ liệu mâu thuẫn với cơ sở dữ liệu, chưa có gì bị thay đổi: {error.orig}"
        case DatabaseError():
            return f"Cơ sở dữ liệu không làm được việc này, chưa có gì bị thay đổi: {error.orig}"
        case psycopg.Error():
            return f"Không làm việc được với PostgreSQL: {error}"
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            return f"Không đọc hoặc ghi được{where}: {error.strerror or error}"
    return None


def _usage(error: UsageError) -> str:
    hint = f"\nXem: {error.ctx.command_path} --help" if error.ctx else ""
    return _wrong_usage(error) + hint


def _wrong_usage(error: UsageError) -> str:
    match error:
        case NoSuchOption():
            return f"Không có tùy chọn {error.option_name}."
        case MissingParameter():
            return f"Thiếu {_parameter(error)}."
        case BadParameter():
            return f"Giá trị của {_parameter(error)} không đúng: {_wanted(error)}"
    if error.message.startswith("No such command"):
        return f"Không có lệnh {error.message.split()[-1].rstrip('.')}."
    return f"Gọi lệnh chưa đúng: {error.message}"


def _parameter(error: BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "tham số")
    return error.param.get_error_hint(error.ctx) if error.ctx else str(error.param.name)


def _wanted(error: BadParameter) -> str:
    match error.param.type if error.param else None:
        case click.Choice() as kind:
            return f"chọn một trong {', '.join(map(str, kind.choices))}."
        case click.IntRange() as kind:
            return f"phải là số nguyên từ {kind.min} đến {kind.max}."
    return error.message


def leave(error: BaseException) -> NoReturn:
    """The one way a command fails: a clear word on stderr, exit code 2."""
    message = refusal(error) if isinstance(error, Exception) else refusal(click.Abort())
    if message is None:
        log.error("lỗi ngoài dự kiến", exc_info=error)
        message = (
            "Phần mềm gặp lỗi ngoài dự kiến; chưa có gì bị thay đổi. Hãy gửi phần lỗi ở trên cho người phát triển."
        )
    say(message)
    sys.exit(2)
