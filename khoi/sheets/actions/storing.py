"""A sheet becomes rows: a draft from a file or from an older version, and the publishing that freezes it."""

from decimal import Decimal
from json import dumps

from khoi.sheets.models import (
    DRAFT,
    PUBLISHED,
    SUPERSEDED,
    Criterion,
    Sheet,
    criteria_of,
    draft_of,
    last_number,
    sheet_in_force,
    spec_of,
)
from khoi.sheets.rules import Node, SheetSpec, dump_method, objections_to_publishing, write_sheet
from khoi.sheets.rules.storing import objections_to_storing
from khoi.years.actions import name_grounds, refuse_held
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year, members_of
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope


def store_sheet(year: Year, spec: SheetSpec) -> Sheet:
    """Keep `spec` as the year's draft, in place of the present draft; refused where a text is too long to keep.

    The year is the one it is kept in, whatever its file says."""
    refuse_over(objections_to_storing(spec), "Không lưu được bảng tiêu chí.")
    sheet = draft_of(year.id) or _new_draft(year)
    describe(sheet, spec, year.number)
    sheet.revision += 1
    remove_rows(criteria_of(sheet.id))
    _add_rows(sheet, spec.sections)
    journal.wrote(sheet, "store", number=sheet.number, name=spec.name, total=spec.total, leaves=len(spec.leaves))
    return sheet


def publish(sheet: Sheet) -> None:
    """Freeze a draft and show it to the members; the version in force until now is superseded.

    Refused with every fault of the sheet, and for what is published already."""
    if sheet.state != DRAFT:
        raise Refused("Bảng tiêu chí này đã công bố.")
    refuse_held(sheet.year_id)
    spec = spec_of(sheet)
    refuse_over(objections_to_publishing(spec), "Chưa công bố được bảng tiêu chí.")
    _supersede(sheet_in_force(sheet.year_id))
    sheet.state, sheet.shown_to, sheet.revision = PUBLISHED, "members", sheet.revision + 1
    sheet.published_at, sheet.published_by = clock.now(), present_scope().user or None
    for row in criteria_of(sheet.id):
        row.shown_to = "members"
    journal.wrote(sheet, "publish", number=sheet.number, name=sheet.name, leaves=len(spec.leaves))
    name_grounds(sheet.bloc_id, sheet.year_id, spec.not_considered)
    _tell_members(sheet)


def begin(year: Year) -> Sheet:
    """An empty draft of 100 points, for a sheet written in the browser; refused where a draft waits already."""
    _refuse_second_draft(year)
    return store_sheet(year, SheetSpec(f"Bảng tiêu chí thi đua năm {year.number}", year.number, Decimal(100), ()))


def new_version(year: Year) -> Sheet:
    """Copy the version in force into a draft; refused where a draft waits already or nothing is published."""
    _refuse_second_draft(year)
    if (present := sheet_in_force(year.id)) is None:
        raise Refused("Năm này chưa công bố bảng tiêu chí nào.")
    return store_sheet(year, spec_of(present))


def discard(sheet: Sheet) -> None:
    """Throw a draft away; refused for what has been published."""
    if sheet.state != DRAFT:
        raise Refused("Bảng tiêu chí đã công bố được giữ lại, không bỏ được.")
    journal.wrote(sheet, "discard", number=sheet.number, name=sheet.name)
    remove_rows(criteria_of(sheet.id))
    db.session.delete(sheet)


def describe(sheet: Sheet, spec: SheetSpec, year_number: int) -> None:
    """The sheet's own columns and its settings, everything but the tree."""
    settings = write_sheet(spec) | {"year": year_number}
    del settings["sections"]
    sheet.name, sheet.total, sheet.settings = spec.name, spec.total, dumps(settings, ensure_ascii=False)


def remove_rows(rows: list[Criterion]) -> None:
    """Delete nodes from the leaves upwards, for each hangs on the one above."""
    for depth in sorted({row.depth for row in rows}, reverse=True):
        for row in (row for row in rows if row.depth == depth):
            db.session.delete(row)
        db.session.flush()


def _refuse_second_draft(year: Year) -> None:
    if draft_of(year.id) is not None:
        raise Refused("Đã có bản dự thảo đang soạn: sửa tiếp bản đó, hoặc bỏ bản đó trước.")


def _new_draft(year: Year) -> Sheet:
    sheet = Sheet(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="lead", number=last_number(year.id) + 1, state=DRAFT,
        name="", settings="{}", total=Decimal(0), revision=0, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(sheet)
    db.session.flush()
    return sheet


def _add_rows(sheet: Sheet, sections: tuple[Node, ...]) -> None:
    """Level by level: a row needs its parent's number."""
    place = {node.path: n for n, node in enumerate(node for section in sections for node in section.walk())}
    level: list[tuple[int | None, int, Node]] = [(None, n, node) for n, node in enumerate(sections)]
    while level:
        rows = [_row(sheet, parent, position, place[node.path], node) for parent, position, node in level]
        db.session.add_all(rows)
        db.session.flush()
        pairs = zip(rows, level, strict=True)
        level = [(row.id, n, child) for row, (_, _, node) in pairs for n, child in enumerate(node.children)]


def _row(sheet: Sheet, parent_id: int | None, position: int, place: int, node: Node) -> Criterion:
    return Criterion(
        bloc_id=sheet.bloc_id, year_id=sheet.year_id, shown_to=sheet.shown_to, sheet_id=sheet.id, parent_id=parent_id,
        position=position, place=place, depth=node.depth, path=node.path, **columns_of(node),
    )  # fmt: skip


def columns_of(node: Node) -> dict[str, object]:
    """A node's own content as the row keeps it."""
    return {
        "code": node.code,
        "title": node.title,
        "folded": node.title,
        "ceiling": node.ceiling,
        "kind": node.kind.value,
        "method": dumps(dump_method(node.method), ensure_ascii=False) if node.method else None,
        "evidence": node.evidence.value if node.method else "none",
        "guidance": node.guidance,
        "uploads_off": node.uploads_off,
    }


def _supersede(former: Sheet | None) -> None:
    if former is not None:
        former.state = SUPERSEDED
        former.revision += 1


def _tell_members(sheet: Sheet) -> None:
    text = f"Bảng tiêu chí “{sheet.name}” (phiên bản {sheet.number}) đã được công bố."
    for member in members_of(sheet.year_id):
        notify(member.agency_id, "sheet", text[:500])
