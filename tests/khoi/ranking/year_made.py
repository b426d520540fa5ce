"""A bloc whose cards are all filed, appraised and released: 90, 80, 80 and 70 points, ready to be published."""

import json
from typing import Any

from khoi.scoring.actions.appraising import accept_in_bulk
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.sheets.models import sheet_in_force
from tenants.scope import acting
from tests import make

POINTS = {"lead": "90", "deputy": "80", "member": "80", "other": "70"}


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
