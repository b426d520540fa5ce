"""What the journal says about one's agency: for its head, page by page."""

from flask import render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.home.models.acts import page_of_acts
from khoi.home.views.blueprint import home
from tenants.gate import door, here
from tenants.roles import Role

A_PAGE = 50


@home.get("/<bloc>/<int:year>/journal")
@door(Role.HEAD)
def journal() -> str:
    """The newest acts first."""
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= 100_000:
        raise NotFound
    acts, count = page_of_acts(here().agency_id, here().year_id, number, A_PAGE)
    pages = max(1, -(-count // A_PAGE))
    if number > pages:
        raise NotFound
    return render_template(
        "home/journal.html", acts=acts, count=count, number=number, pages=pages,
        address=lambda page: url_for("home.journal", page=page), page_title="Nhật ký về đơn vị",
        page_lead="Ai đã làm gì với phiếu, thời hạn và tài khoản của đơn vị; nhật ký chỉ ghi thêm, không sửa được.",
    )  # fmt: skip
