"""The `khoi` command: the operator's interface, and how the portal is checked from outside (JSON out, exit 0 or 2)."""

import click

from khoi.cli import (
    blocs,
    exports,
    packages,
    people,
    persons,
    plans,
    reminding,
    reports,
    scores,
    serving,
    sheets,
    upkeep,
    years,
)
from khoi.cli.frame import Family, bloc_option, data_option, year_option


@click.group(cls=Family, params=[data_option(), bloc_option(), year_option()])
def khoi() -> None:
    """Cổng thi đua Khối: các lệnh của người vận hành."""


for part in (
    serving,
    blocs,
    years,
    people,
    persons,
    plans,
    sheets,
    scores,
    reports,
    exports,
    packages,
    reminding,
    upkeep,
):
    for verb in part.COMMANDS:
        khoi.add_command(verb)


def main() -> None:
    """The console script."""
    khoi.main(prog_name="khoi")
