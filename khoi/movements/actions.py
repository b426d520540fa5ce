"""The lead launches and sums up; an agency joins through its head, reports, and runs its own movements."""

from dataclasses import asdict, dataclass
from datetime import date

from khoi.movements.models import (
    Joining,
    Launch,
    LaunchFile,
    Movement,
    MovementFile,
    OwnMovement,
    Progress,
    draft_called,
    files_of_movement,
    hold_joining,
    hold_movement,
    joining_of,
    launch_file_of,
    launch_of,
    own_movement_called,
    progress_of,
)
from khoi.movements.rules import (
    AT_HEAD,
    DRAFT,
    LAUNCHED,
    SENT,
    SUMMED_UP,
    WRITING,
    objections_to_origin,
    objections_to_period,
)
from tenants import clock, journal, vi
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year, members_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over


@dataclass(frozen=True, slots=True)
class Words:
    """What the lead writes of a movement."""

    name: str
    origin: str
    begins: date
    ends: date
    goals: str
    criteria: str = ""
    issuer: str = ""
    number: str = ""
    dated: date | None = None


def _refuse_wrong(words: Words, year: int) -> None:
    wrong = [
        *objections_to_period(words.begins, words.ends, year),
        *objections_to_origin(words.origin, words.issuer, words.number, words.dated),
    ]
    refuse_over(wrong, "Chưa lưu được phong trào.")


def draft_movement(year: Year, words: Words) -> Movement:
    """A movement that only the lead sees; the same one sent twice is there once."""
    _refuse_wrong(words, year.number)
    if (same := draft_called(year.id, words.name, words.begins, words.ends)) is not None:
        return same
    row = Movement(bloc_id=year.bloc_id, year_id=year.id, state=DRAFT, folded=words.name, **asdict(words))
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "draft_movement", name=words.name)
    return row


def change_movement(movement: Movement, words: Words) -> None:
    """Other words, as long as it is not launched: members join what they have read."""
    held = hold_movement(movement.id)
    if held.state != DRAFT:
        raise Refused("Phong trào đã phát động, không sửa nội dung được nữa.")
    _refuse_wrong(words, year_by_id(held.year_id).number)
    for name, value in asdict(words).items():
        setattr(held, name, value)
    held.folded = words.name
    journal.wrote(held, "change_movement", name=words.name)


def add_movement_file(movement: Movement, received: Received) -> MovementFile:
    """A document of the movement, shown to whom the movement is shown; the same bytes again change nothing."""
    present = files_of_movement(movement.id)
    if same := next((each for each in present if each.sha256 == received.kept.sha256), None):
        return same
    row = MovementFile(
        bloc_id=movement.bloc_id, year_id=movement.year_id, shown_to=movement.shown_to, movement_id=movement.id,
        **facts_of(received),
    )  # fmt: skip
    db.session.add(row)
    journal.wrote(row, "add_movement_file", name=received.name)
    return row


def launch_movement(movement: Movement) -> None:
    """Show it to all members and tell them; a second time changes nothing."""
    held = hold_movement(movement.id)
    if held.state != DRAFT:
        return
    held.state, held.launched_at, held.shown_to = LAUNCHED, clock.now(), "members"
    for file in files_of_movement(held.id):
        file.shown_to = "members"
    journal.wrote(held, "launch_movement")
    _tell_all(held, f"Phát động phong trào “{held.name}”, từ {vi.date(held.begins)} đến {vi.date(held.ends)}.")


def sum_up(movement: Movement, summary: str) -> None:
    """The lead sums up: nothing is joined or reported any more; all members see it."""
    held = hold_movement(movement.id)
    if held.state == SUMMED_UP and held.summary == summary:
        return
    if held.state != LAUNCHED:
        raise Refused("Chỉ tổng kết được phong trào đang thực hiện.")
    held.state, held.summary, held.summed_up_at = SUMMED_UP, summary, clock.now()
    journal.wrote(held, "sum_up_movement")
    _tell_all(held, f"Đã tổng kết phong trào “{held.name}”.")


def _tell_all(movement: Movement, words: str) -> None:
    for member in members_of(movement.year_id):
        notify(member.agency_id, "issued", words[:500])


# --- an agency -----------------------------------------------------------------------------------------------------


