"""The agency explains: rows are drafted by its clerk, with words or documents, or taken as they are; its head sends."""

from hashlib import sha256
from json import dumps

from khoi.reports.rules import word_count
from khoi.scoring.actions.evidence import Added, store_document
from khoi.scoring.actions.sealing import pinned, show_to_appraisers
from khoi.scoring.models import (
    Draft,
    Evidence,
    Explanation,
    ExplanationDocument,
    Round,
    ThreadLine,
    document,
    drafts_in,
    hold_card,
    hold_round,
)
from khoi.scoring.models.cards import card_by_id
from khoi.scoring.models.disputes import OwnRow, own_rows
from khoi.scoring.models.rounds import explanation_on, link_to_document, sent_in
from khoi.scoring.rules import COMPUTED, Progress, Stage, Word
from khoi.scoring.rules.explaining import Answer, objections_to_answer, refuse_unless_taking
from khoi.sheets.models import Criterion
from khoi.sheets.rules import Relative, written
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received
from tenants.refusal import Refused, Stale, refuse_over
from tenants.scope import present_scope

STALE = "Người khác vừa sửa giải trình của dòng này. Chọn nội dung được giữ."


def write_answer(of: Round, criterion: Criterion, text: str, version: int) -> Explanation | None:
    """Draft an explanation of one row; seen by the agency alone until its head sends it. Too long is kept, and refused
    when it is sent. The same words twice change nothing; Stale when the draft was changed since `version`."""
    row = _own_row(of, criterion)
    draft = explanation_on(of.id, criterion.id)
    text = text.strip()
    if (draft.text if draft else "") == text and not (draft and draft.accepts and text):
        return draft
    _refuse_taken(row)
    if version != (draft.version if draft else 0):
        raise Stale(STALE, row=criterion.path)
    draft = draft or _blank(of, criterion)
    draft.text, draft.accepts = text, False
    return _changed(draft, "draft_answer", criterion)


def accept_row(of: Round, criterion: Criterion) -> bool:
    """Draft that the agency takes the finding on one row; False where it has drafted or sent so already."""
    row = _own_row(of, criterion)
    draft = explanation_on(of.id, criterion.id)
    if (draft is not None and draft.accepts) or row.thread.progress is Progress.ACCEPTED:
        return False
    if row.told is None:
        raise Refused("Dòng này chưa có kết quả thẩm định để chấp nhận.", row=criterion.path)
    draft = draft or _blank(of, criterion)
    draft.accepts = True
    _changed(draft, "draft_acceptance", criterion)
    return True


def accept_remaining(of: Round) -> int:
    """The same for every row that differs and about which the agency has neither said nor drafted anything."""
    _hold(of)
    _, rows = own_rows(card_by_id(of.scorecard_id))
    drafted = {draft.path for draft in drafts_in(of.id) if draft.row.text or draft.row.accepts or draft.documents}
    left = [row for row in rows if row.differs and not row.thread.answered and row.criterion.path not in drafted]
    left = [row for row in left if row.thread.progress is Progress.OPEN]
    return sum(accept_row(of, row.criterion) for row in left)


def unaccept(of: Round, criterion: Criterion) -> bool:
    """Take a drafted acceptance back; what was sent stays sent."""
    _hold(of)
    draft = explanation_on(of.id, criterion.id)
    if draft is None or not draft.accepts:
        return False
    draft.accepts = False
    _changed(draft, "take_back_acceptance", criterion)
    return True


def attach_to_answer(of: Round, criterion: Criterion, evidence: Evidence) -> bool:
    """Put a document of the agency's store behind a drafted explanation; False where it already is."""
    row = _own_row(of, criterion)
    _refuse_taken(row)
    if row.leaf.uploads_off:
        raise Refused("Tiêu chí này không nhận tệp: nội dung không được đưa lên hệ thống.")
    if document(evidence).evidence.removed_at is not None:
        raise Refused("Minh chứng này đã bỏ khỏi kho.")
    draft = explanation_on(of.id, criterion.id) or _blank(of, criterion)
    if link_to_document(draft.id, evidence.id) is not None:
        return False
    owner = {"year_id": of.year_id, "agency_id": of.agency_id}
    db.session.add(ExplanationDocument(**owner, explanation_id=draft.id, evidence_id=evidence.id))
    draft.accepts = False
    _changed(draft, "attach_to_answer", criterion, evidence=evidence.public_id)
    return True


def add_to_answer(of: Round, criterion: Criterion, received: Received) -> Added:
    """A new document behind a drafted explanation; one that the store has already is used as it is."""
    _refuse_taken(_own_row(of, criterion))
    added = store_document(of.year_id, of.agency_id, received)
    attach_to_answer(of, criterion, added.evidence)
    return added


def detach_from_answer(of: Round, criterion: Criterion, evidence: Evidence) -> bool:
    """Take a document off a drafted explanation; it stays in the store. False where it is not there."""
    _hold(of)
    draft = explanation_on(of.id, criterion.id)
    link = link_to_document(draft.id, evidence.id) if draft else None
    if draft is None or link is None:
        return False
    db.session.delete(link)
    _changed(draft, "detach_from_answer", criterion, evidence=evidence.public_id)
    return True


def state_of_drafts(drafts: list[Draft]) -> str:
    """What the head has before him, in a word that his sending carries."""
    said = [[draft.row.public_id, draft.row.version] for draft in drafts]
    return sha256(dumps(said).encode()).hexdigest()[:16]


def send_answers(of: Round, seen: str) -> int:
    """The head sends what is drafted: from now on its appraisers read it, and it is not changed any more.

    Refused after the round's last second, with every row that is too long or empty-handed, and Stale where the drafts
    are not as he saw them (`seen`). How many rows were sent; nothing drafted: none."""
    _hold(of)
    drafts = drafts_in(of.id)
    ready = [draft for draft in drafts if not _answer(of, draft).is_empty]
    if not ready:
        return 0
    if seen != state_of_drafts(drafts):
        raise Stale("Giải trình đã thay đổi sau khi đồng chí mở trang. Xem lại rồi gửi.")
    objections = [each for draft in ready for each in objections_to_answer(_answer(of, draft), of.most_words)]
    refuse_over(objections, "Chưa gửi được giải trình:")
    _, rows = own_rows(card_by_id(of.scorecard_id))
    by_path = {row.criterion.path: row for row in rows}
    for draft in ready:
        _send(of, draft, by_path[draft.path])
    journal.wrote(of, "send_answers", rows=[draft.path for draft in ready])
    return len(ready)


def _send(of: Round, draft: Draft, row: OwnRow) -> None:
    accepts = draft.row.accepts
    documents = () if accepts else draft.documents
    line = ThreadLine(
        year_id=of.year_id, agency_id=of.agency_id, round_id=of.id, scorecard_id=of.scorecard_id,
        criterion_id=draft.row.criterion_id, act=Word.ACCEPT if accepts else Word.EXPLAIN, text=draft.row.text,
        taken=_taken(row) if accepts else "", evidence=dumps([pinned(d) for d in documents], ensure_ascii=False),
        seal=row.row.seal, at=clock.now(), by=present_scope().user or None, by_agency=of.agency_id,
    )  # fmt: skip
    db.session.add(line)
    show_to_appraisers(documents)
    for link in draft.links:
        db.session.delete(link)
    draft.row.text, draft.row.accepts = "", False
    draft.row.version += 1


def _taken(row: OwnRow) -> str:
    """What the agency took: the points, but of a row that depends on the others no number (DESIGN 6)."""
    if isinstance(row.leaf.method, Relative) or row.found.points is None:
        return COMPUTED
    return written(row.found.points)


def _answer(of: Round, draft: Draft) -> Answer:
    before = sum(word_count(line.text) for line in sent_in(of.id, draft.row.criterion_id) if line.act == Word.EXPLAIN)
    return Answer(draft.path, draft.row.text, draft.row.accepts, len(draft.documents), before)


def _hold(of: Round) -> None:
    """The card is held until the commit, and read again; refused before the round opens and after its last second."""
    card = hold_card(of.scorecard_id)
    hold_round(of.id)
    closed = of.is_closed or card.stage != Stage.EXPLAINING
    refuse_unless_taking(clock.now(), of.opens_at, of.closes_at, closed=closed)


def _own_row(of: Round, criterion: Criterion) -> OwnRow:
    _hold(of)
    _, rows = own_rows(card_by_id(of.scorecard_id))
    found = next((row for row in rows if row.criterion.id == criterion.id), None)
    if found is None:
        raise Refused("Tiêu chí không có trong phiếu đã nộp.", row=criterion.path)
    return found


def _refuse_taken(row: OwnRow) -> None:
    if row.thread.progress is Progress.ACCEPTED:
        raise Refused("Đơn vị đã chấp nhận kết quả của dòng này.", row=row.criterion.path)


def _blank(of: Round, criterion: Criterion) -> Explanation:
    draft = Explanation(
        year_id=of.year_id, agency_id=of.agency_id, round_id=of.id, criterion_id=criterion.id, version=0
    )  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    return draft


def _changed(draft: Explanation, act: str, criterion: Criterion, **more: str) -> Explanation:
    draft.version += 1
    draft.changed_at, draft.changed_by = clock.now(), present_scope().user or None
    journal.wrote(draft, act, path=criterion.path, version=draft.version, **more)
    db.session.flush()
    return draft
