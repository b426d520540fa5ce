"""Plans and their tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "department",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_department_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("public_id", name=op.f("uq_department_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "folded", name=op.f("uq_department_year_id_agency_id_folded")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_department_year_id_agency_id_id")),
    )
    op.create_table(
        "plan",
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("superior", sa.String(length=200), nullable=False),
        sa.Column("sign", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("signer_title", sa.String(length=120), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("preamble", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("legal_bases", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_plan_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_plan_year_id_agency_id_id")),
        sa.UniqueConstraint("year_id", "agency_id", name=op.f("uq_plan_year_id_agency_id")),
    )
    op.create_table(
        "department_person",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "department_id"],
            ["department.year_id", "department.agency_id", "department.id"],
            name=op.f("fk_department_person_year_id_agency_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_department_person_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_department_person_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_department_person_year_id_agency_id_id")),
    )
    op.create_table(
        "task",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=1000), nullable=False),
        sa.Column("folded", sa.String(length=2600), nullable=False),
        sa.Column("lead_unit", sa.String(length=200), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("on_request", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("of_bloc", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "department_id"],
            ["department.year_id", "department.agency_id", "department.id"],
            name=op.f("fk_task_year_id_agency_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "plan_id"],
            ["plan.year_id", "plan.agency_id", "plan.id"],
            name=op.f("fk_task_year_id_agency_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_task_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("public_id", name=op.f("uq_task_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_task_year_id_agency_id_id")),
    )
    op.create_table(
        "coordinator",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("of_bloc", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "department_id"],
            ["department.year_id", "department.agency_id", "department.id"],
            name=op.f("fk_coordinator_year_id_agency_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "task_id"],
            ["task.year_id", "task.agency_id", "task.id"],
            name=op.f("fk_coordinator_year_id_agency_id_task_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_coordinator_year_id_agency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "partner_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_coordinator_year_id_partner_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordinator")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_coordinator_year_id_agency_id_id")),
    )
    op.create_table(
        "task_line",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "task_id"],
            ["task.year_id", "task.agency_id", "task.id"],
            name=op.f("fk_task_line_year_id_agency_id_task_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_task_line_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_line")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_task_line_year_id_agency_id_id")),
    )
    op.create_table(
        "task_link",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("of_bloc", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "task_id"],
            ["task.year_id", "task.agency_id", "task.id"],
            name=op.f("fk_task_link_year_id_agency_id_task_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_task_link_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_task_link_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_task_link_year_id_agency_id_id")),
        sa.UniqueConstraint(
            "year_id",
            "agency_id",
            "task_id",
            "kind",
            "target",
            name=op.f("uq_task_link_year_id_agency_id_task_id_kind_target"),
        ),
    )
    op.create_table(
        "task_report",
        sa.Column("task_agency_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_task_report_year_id_agency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "task_agency_id", "task_id"],
            ["task.year_id", "task.agency_id", "task.id"],
            name=op.f("fk_task_report_year_id_task_agency_id_task_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_task_report_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_task_report_year_id_agency_id_id")),
    )


def downgrade() -> None:
    op.drop_table("task_report")
    op.drop_table("task_link")
    op.drop_table("task_line")
    op.drop_table("coordinator")
    op.drop_table("task")
    op.drop_table("department_person")
    op.drop_table("plan")
    op.drop_table("department")
