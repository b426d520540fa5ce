"""Results against the targets: entered row by row, filed by the head for a period."""

from decimal import Decimal

from khoi.pledges.models import (
    FiledResults,
    Registration,
    TargetResult,
    hold_registration,
    last_registered,
    last_results,
    results_of,
)
from khoi.pledges.rules import Result, write_results
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import present_scope


def enter_result(
    registration: Registration, period: str, key: str, figure: Decimal | None, words: str, version: int
) -> TargetResult | None:
    """What was reached of one target that is filed; a second save of the same changes nothing."""
    held = hold_registration(registration.id)
    filed = last_registered(held.year_id, held.agency_id)
    if filed is None or key not in {target.key for target in filed.registered.targets}:
        raise Refused("Chỉ tiêu này không có trong bản đăng ký đã nộp.")
    row = results_of(held.id, period).get(key)
    if row is None and figure is None and not words:
        return None
    if row is not None and (row.figure, row.words) == (figure, words):
        return row
    if version != (row.version if row else 0):
        raise Stale("Dòng này vừa được người khác sửa.")
    if row is None:
        row = TargetResult(
            year_id=held.year_id, agency_id=held.agency_id, registration_id=held.id, period=period, key=key, version=0
        )
        db.session.add(row)
    row.figure, row.words, row.version = figure, words, version + 1
    journal.wrote(row, "enter_result", period=period, version=row.version)
    return row


def file_results(registration: Registration, period: str) -> FiledResults:
    """The head files the results of a period: a copy that the lead sees. The same again changes nothing."""
    held = hold_registration(registration.id)
    filed = last_registered(held.year_id, held.agency_id)
    if filed is None:
        raise Refused("Chưa nộp bản đăng ký nên chưa có chỉ tiêu để ghi kết quả.")
    db.session.flush()
    entered = results_of(held.id, period)
    results = tuple(_result(target.key, entered) for target in filed.registered.targets)
    if missing := sum(each.is_empty for each in results):
        raise Refused(f"Còn {missing} chỉ tiêu chưa ghi kết quả.")
    text, before = write_results(results), last_results(held.id, period)
    if before is not None and before.results == text:
        return before
    row = FiledResults(
        year_id=held.year_id, agency_id=held.agency_id, filed=True, registration_id=held.id, period=period,
        number=before.number + 1 if before else 1, filed_at=clock.now(), filed_by=present_scope().user or None,
        results=text,
    )  # fmt: skip
    db.session.add(row)
    journal.wrote(row, "file_results", period=period, number=row.number)
    return row


def _result(key: str, entered: dict[str, TargetResult]) -> Result:
    row = entered.get(key)
    return row.result if row else Result(key)
