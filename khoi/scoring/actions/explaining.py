"""Rounds of explanations: the chair opens one for some cards, changes its end, and closes it by telling the agency what
became of its answers.

A re-appraisal is told when the round is closed by the chair's head, not row by row: who appraises is not who tells
(DESIGN 4), and single rows would tell the agency how far its appraisers are. Until then what it was told before stands.
"""

from collections.abc import Sequence
from datetime import datetime

from khoi.scoring.actions.card_steps import move
from khoi.scoring.actions.findings import refuse_own
from khoi.scoring.models import Appraisal, Round, Scorecard, hold_card, hold_round, open_round_of
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.cards import card_by_id
from khoi.scoring.models.rounds import last_round_number
from khoi.scoring.models.told import newest_lines
from khoi.scoring.rules import STAGE_NAMES, Event, Stage, may
from khoi.scoring.rules.explaining import objections_to_times
from tenants import clock, journal, vi
from tenants.database import db, new_public_id
from tenants.models import membership_of
from tenants.notices import notify
from tenants.refusal import Refused, Stale
from tenants.scope import present_scope

MOST_WORDS = 2000


def open_rounds(
    cards: Sequence[Scorecard], opens_at: datetime, closes_at: datetime, most_words: int = 0, words: str = ""
) -> list[Round]:
    """Open a round for each of these cards: all of them, or none and why. Each agency is told.

    Refused for a card that is not released (or is being explained already), and for whose card it is not to appraise:
    the lead opens for the members, the deputy for the lead."""
    if not cards:
        raise Refused("Chọn ít nhất một đơn vị có kết quả thẩm định đã thông báo.", field="agencies")
    _refuse_times(opens_at, closes_at)
    batch = new_public_id()
    return [_open(card, opens_at, closes_at, most_words, words.strip(), batch) for card in cards]


def _open(
    card: Scorecard, opens_at: datetime, closes_at: datetime, most_words: int, words: str, batch: str
) -> Round:  # fmt: skip
    refuse_unless_chaired_here(card)
    hold_card(card.id)
    if not may(Stage(card.stage), Event.OPEN_EXPLAINING):
        member = membership_of(card.year_id, card.agency_id)
        name = member.name_that_year if member else "đơn vị"
        raise Refused(f"Phiếu của {name} {_standing(card)}, chưa mở giải trình được.", field="agencies")
    move(card, Event.OPEN_EXPLAINING, reason=words, until=closes_at)
    opened = Round(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, batch=batch,
        number=last_round_number(card.id) + 1, opens_at=opens_at, closes_at=closes_at, most_words=most_words,
        words=words, opened_at=clock.now(), opened_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(opened)
    db.session.flush()
    journal.wrote(
        opened, "open_round", number=opened.number, opens=opens_at.isoformat(), closes=closes_at.isoformat(),
        most_words=most_words,
    )  # fmt: skip
    notify(
        card.agency_id, "round_opened",
        f"Khối mở đợt giải trình kết quả thẩm định: từ {vi.date_time(opens_at)} đến {vi.date_time(closes_at)}.",
    )  # fmt: skip
    return opened


def _standing(card: Scorecard) -> str:
    """Of a card that lies with its agency no more than the chairs may know."""
    if not card.filings:
        return "chưa nộp"
    return STAGE_NAMES[Stage(card.stage)] if card.stage not in ("draft", "at_head") else "đã trả lại để sửa"


def change_round(of: Round, closes_at: datetime, most_words: int, version: int) -> None:
    """Another end, another limit of words; the agency is told of the end. Refused once the round is closed."""
    card = card_by_id(of.scorecard_id)
    refuse_unless_chaired_here(card)
    hold_card(card.id)
    hold_round(of.id)
    if of.is_closed:
        raise Refused("Đợt giải trình đã kết thúc.")
    if (of.closes_at, of.most_words) == (closes_at, most_words):
        return
    if of.version != version:
        raise Stale("Người khác vừa đổi đợt giải trình này. Xem lại rồi lưu.")
    _refuse_times(of.opens_at, closes_at)
    if closes_at != of.closes_at:
        notify(of.agency_id, "round_changed", f"Hạn giải trình kết quả thẩm định đổi thành {vi.date_time(closes_at)}.")
    of.closes_at, of.most_words, of.version = closes_at, most_words, of.version + 1
    journal.wrote(of, "change_round", closes=closes_at.isoformat(), most_words=most_words)


def close_round(of: Round) -> None:
    """The chair's head ends the round, also before its last second: the agency is told what was appraised anew, and
    answers are taken no more. Done twice it changes nothing."""
    card = card_by_id(of.scorecard_id)
    refuse_unless_chaired_here(card)
    hold_card(card.id)
    hold_round(of.id)
    if of.is_closed:
        return
    move(card, Event.CLOSE_EXPLAINING)
    _end(of)
    anew = tell_findings(card)
    journal.wrote(of, "close_round", number=of.number, reappraised=anew)
    more = " Có dòng được thẩm định lại." if anew else ""
    notify(of.agency_id, "reappraised", f"Đợt giải trình đã kết thúc.{more} Xem kết quả và lý do từng dòng trên cổng.")


def end_rounds(card: Scorecard) -> None:
    """A card that goes back, is entered anew or adopted is explained no more; what was answered stays on record."""
    if (present := open_round_of(card.id)) is not None:
        _end(present)


def tell_findings(card: Scorecard) -> int:
    """The agency may see each finding as it stands, and of its history the last word; how many are new to it."""
    for finding in findings_by_path(card.id).values():
        finding.released = True
    fresh = [line for line in newest_lines(card.id) if not line.released]
    for line in fresh:
        line.released, line.told_at = True, clock.now()
    return len(fresh)


def tell_finding(finding: Appraisal) -> None:
    """The same of one row, said where the agency sits at the table."""
    finding.released = True
    db.session.flush()
    for line in newest_lines(finding.scorecard_id):
        if line.criterion_id == finding.criterion_id and not line.released:
            line.released, line.told_at = True, clock.now()


def refuse_unless_chaired_here(card: Scorecard) -> None:
    """The lead opens and ends the explaining of the members' cards, of the lead's own the deputy."""
    refuse_own(card)
    if not present_scope().decides_for(card.agency_id):
        raise Refused("Mở và kết thúc giải trình của phiếu này là việc của Khối trưởng.")


def _end(of: Round) -> None:
    of.closed_at, of.closed_by, of.version = clock.now(), present_scope().user or None, of.version + 1


def _refuse_times(opens_at: datetime, closes_at: datetime) -> None:
    for objection in objections_to_times(clock.now(), opens_at, closes_at):
        raise Refused(objection.message, field=objection.path)
