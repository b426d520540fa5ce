"""All steps of setting a year up, those of the sheet among them, and the texts that still name another year."""

from datetime import date

from khoi.reports.models import requests_of
from khoi.sheets.models import draft_of, sheet_in_force, spec_of
from khoi.turnover.rules import LeftBehind, Text, left_behind, texts_of_sheet
from khoi.years.models import filings_of, seen_of
from khoi.years.rules import Place, Step, setup_steps
from tenants.models import Year


def all_steps(year: Year, today: date) -> list[Step]:
    """The steps in the order in which a lead goes through them."""
    return [*setup_steps(seen_of(year.id, today)), _sheet(year), _texts(texts_behind(year))]


def texts_behind(year: Year) -> list[LeftBehind]:
    """The year's texts that name another year: of the sheet that is written or in force, and of what is filed."""
    sheet = draft_of(year.id) or sheet_in_force(year.id)
    titles = [Text("Nội dung phải nộp", row.title) for row in filings_of(year.id)]
    titles += [Text("Tên báo cáo", row.title) for row in requests_of(year.id)]
    return left_behind([*(texts_of_sheet(spec_of(sheet)) if sheet else ()), *titles], year.number)


def _sheet(year: Year) -> Step:
    title = "Bảng tiêu chí đã công bố"
    if (sheet := sheet_in_force(year.id)) is not None:
        return Step(title, f"Phiên bản {sheet.number}: {sheet.name}", True, Place.SHEET)
    words = "Đang soạn dự thảo, chưa công bố" if draft_of(year.id) else "Chưa có bảng tiêu chí"
    return Step(title, words, False, Place.SHEET)


def _texts(left: list[LeftBehind]) -> Step:
    title = "Không còn nội dung ghi năm khác"
    words = f"{len(left)} chỗ cần xem lại, danh sách ở dưới" if left else "Không thấy chỗ nào"
    return Step(title, words, not left, Place.TEXTS)
