"""A bloc with released appraisals, and how its papers are issued as the pages issue them."""

import io
import json

from khoi.office.docx import DOCX, write
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.scoring.rules.appraisal import Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from khoi.summaries.actions import Made, issue_paper
from khoi.summaries.models import Paper, offer_of, paper_in_force
from khoi.summaries.rules.papers import PaperKey, figures_digest, numbered
from tenants import clock, files
from tenants.models import membership_of, year_by_id
from tenants.scope import acting
from tests import make
from tests.khoi.accounts.people import post

HERE = "/noi-chinh/2026"
DIRECT = {"code": "1", "title": "Phối hợp", "ceiling": "50", "method": '{"type":"direct"}'}
ITEMS = {"code": "2", "title": "Phong trào", "ceiling": "30", "method": '{"type":"per_item","points":"10"}'}
RELATIVE = {"code": "3", "title": "Vượt chỉ tiêu", "ceiling": "20", "method": '{"type":"relative"}'}
NOTICE = PaperKey.APPRAISAL
REASON = "Thiếu quyết định khen thưởng kèm theo"


def released_bloc():
    """All four have filed and are appraised; on the member's first row the appraisers found less, with a reason."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, RELATIVE)
    make.dates(bloc)
    for agency, claimed in ((bloc.lead, "44"), (bloc.deputy, "41"), (bloc.member, "40"), (bloc.other, "39.5")):
        rows = {"I/1": {"points": claimed}, "I/2": {"count": "2"}, "I/3": {"actual": "12", "target": "10"}}
        make.filed_card(bloc, agency, {path: json.dumps(row) for path, row in rows.items()})
    for who, whose in (
        (bloc.deputy, bloc.lead),
        *((bloc.lead, each) for each in (bloc.deputy, bloc.member, bloc.other)),
    ):
        with acting(make.scope(bloc, who)):
            card = card_of(bloc.year.id, whose.id)
            if whose is bloc.member:
                first = next(each for each in criteria_of(sheet_in_force(bloc.year.id).id) if each.path == "I/1")
                appraise(card, first, Verdict(points=make.Decimal("38.5"), reason=REASON), 0)
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc


def key_of(bloc, agency) -> str:
    with acting(make.scope(bloc, bloc.lead)):
        found = membership_of(bloc.year.id, agency.id).public_id
        make.keep()
    return found


def made(bloc, kind: PaperKey, key: str = "", number: int | None = None) -> Made:
    """The paper as it stands, written and on disk. Within the lead's scope."""
    offer, face = offer_of(year_by_id(bloc.year.id), kind, key)
    document = numbered(offer.say(offer.cover(face), "Mã đối chiếu thử."), number)
    digest = figures_digest(offer.say(offer.cover(face), ""))
    return Made(document, digest, "van-ban.docx", DOCX, files.keep(io.BytesIO(write(document))))


def issued(bloc, kind: PaperKey = PaperKey.APPRAISAL, key: str = "", number: int | None = 1) -> Paper:
    """An issued paper; commits."""
    with acting(make.scope(bloc, bloc.lead)):
        year, standing = year_by_id(bloc.year.id), paper_in_force(bloc.year.id, kind, key)
        row = issue_paper(
            year,
            kind,
            key,
            made(bloc, kind, key, number),
            number,
            clock.today(),
            standing.public_id if standing else "",
        )
        make.keep()
    return row


def taken(client, address, of_page="/account"):
    """The status and the bytes of a file that is sent."""
    with post(client, address, of_page) as answer:
        return answer.status_code, answer.data


def as_lead(bloc):
    """Within the block the lead works."""
    return acting(make.scope(bloc, bloc.lead))
