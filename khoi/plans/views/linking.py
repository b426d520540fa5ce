"""Where the things lead that later steps hang on a task: by the kind of thing, where its page is there."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from khoi.plans.models import TaskLink

#: Kind of thing: what it is called, the endpoint of its page, the name of its id there (empty: one page for all).
PLACES = {
    "document": ("Văn bản", "documents.document", "document_id"),
    "activity": ("Hội nghị, hoạt động", "activities.activity", "activity_id"),
    "movement": ("Phong trào", "movements.movement", "movement_id"),
    "report": ("Báo cáo", "reports.report", "asked_id"),
    "incoming": ("Văn bản đến", "documents.incoming_document", "incoming_id"),
    "own_movement": ("Phong trào của đơn vị", "movements.own", "own_id"),
    "plan": ("Kế hoạch", "plans.plan", ""),
    "pledge": ("Giao ước", "pledges.pledge", ""),
    "registration": ("Đăng ký thi đua", "pledges.registration", ""),
    "registrations": ("Đăng ký của Khối", "pledges.registrations", ""),
    "commendations": ("Khen thưởng phong trào", "awards.commendations", ""),
    "yearly_awards": ("Khen thưởng năm", "awards.yearly", ""),
    "nominations": ("Đề nghị cá nhân", "awards.nominations", ""),
    "council": ("Hội đồng của đơn vị", "awards.council", ""),
    "consolidated": ("Báo cáo tổng hợp", "summaries.consolidated", ""),
    "scores": ("Xếp hạng", "ranking.table", ""),
    "own_results": ("Kết quả của đơn vị", "scoring.result", ""),
}


@dataclass(frozen=True, slots=True)
class Hung:
    """A link as the page draws it; without an address where there is no page of that kind."""

    title: str
    kind: str
    url: str
    internal: bool


def hung(link: TaskLink) -> Hung:
    """The link with its address."""
    name, endpoint, argument = PLACES.get(link.kind, ("", "", ""))
    known = endpoint in current_app.view_functions
    there = known and (not argument or current_app.url_map.is_endpoint_expecting(endpoint, argument))
    asked: dict[str, Any] = {argument: link.target} if argument else {}
    return Hung(link.title, name, url_for(endpoint, **asked) if there else "", link.internal)
