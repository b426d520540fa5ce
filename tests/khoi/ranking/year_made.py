"""A bloc whose cards are all filed, appraised and released: 90, 80, 80 and 70 points, ready to be published."""

import json
from typing import Any

from khoi.ranking.actions import ask_to_adopt, ask_to_publish, confirm
from khoi.ranking.models import open_request
from khoi.scoring.actions.appraising import accept_in_bulk
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.sheets.models import sheet_in_force
from tenants.models import users_of
from tenants.scope import acting
from tests import make

POINTS = {"lead": "90", "deputy": "80", "member": "80", "other": "70"}


def adopt(bloc: Any) -> None:
    """Two people adopt the points as they stand; commits."""
    by_two(bloc, ask_to_adopt)


def publish(bloc: Any) -> None:
    """Two people adopt the points, two publish the result; commits."""
    by_two(bloc, ask_to_adopt)
    by_two(bloc, ask_to_publish)


def by_two(bloc: Any, ask: Any, *arguments: Any) -> None:
    """The lead's head asks, the deputy's head confirms."""
    lead, deputy = (users_of(agency.id)[0].id for agency in (bloc.lead, bloc.deputy))
    with acting(make.scope(bloc, bloc.lead, user_id=lead)):
        ask(bloc.year.id, *arguments)
        make.keep()
    with acting(make.scope(bloc, bloc.deputy, user_id=deputy)):
        confirm(open_request(bloc.year.id))  # type: ignore[arg-type]
        make.keep()


def appraised_year(**points: str) -> Any:
    """Four members on a sheet of one row, where a vote settles ties; `points` changes what a seat's agency claimed."""
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    with acting(make.scope(bloc, bloc.lead)):
        sheet = sheet_in_force(bloc.year.id)
        assert sheet is not None
        sheet.settings = sheet.settings.replace('"ties":[]', '"ties":[{"by":"ballot"}]')
        make.keep()
    for seat, claimed in (POINTS | points).items():
        make.filed_card(bloc, getattr(bloc, seat), {"I/1": json.dumps({"points": claimed})})
    for who, whose in (
        (bloc.deputy, bloc.lead),
        (bloc.lead, bloc.deputy),
        (bloc.lead, bloc.member),
        (bloc.lead, bloc.other),
    ):
        with acting(make.scope(bloc, who)):
            card = card_of(bloc.year.id, whose.id)
            assert card is not None
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc
