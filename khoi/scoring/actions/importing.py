"""Cards come in from a file of what was filed elsewhere: the rules of the browser, but evidence is not asked for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from json import dumps, loads

from khoi.scoring.actions.card_steps import keep_card_line
from khoi.scoring.actions.claiming import stored_points
from khoi.scoring.actions.explaining import end_rounds
from khoi.scoring.actions.history import keep_line
from khoi.scoring.actions.recording import record_findings
from khoi.scoring.actions.sealing import file_card
from khoi.scoring.models import Mark, Scorecard, card_of, marks_of, pinned_to_marks
from khoi.scoring.models.bloc import bloc_cards
from khoi.scoring.rules import NOTHING, Answer, FiledCard, Stage, View, score_bloc, write_inputs
from khoi.sheets.models import Sheet, criteria_of, spec_of
from khoi.sheets.rules import Kind, Node, SheetSpec, Timeliness
from khoi.years.actions import consider, refuse_held, set_aside
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year
from tenants.refusal import Objection, Refused, refuse_over


def take_in(year: Year, sheet: Sheet, cards: Iterable[tuple[int, FiledCard]], stage: Stage) -> None:
    """Enter the cards (by agency) as drafts, as filed, or as filed and appraised; they replace what these agencies had.

    Refused as a whole: adopted cards, filed cards as drafts, cards with every row not applicable, and claimed points
    of `relative` rows that the bloc's figures do not give (the other rows' were looked at when the file was read)."""
    refuse_held(year.id)
    spec = spec_of(sheet)
    criteria = {node.path: node.id for node in criteria_of(sheet.id) if node.method is not None}
    taken = []
    for agency_id, filed in cards:
        _take_card(year, agency_id, sheet, filed, criteria, stage)
        taken.append(filed)
    db.session.flush()
    refuse_over(_wrong_claims(year, spec, taken), "Điểm tự chấm (claimed) trong tệp không khớp với số liệu.")


def _take_card(
    year: Year, agency_id: int, sheet: Sheet, filed: FiledCard, criteria: Mapping[str, int], stage: Stage
) -> None:
    spec = spec_of(sheet)
    refuse_over(_nothing_applies(spec, filed), "Phiếu chấm không nhập được.")
    card = _card(year, agency_id, sheet, filed, stage)
    silent = _enter_rows(card, spec, filed, criteria)
    if filed.card.not_considered is None:
        consider(year.id, agency_id)
    else:
        set_aside(year.id, agency_id, filed.card.not_considered)
    if stage is not Stage.DRAFT:
        sealed = file_card(card, without=silent)
        record_findings(card, sealed, filed.card.answers if stage is Stage.APPRAISED else {})
    card.stage = stage
    end_rounds(card)
    card.released_at = clock.now() if stage is Stage.APPRAISED else None
    keep_card_line(card, "import")
    journal.wrote(card, "import", stage=stage.value, rows=len(filed.card.answers))


def _card(year: Year, agency_id: int, sheet: Sheet, filed: FiledCard, stage: Stage) -> Scorecard:
    """The agency's card, put on this version of the sheet; a new one where there is none."""
    card = card_of(year.id, agency_id)
    if card is None:
        card = Scorecard(year_id=year.id, agency_id=agency_id, stage=Stage.DRAFT, version=0)
        db.session.add(card)
    elif card.filings and stage is Stage.DRAFT:
        raise Refused(f"Phiếu của {filed.card.agency} đã nộp, không nhập thành bản nháp được; trả lại phiếu trước.")
    card.sheet_id, card.imported, card.version = sheet.id, True, card.version + 1
    db.session.flush()
    return card


def _enter_rows(card: Scorecard, spec: SheetSpec, filed: FiledCard, criteria: Mapping[str, int]) -> set[int]:
    """Write every row of the card as the file has it, empty where it has none.

    Gives back the criteria whose rows the file is silent about although the portal would compute them: timeliness.
    Of what was filed elsewhere they are no part, so they earn nothing."""
    marks = {criterion.path: mark for mark, criterion in marks_of(card.id)}
    silent = {leaf.path for leaf in spec.leaves if isinstance(leaf.method, Timeliness)} - set(filed.card.answers)
    for leaf in spec.leaves:
        if leaf.path not in marks and leaf.path not in silent:
            marks[leaf.path] = _blank(card, criteria[leaf.path])
    db.session.flush()
    evidence = pinned_to_marks(card.id)
    reopened, sealed = loads(card.returned_rows), []
    for leaf in spec.leaves:
        if (mark := marks.get(leaf.path)) is not None:
            mark.criterion_id = criteria[leaf.path]
            answer = filed.card.answers.get(leaf.path, Answer())
            if _say(mark, leaf, spec.places, answer, filed.notes.get(leaf.path, "")):
                keep_line(mark, "import", documents=evidence.get(mark.id, []))
                sealed += [leaf.path] if reopened and leaf.path not in reopened else []
    where = filed.card.agency
    wrong = [
        Objection(f"{where} {path}", "chỉ một số tiêu chí được trả lại, dòng này vẫn niêm phong") for path in sealed
    ]
    refuse_over(wrong, "Tệp điểm sửa dòng không được trả lại.")
    return {criteria[path] for path in silent}


def _blank(card: Scorecard, criterion_id: int) -> Mark:
    mark = Mark(
        year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, criterion_id=criterion_id,
        inputs="{}", note="",
    )  # fmt: skip
    db.session.add(mark)
    return mark


def _say(mark: Mark, leaf: Node, places: int, answer: Answer, note: str) -> bool:
    """Put the file's word into the row; did that change it?"""
    before = (mark.inputs, mark.points, mark.note)
    mark.inputs = dumps(write_inputs(answer.inputs), ensure_ascii=False)
    mark.points = None if answer.inputs == NOTHING else stored_points(leaf, places, answer.inputs)
    mark.note = note.strip()
    return (mark.inputs, mark.points, mark.note) != before


def _nothing_applies(spec: SheetSpec, filed: FiledCard) -> list[Objection]:
    base = [leaf.path for leaf in spec.leaves if leaf.kind is Kind.BASE]
    answers = filed.card.answers
    if base and all(path in answers and answers[path].inputs.not_applicable for path in base):
        return [Objection(filed.card.agency, "mọi tiêu chí đều ghi không áp dụng, không có gì để chấm")]
    return []


def _wrong_claims(year: Year, spec: SheetSpec, taken: Iterable[FiledCard]) -> list[Objection]:
    """Claimed points of `relative` rows that differ from what the whole bloc's figures give now."""
    cards = [filed for filed in taken if filed.relative_claims]
    if not cards:
        return []
    rows = score_bloc(spec, bloc_cards(year.id, spec, drafts=True), View.CLAIMED)
    wrong = []
    for filed in cards:
        for path, claimed in filed.relative_claims.items():
            computed = _points(rows[filed.card.agency].get(path))
            if computed != claimed:
                where = f"{filed.card.agency} {path}"
                wrong.append(Objection(where, f"claimed {claimed} khác điểm tính từ số liệu của Khối ({computed})"))
    return wrong


def _points(row: object) -> Decimal | None:
    points = getattr(row, "points", None)
    return points if isinstance(points, Decimal) else None
