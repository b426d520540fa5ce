"""The agency works on its registration, row by row; nothing of it leaves the agency before its head files it."""

from decimal import Decimal

from khoi.pledges.models import (
    RegisteredTitleRow,
    Registration,
    TargetRow,
    Title,
    catalogue_of,
    contents_of,
    hold_registration,
    registration_of,
    targets_of,
    title_rows_of,
)
from khoi.pledges.rules import EDITABLE, STAGE_NAMES, Contents, Stage
from khoi.pledges.rules.contents import MOST_TARGETS
from tenants import journal
from tenants.database import db, new_public_id
from tenants.refusal import Refused, Stale

SAME = "Dòng này vừa được người khác sửa."


def begin_registration(year_id: int, agency_id: int) -> Registration:
    """The agency's registration of the year; begun when it is not there yet."""
    if (present := registration_of(year_id, agency_id)) is not None:
        return present
    row = Registration(year_id=year_id, agency_id=agency_id, stage=Stage.DRAFT)
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "begin_registration")
    return row


def register_title(
    registration: Registration, title: Title, count: int | None, names: str, version: int
) -> RegisteredTitleRow | None:
    """How many of a title, and who; a second save of the same changes nothing, one of an older row is stale."""
    _hold_editable(registration)
    row = title_rows_of(registration.id).get(title.id)
    if row is None and count is None and not names:
        return None
    if row is not None and (row.count, row.names) == (count, names):
        return row
    if version != (row.version if row else 0):
        raise Stale(SAME)
    if row is None:
        row = RegisteredTitleRow(**_owner(registration), title_id=title.id, version=0)
        db.session.add(row)
    row.count, row.names, row.version = count, names, version + 1
    journal.wrote(row, "register_title", title=title.code, version=row.version)
    return row


def add_target(
    registration: Registration, text: str, unit: str = "", figure: Decimal | None = None, key: str = ""
) -> TargetRow:
    """A target at the end of the list; one of the same words is there only once (a form sent twice)."""
    _hold_editable(registration)
    present = targets_of(registration.id)
    if same := next((row for row in present if (row.text, row.unit, row.figure) == (text, unit, figure)), None):
        return same
    if len(present) >= MOST_TARGETS:
        raise Refused(f"Nhiều nhất {MOST_TARGETS} chỉ tiêu.")
    row = TargetRow(
        **_owner(registration), key=key or new_public_id(), text=text, unit=unit, figure=figure,
        position=max((each.position for each in present), default=0) + 1,
    )  # fmt: skip
    db.session.add(row)
    journal.wrote(row, "add_target")
    return row


def change_target(row: TargetRow, text: str, unit: str, figure: Decimal | None, version: int) -> None:
    """Other words or another figure; a second save of the same changes nothing, one of an older row is stale."""
    registration = _hold_editable_of(row)
    row = next((each for each in targets_of(registration.id) if each.id == row.id), row)
    if (row.text, row.unit, row.figure) == (text, unit, figure):
        return
    if version != row.version:
        raise Stale(SAME)
    row.text, row.unit, row.figure, row.version = text, unit, figure, version + 1
    journal.wrote(row, "change_target", version=row.version)


def remove_target(row: TargetRow) -> None:
    """Take a target off the list."""
    _hold_editable_of(row)
    journal.wrote(row, "remove_target", text=row.text)
    db.session.delete(row)


def copy_from(registration: Registration, contents: Contents, *, same_keys: bool = False) -> int:
    """Begin with what was registered elsewhere (last year; on paper): titles that the catalogue still has, all targets
    that are not there yet. Rows that hold something stay as they are; how many were copied comes back."""
    _hold_editable(registration)
    codes = {title.code: title for title in catalogue_of(registration.year_id)}
    entered = title_rows_of(registration.id)
    copied = 0
    for each in contents.titles:
        title = codes.get(each.code)
        if title is not None and title.id not in entered:
            register_title(registration, title, each.count, each.names if same_keys else "", 0)
            copied += 1
    present = {row.text for row in targets_of(registration.id)}
    for target in contents.targets:
        if target.text not in present:
            add_target(registration, target.text, target.unit, target.figure, target.key if same_keys else "")
            copied += 1
    return copied


def contents_now(registration: Registration) -> Contents:
    """What stands in the rows at this moment, also what this transaction has just written."""
    db.session.flush()
    return contents_of(registration.id)


def _owner(registration: Registration) -> dict[str, int]:
    return {
        "year_id": registration.year_id, "agency_id": registration.agency_id, "registration_id": registration.id,
    }  # fmt: skip


def _hold_editable(registration: Registration) -> Registration:
    held = hold_registration(registration.id)
    if held.stage not in EDITABLE:
        raise Refused(f"Bản đăng ký {STAGE_NAMES[Stage(held.stage)]}, không sửa được nữa.")
    return held


def _hold_editable_of(row: TargetRow) -> Registration:
    registration = registration_of(row.year_id, row.agency_id)
    assert registration is not None
    return _hold_editable(registration)
