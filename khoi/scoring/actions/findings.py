"""A finding on one row, kept with its history: who said what, when, why, over which seal."""

from json import dumps, loads

from khoi.scoring.models import Appraisal, AppraisalLine, FiledCard, FiledMark, Scorecard
from khoi.scoring.models.filed import last_filed
from khoi.scoring.rules import FILED, Stage, Verdict, write_inputs
from khoi.sheets.models import Criterion
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import present_scope


def refuse_own(card: Scorecard) -> None:
    """Nobody appraises his own agency; the lead's card is the deputy's (DESIGN 4)."""
    scope = present_scope()
    if card.agency_id == scope.agency:
        raise Refused("Không ai thẩm định phiếu của đơn vị mình.")
    if not scope.assesses(card.agency_id):
        raise Refused("Phiếu của Khối trưởng do Khối phó thẩm định; các phiếu khác do Khối trưởng và Tổ thẩm định.")


def refuse_unless_decided_here(card: Scorecard) -> None:
    """A card is told and given back by the chair whose it is to appraise, not by who helps on the team (DESIGN 4)."""
    refuse_own(card)
    if not present_scope().decides_for(card.agency_id):
        raise Refused("Thông báo kết quả hay trả lại phiếu này là việc của lãnh đạo Khối trưởng.")


def refuse_unless_filed(card: Scorecard) -> None:
    """What lies with its agency is the agency's alone: how far it is there, no refusal may tell."""
    if Stage(card.stage) not in FILED:
        raise Refused("Đơn vị đang sửa phiếu đã trả lại." if card.filings else "Đơn vị chưa nộp phiếu.")


def filing_of(card: Scorecard) -> FiledCard:
    """The filing that is looked at: the last one; a card never filed is refused."""
    filed = last_filed(card.id)
    if filed is None:
        raise Refused("Phiếu chấm chưa nộp.")
    return filed


def stands(finding: Appraisal | None, row: FiledMark) -> bool:
    """A finding counts for the row as it was sealed then, not for one filed anew with other content."""
    return finding is not None and finding.seal == row.seal


def new_finding(card: Scorecard, criterion: Criterion, row: FiledMark) -> Appraisal:
    """The first word on a row."""
    finding = Appraisal(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, criterion_id=criterion.id,
        seal=row.seal, version=0, at=clock.now(),
    )  # fmt: skip
    db.session.add(finding)
    return finding


def refuse_stale(finding: Appraisal | None, version: int) -> None:
    """Two appraisers on one row: the later is told, never silently put over the first."""
    if (finding.version if finding else 0) != version:
        raise Stale("Người khác vừa thẩm định tiêu chí này. Hãy xem giá trị mới rồi quyết định lại.", field="version")


def refuse_other_filing(row: FiledMark, seal: str) -> None:
    """The card may have been returned and filed anew since the appraiser looked: what he saw is not there any more."""
    if seal and row.seal != seal:
        raise Stale("Đơn vị đã nộp lại phiếu, dòng này đã đổi. Hãy xem bản mới rồi thẩm định lại.", field="seal")


def says_already(finding: Appraisal | None, row: FiledMark, verdict: Verdict) -> bool:
    """The same word again (a double click, a resent request): nothing changes twice."""
    if finding is None or not stands(finding, row):
        return False
    said = (finding.accepted, finding.points, finding.inputs, finding.reason)
    return said == (verdict.accepted, verdict.points, _inputs_as_kept(verdict), verdict.reason.strip())


def say(finding: Appraisal, row: FiledMark, verdict: Verdict) -> None:
    """Put a verdict into the finding, over the row as it is sealed now; not released, not part of a bulk act."""
    scope = present_scope()
    # Under a newer version of the sheet the row hangs on that version's criterion, and so does what is said on it.
    finding.criterion_id, finding.seal = row.criterion_id, row.seal
    finding.released, finding.bulk = False, None
    finding.accepted, finding.points, finding.reason = verdict.accepted, verdict.points, verdict.reason.strip()
    finding.inputs = _inputs_as_kept(verdict)
    finding.version += 1
    finding.at, finding.by, finding.by_agency = clock.now(), scope.user or None, scope.agency or None


def _inputs_as_kept(verdict: Verdict) -> str | None:
    return None if verdict.corrected is None else dumps(write_inputs(verdict.corrected), ensure_ascii=False)


def keep(finding: Appraisal, act: str, settles: int | None = None) -> AppraisalLine:
    """The history line with the whole state, and the journal's; `settles`: the newest word of the thread it answers."""
    scope = present_scope()
    state = {
        "accepted": finding.accepted,
        "points": finding.points,
        "inputs": loads(finding.inputs) if finding.inputs else None,
        "reason": finding.reason,
        "seal": finding.seal,
    }
    line = AppraisalLine(
        year_id=finding.year_id, agency_id=finding.agency_id, scorecard_id=finding.scorecard_id,
        criterion_id=finding.criterion_id, act=act, state=journal.canonical(state), settles=settles, at=clock.now(),
        by=scope.user or None, by_agency=scope.agency or None,
    )  # fmt: skip
    db.session.add(line)
    journal.wrote(finding, act, **state)
    return line


def forget(finding: Appraisal, act: str) -> None:
    """Take a finding back; its history stays."""
    finding.accepted, finding.points, finding.inputs, finding.reason = False, None, None, ""
    keep(finding, act)
    db.session.delete(finding)
