"""The guide: one page for each role, in plain words."""

from flask import render_template, request

from khoi.home.views.blueprint import home
from tenants.gate import door, here, me
from tenants.roles import Role, Seat

#: Key → what the guide is called; its text stands in templates/home/parts/guide_<key>.html.
GUIDES = {
    "clerk": "Đầu mối đơn vị",
    "head": "Lãnh đạo đơn vị",
    "lead": "Khối trưởng",
    "deputy": "Khối phó, Tổ thẩm định",
    "observer": "Sở Nội vụ",
}


@home.get("/<bloc>/<int:year>/help")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def help() -> str:  # noqa: A001 - the page's own name
    """The guide for one's role, or for another that is asked for."""
    asked = request.args.get("for", "")
    chosen = asked if asked in GUIDES else _own()
    return render_template(
        "home/help.html", guides=GUIDES, chosen=chosen, page_title=f"Hướng dẫn: {GUIDES[chosen]}",
        page_lead="Mỗi vai một trang, in ra được. Bấm vào vai khác để xem việc của người cùng làm.",
    )  # fmt: skip


def _own() -> str:
    if me().role is Role.OBSERVER:
        return "observer"
    if here().seat is Seat.LEAD:
        return "lead"
    if here().seat is Seat.DEPUTY or here().on_team:
        return "deputy"
    return "head" if me().role is Role.HEAD else "clerk"
