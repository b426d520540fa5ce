"""The shape of the commands: click's groups and options, in Vietnamese."""

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from khoi.cli.speech import leave


class _Vietnamese(click.Command):
    """Help in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"options_metavar": "[TÙY_CHỌN]"} | kwargs))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Xem hướng dẫn này."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách gọi: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) and record[1]]
        if records:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(records)


class Verb(_Vietnamese):
    """One command; every one takes `--data`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(data_option())


class Family(_Vietnamese, click.Group):
    """Commands about one thing."""

    command_class = Verb

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"subcommand_metavar": "LỆNH …"} | kwargs))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Vietnamese.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(90)) for name, command in sorted(self.commands.items())]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run a command line to its end: exit 0, or 2 with the reason on stderr."""
        try:
            super().main(args, prog_name, **(extra | {"standalone_mode": False}))
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last stop before the shell
            leave(error)
        sys.exit(0)


Family.group_class = Family


def data_option() -> click.Option:
    """`--data`, before or after the command's name."""
    return _chosen("data", "THƯ_MỤC", str, "Thư mục dữ liệu (mặc định KHOI_DATA, hoặc .khoi).")


def bloc_option() -> click.Option:
    return _chosen("bloc", "KHỐI", str, "Tên ngắn hoặc tên đầy đủ của khối, khi có nhiều khối.")


def year_option() -> click.Option:
    return _chosen("year", "NĂM", click.IntRange(2000, 2100), "Năm thi đua, khi có nhiều năm.")


def in_bloc(verb: click.Command) -> click.Command:
    """The command acts in one bloc: `--bloc`."""
    verb.params.append(bloc_option())
    return verb


def in_year(verb: click.Command) -> click.Command:
    """The command acts in one year of a bloc: `--bloc`, `--year`."""
    verb.params += [bloc_option(), year_option()]
    return verb


def _chosen(name: str, metavar: str, kind: Any, words: str) -> click.Option:
    """An option that the whole run knows, wherever on the command line it stands."""

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is not None:
            ctx.find_root().meta[name] = value

    return click.Option([f"--{name}"], metavar=metavar, type=kind, expose_value=False, callback=keep, help=words)
