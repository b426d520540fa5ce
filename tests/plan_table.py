"""What the portal does for each task of the customer's plan: `python -m tests.plan_table` writes the table anew."""

import tempfile
from pathlib import Path

from khoi.app import create_app
from khoi.demo import make_demo
from khoi.demo.stagehand import LEAD
from khoi.plans.models import Task, links_of, plan_of, tasks_of
from khoi.plans.views.linking import PLACES
from khoi.settings import Settings
from tenants import schema
from tenants.database import let_go
from tenants.models import agency_coded, bloc_named, year_of
from tenants.scope import Scope, acting
from tests.make import CHEAP

TABLE = Path(__file__).resolve().parent.parent / "docs" / "plan-2026.md"
QUARTERS = ("", "I", "II", "III", "IV")
HEAD = """# Kế hoạch năm 2026: cổng làm gì cho từng việc

Bảng này lập từ khối mẫu (`khoi demo`): mỗi việc trong kế hoạch của Thanh tra tỉnh gắn với những gì cổng có cho việc
ấy. Mở việc ở trang *Kế hoạch năm* sẽ thấy các liên kết này. Việc ghi *nội bộ* chỉ đơn vị thấy.

| Việc | Nội dung | Phạm vi | Cổng có gì |
|---|---|---|---|
"""


def table_of() -> str:
    """The tasks of the demo's lead, in the plan's order; only inside the portal that has the demo bloc."""
    bloc = bloc_named("noi-chinh")
    assert bloc is not None
    year, agency = year_of(bloc.id, 2026), agency_coded(bloc.id, LEAD.code)
    assert year is not None
    assert agency is not None
    with acting(Scope(bloc=bloc.id, year=year.id, agency=agency.id, lead_agency=agency.id, open=1)):
        plan = plan_of(year.id, agency.id)
        assert plan is not None
        planned = [task for task in tasks_of(plan) if task.number and not task.on_request]
        return HEAD + "".join(_row(task) for task in planned)


def _row(task: Task) -> str:
    links = "; ".join(f"{PLACES[link.kind][0]}: {link.title}" for link in links_of(task))
    scope = "của Khối" if task.of_bloc else "nội bộ"
    return f"| {QUARTERS[task.quarter]}.{task.number} | {task.content} | {scope} | {links} |\n"


def write() -> None:
    """Make a demo bloc of its own and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), secret_key="k" * 48, testing=True)
        schema.upgrade(settings.database_url)
        portal = create_app(settings)
        portal.config["PASSWORD_HASHER"] = CHEAP
        with portal.app_context():
            make_demo()
            TABLE.write_text(table_of(), encoding="utf-8")
            let_go()


if __name__ == "__main__":
    write()