def write_launch(
    movement: Movement, agency_id: int, number: str, dated: date, targets: str, file: Received | None = None
) -> Launch:
    """The agency writes its launch document's facts and targets; its own until the head sends it."""
    _refuse_over(movement)
    joining = joining_of(movement.id, agency_id)
    if joining is None:
        joining = Joining(year_id=movement.year_id, agency_id=agency_id, movement_id=movement.id, stage=WRITING)
        db.session.add(joining)
        db.session.flush()
    held = hold_joining(joining.id)
    if held.stage == SENT:
        raise Refused("Đơn vị đã gửi văn bản phát động; ghi tiếp ở phần kết quả.")
    row = launch_of(held.id)
    if row is None:
        row = Launch(year_id=held.year_id, agency_id=agency_id, filed=False, joining_id=held.id)
        db.session.add(row)
    row.number, row.dated, row.targets, held.stage = number, dated, targets, WRITING
    db.session.flush()
    if file is not None and (launch_file_of(row.id) is None or launch_file_of(row.id).sha256 != file.kept.sha256):  # type: ignore[union-attr]
        db.session.add(
            LaunchFile(
                year_id=held.year_id, agency_id=agency_id, filed=False, launch_id=row.id, **facts_of(file)
            )
        )  # fmt: skip
    journal.wrote(row, "write_launch")
    return row


def launch_to_head(joining: Joining) -> None:
    """The clerk is done."""
    held = hold_joining(joining.id)
    if held.stage == WRITING:
        held.stage = AT_HEAD
        journal.wrote(held, "launch_to_head")


def send_launch(joining: Joining, movement: Movement) -> None:
    """The head sends it: the lead sees it, and it stays; a second time changes nothing."""
    held = hold_joining(joining.id)
    row = launch_of(held.id)
    if held.stage == SENT or row is None:
        return
    _refuse_over(movement)
    held.stage, row.filed, row.sent_at = SENT, True, clock.now()
    file = launch_file_of(row.id)
    if file is not None:
        file.filed = True
    journal.wrote(row, "send_launch")


def add_progress(joining: Joining, movement: Movement, kind: str, dated: date, text: str, figure: str = "") -> Progress:
    """A report of the agency, its own until the head sends it; the same report twice is there once."""
    _refuse_over(movement)
    if dated > vi.dates.local(clock.now()).date():
        raise Refused("Ngày báo cáo không được ở tương lai.", field="dated")
    held = hold_joining(joining.id)
    if held.stage != SENT:
        raise Refused("Gửi văn bản phát động của đơn vị trước, rồi ghi kết quả.")
    same = (kind, dated, text, figure)
    known = (each for each in progress_of(held.id) if (each.kind, each.dated, each.text, each.figure) == same)
    if (present := next(known, None)) is not None:
        return present
    row = Progress(
        year_id=held.year_id, agency_id=held.agency_id, filed=False, joining_id=held.id, kind=kind, dated=dated,
        text=text, figure=figure,
    )  # fmt: skip
    db.session.add(row)
    journal.wrote(row, "add_progress", kind=kind)
    return row


def remove_progress(row: Progress) -> None:
    """Take back what was not sent."""
    if row.filed:
        raise Refused("Kết quả đã gửi Khối trưởng, không xóa được.")
    journal.wrote(row, "remove_progress")
    db.session.delete(row)


def send_progress(joining: Joining, movement: Movement) -> int:
    """The head sends what is new; how many reports that were."""
    _refuse_over(movement)
    rows = [row for row in progress_of(hold_joining(joining.id).id) if not row.filed]
    for row in rows:
        row.filed, row.sent_at = True, clock.now()
        journal.wrote(row, "send_progress", kind=row.kind)
    return len(rows)


def _refuse_over(movement: Movement) -> None:
    if movement.state != LAUNCHED:
        raise Refused("Phong trào này không nhận thêm nội dung của đơn vị.")


def keep_own_movement(
    row: OwnMovement | None, year: Year, agency_id: int, name: str, begins: date, ends: date, goals: str, summary: str
) -> OwnMovement:
    """An agency's own movement, new or changed; the same new one sent twice is there once."""
    refuse_over(objections_to_period(begins, ends, year.number), "Chưa lưu được phong trào.")
    if row is None:
        row = own_movement_called(year.id, agency_id, name, begins, ends)
    if row is None:
        row = OwnMovement(year_id=year.id, agency_id=agency_id)
        db.session.add(row)
    row.name, row.begins, row.ends, row.goals, row.summary = name, begins, ends, goals, summary
    journal.wrote(row, "keep_own_movement")
    return row
