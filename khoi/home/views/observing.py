"""What somebody from outside the agencies, of Sở Nội vụ, finds: published things of the blocs that were given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from khoi.home.models import Beginning, published_at
from khoi.home.views.addresses import address_of
from tenants.database import db
from tenants.gate import me
from tenants.scope import Scope, acting

#: The shelves of a year: title, what stands there, its page. One that is not there (yet) is not shown.
SHELVES = (
    ("Kết quả công bố", "Thứ hạng, tổng điểm, xếp loại, điểm từng nhóm và từng tiêu chí.", "ranking.published"),
    ("Văn bản", "Kế hoạch, thông báo, quyết định của Khối đã ban hành và công bố.", "documents.documents"),
    ("Báo cáo tổng hợp", "Báo cáo sơ kết, tổng kết của Khối đã công bố.", "summaries.consolidated"),
    ("Bảng kết quả (Excel)", "Tải bảng kết quả đã công bố.", "summaries.index"),
)


def shelves() -> list[dict[str, Any]]:
    """The shelves whose page is there and opens for this person."""
    found = [(title, detail, address_of(endpoint)) for title, detail, endpoint in SHELVES]
    return [
        {"title": title, "detail": detail, "kind": "info", "action": {"label": "Mở", "url": url, "small": True}}
        for title, detail, url in found
        if url
    ]


def results_in_sight(years: Sequence[Beginning]) -> dict[tuple[str, int], datetime | None]:
    """When each of these years' results were published; None where they are not. A look into each bloc by itself:
    nobody, and no scope, sees two blocs at once."""
    seen: dict[tuple[str, int], datetime | None] = {}
    for bloc_id, slug in dict.fromkeys((year.bloc_id, year.slug) for year in years):
        db.session.rollback()  # the scope never changes inside a transaction
        with acting(Scope(bloc=bloc_id, observer=1, user=me().id)):
            found = published_at()
            db.session.rollback()
        seen |= {(slug, year.number): found.get(year.number) for year in years if year.slug == slug}
    return seen
