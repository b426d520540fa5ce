"""Appraisers and an agency about a row that was told already: a question to it, and the row appraised anew or upheld,
each with its reason. Used in rounds of explanations and by the meeting."""

from dataclasses import replace

from khoi.scoring.actions.appraising import filed_row, refuse_objections
from khoi.scoring.actions.card_steps import move
from khoi.scoring.actions.explaining import refuse_unless_chaired_here, tell_finding
from khoi.scoring.actions.findings import (
    keep,
    new_finding,
    refuse_other_filing,
    refuse_own,
    refuse_stale,
    refuse_unless_filed,
    say,
    says_already,
    stands,
)
from khoi.scoring.models import Appraisal, FiledMark, Scorecard, ThreadLine, hold_card, open_round_of
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.appraising import verdict_in
from khoi.scoring.models.rounds import thread_on
from khoi.scoring.models.told import settling_lines
from khoi.scoring.rules import Event, Stage, Verdict, Word
from khoi.sheets.models import Criterion, sheet_by_id, spec_of
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import present_scope


def settle(
    card: Scorecard, criterion: Criterion, verdict: Verdict, version: int, seal: str = "", *, told: bool = False
) -> Appraisal:
    """Appraise a row anew after its agency was told: take the claim, give points, correct figures, or say the same
    again and so uphold it. The reason (of `verdict`) is always asked; who may, and stale and out-of-range words, are as
    in `appraise`. Stages: appraised and explaining, at which the card stays.

    The agency learns of it when its round is closed; `told`: at once, for the meeting where it sits at the table (of
    the chair that tells this agency alone)."""
    if told:
        refuse_unless_chaired_here(card)
    row = _row_to_settle(card, criterion)
    refuse_other_filing(row, seal)
    if not verdict.reason.strip():
        raise Refused("Thẩm định lại hay giữ nguyên đều phải nêu lý do.", field="reason")
    refuse_objections(card, criterion, row, verdict)
    found = findings_by_path(card.id).get(criterion.path)
    if _settled_so(card, criterion, found, row, verdict):
        assert found is not None
        if told:
            tell_finding(found)
        return found
    refuse_stale(found, version)
    act = "uphold" if found is not None and _upholds(found, row, verdict) else "reappraise"
    finding = found or new_finding(card, criterion, row)
    say(finding, row, verdict)
    keep(finding, act, settles=_newest_word(card, criterion))
    if told:
        tell_finding(finding)
    return finding


def uphold(
    card: Scorecard, criterion: Criterion, reason: str, version: int, seal: str = "", *, told: bool = False
) -> Appraisal:
    """Keep what was found on a row, after its agency explained, and say why."""
    finding = findings_by_path(card.id).get(criterion.path)
    if finding is None:
        raise Refused("Dòng này chưa có kết quả thẩm định để giữ nguyên.", row=criterion.path)
    leaf = spec_of(sheet_by_id(criterion.sheet_id)).leaf_at[criterion.path]
    return settle(card, criterion, replace(verdict_in(leaf, finding), reason=reason), version, seal, told=told)


def ask(card: Scorecard, criterion: Criterion, text: str) -> ThreadLine:
    """Ask the agency about a row within its open round; it reads the question at once. The same question twice in a row
    is asked once."""
    row = _row_to_settle(card, criterion)
    present = open_round_of(card.id)
    if present is None:
        raise Refused("Phiếu không trong đợt giải trình, chưa hỏi đơn vị được.")
    if not text.strip():
        raise Refused("Nhập nội dung cần hỏi.", field="text")
    said = thread_on(card.id, criterion.path)
    if said and (said[-1].act, said[-1].text, said[-1].round_id) == (Word.ASK, text.strip(), present.id):
        return said[-1]
    scope = present_scope()
    line = ThreadLine(
        year_id=card.year_id, agency_id=card.agency_id, round_id=present.id, scorecard_id=card.id,
        criterion_id=criterion.id, act=Word.ASK, text=text.strip(), seal=row.seal, at=clock.now(),
        by=scope.user or None, by_agency=scope.agency or None,
    )  # fmt: skip
    db.session.add(line)
    journal.wrote(line, "ask_about_row", path=criterion.path)
    return line


def _row_to_settle(card: Scorecard, criterion: Criterion) -> FiledMark:
    """The filed row, of a card that this scope appraises and whose agency was told; held until the commit."""
    refuse_own(card)
    hold_card(card.id)
    refuse_unless_filed(card)
    if Stage(card.stage) in (Stage.SUBMITTED, Stage.UNDER_APPRAISAL):
        raise Refused("Kết quả thẩm định chưa thông báo cho đơn vị.")
    move(card, Event.REAPPRAISE)
    return filed_row(card, criterion)


def _upholds(found: Appraisal, row: FiledMark, verdict: Verdict) -> bool:
    return says_already(found, row, replace(verdict, reason=found.reason))


def _settled_so(
    card: Scorecard, criterion: Criterion, found: Appraisal | None, row: FiledMark, verdict: Verdict
) -> bool:
    """The same word again (a double click), with nothing said since."""
    if found is None or not stands(found, row) or not says_already(found, row, verdict):
        return False
    lines = settling_lines([card.id]).get((card.id, criterion.path), [])
    return any(line.settles == _newest_word(card, criterion) for line in lines[-1:])


def _newest_word(card: Scorecard, criterion: Criterion) -> int:
    return max((line.id for line in thread_on(card.id, criterion.path)), default=0)
