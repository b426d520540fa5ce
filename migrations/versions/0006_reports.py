"""Reports asked for, drafted and filed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_request",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("correction", sa.String(length=1000), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_report_request_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_request")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_report_request_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_request_public_id")),
        sa.UniqueConstraint("year_id", "id", name=op.f("uq_report_request_year_id_id")),
        sa.UniqueConstraint("year_id", "key", name=op.f("uq_report_request_year_id_key")),
    )
    op.create_table(
        "annex_asked",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("kinds", sa.String(length=60), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "request_id"],
            ["report_request.bloc_id", "report_request.year_id", "report_request.id"],
            name=op.f("fk_annex_asked_bloc_id_year_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_annex_asked_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annex_asked")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_annex_asked_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_annex_asked_public_id")),
    )
    with op.batch_alter_table("annex_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_annex_asked_request_id"), ["request_id"], unique=False)

    op.create_table(
        "figure_check",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_side", sa.String(length=500), nullable=False),
        sa.Column("relation", sa.String(length=2), nullable=False),
        sa.Column("right_side", sa.String(length=500), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "request_id"],
            ["report_request.bloc_id", "report_request.year_id", "report_request.id"],
            name=op.f("fk_figure_check_bloc_id_year_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_figure_check_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_check")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_figure_check_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_figure_check_public_id")),
    )
    with op.batch_alter_table("figure_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_check_request_id"), ["request_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("formula", sa.String(length=500), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "request_id"],
            ["report_request.bloc_id", "report_request.year_id", "report_request.id"],
            name=op.f("fk_indicator_bloc_id_year_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_indicator_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_indicator_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_indicator_public_id")),
        sa.UniqueConstraint("request_id", "code", name=op.f("uq_indicator_request_id_code")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_request_id"), ["request_id"], unique=False)

    op.create_table(
        "outline_section",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("guidance", sa.String(length=2000), nullable=False),
        sa.Column("most_words", sa.Integer(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "request_id"],
            ["report_request.bloc_id", "report_request.year_id", "report_request.id"],
            name=op.f("fk_outline_section_bloc_id_year_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_outline_section_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline_section")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_outline_section_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outline_section_public_id")),
    )
    with op.batch_alter_table("outline_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outline_section_request_id"), ["request_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("filings", sa.Integer(), nullable=False),
        sa.Column("returned_reason", sa.String(length=1000), nullable=False),
        sa.Column("returned_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_sections", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_report_year_id_agency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "request_id"],
            ["report_request.year_id", "report_request.id"],
            name=op.f("fk_report_year_id_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("agency_id", "request_id", name=op.f("uq_report_agency_id_request_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_report_year_id_agency_id_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_request_id"), ["request_id"], unique=False)

    op.create_table(
        "filed_report",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("figures_seal", sa.String(length=64), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "report_id"],
            ["report.year_id", "report.agency_id", "report.id"],
            name=op.f("fk_filed_report_year_id_agency_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_report_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_report_public_id")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_filed_report_report_id_number")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_report_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_report_report_id"), ["report_id"], unique=False)

    op.create_table(
        "report_annex",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("annex_id", sa.Integer(), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annex_id"], ["annex_asked.id"], name=op.f("fk_report_annex_annex_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "report_id"],
            ["report.year_id", "report.agency_id", "report.id"],
            name=op.f("fk_report_annex_year_id_agency_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_report_annex_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_annex")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_annex_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_report_annex_year_id_agency_id_id")),
    )
    with op.batch_alter_table("report_annex", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_annex_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_annex_sha256"), ["sha256"], unique=False)

    op.create_table(
        "report_figure",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_report_figure_indicator_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "report_id"],
            ["report.year_id", "report.agency_id", "report.id"],
            name=op.f("fk_report_figure_year_id_agency_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_report_figure_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_figure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_figure_public_id")),
        sa.UniqueConstraint("report_id", "indicator_id", name=op.f("uq_report_figure_report_id_indicator_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_report_figure_year_id_agency_id_id")),
    )
    with op.batch_alter_table("report_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_figure_report_id"), ["report_id"], unique=False)

    op.create_table(
        "report_line",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "report_id"],
            ["report.year_id", "report.agency_id", "report.id"],
            name=op.f("fk_report_line_year_id_agency_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_report_line_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_line")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_line_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_report_line_year_id_agency_id_id")),
    )
    with op.batch_alter_table("report_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_line_report_id"), ["report_id"], unique=False)

    op.create_table(
        "report_text",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=30000), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["outline_section.id"], name=op.f("fk_report_text_section_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "report_id"],
            ["report.year_id", "report.agency_id", "report.id"],
            name=op.f("fk_report_text_year_id_agency_id_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_report_text_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_text_public_id")),
        sa.UniqueConstraint("report_id", "section_id", name=op.f("uq_report_text_report_id_section_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_report_text_year_id_agency_id_id")),
    )
    with op.batch_alter_table("report_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_text_report_id"), ["report_id"], unique=False)

    op.create_table(
        "filed_annex",
        sa.Column("filed_report_id", sa.Integer(), nullable=False),
        sa.Column("annex_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annex_id"], ["annex_asked.id"], name=op.f("fk_filed_annex_annex_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "filed_report_id"],
            ["filed_report.year_id", "filed_report.agency_id", "filed_report.id"],
            name=op.f("fk_filed_annex_year_id_agency_id_filed_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_annex_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_annex")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_annex_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_annex_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_annex", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_annex_filed_report_id"), ["filed_report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filed_annex_sha256"), ["sha256"], unique=False)

    op.create_table(
        "filed_figure",
        sa.Column("filed_report_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_filed_figure_indicator_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "filed_report_id"],
            ["filed_report.year_id", "filed_report.agency_id", "filed_report.id"],
            name=op.f("fk_filed_figure_year_id_agency_id_filed_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_figure_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_figure")),
        sa.UniqueConstraint(
            "filed_report_id", "indicator_id", name=op.f("uq_filed_figure_filed_report_id_indicator_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_figure_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_figure_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_figure_filed_report_id"), ["filed_report_id"], unique=False)

    op.create_table(
        "filed_text",
        sa.Column("filed_report_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=30000), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["outline_section.id"], name=op.f("fk_filed_text_section_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "filed_report_id"],
            ["filed_report.year_id", "filed_report.agency_id", "filed_report.id"],
            name=op.f("fk_filed_text_year_id_agency_id_filed_report_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_text_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_text")),
        sa.UniqueConstraint("filed_report_id", "section_id", name=op.f("uq_filed_text_filed_report_id_section_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_text_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_text_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_text_filed_report_id"), ["filed_report_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("filed_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_text_filed_report_id"))

    op.drop_table("filed_text")
    with op.batch_alter_table("filed_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_figure_filed_report_id"))

    op.drop_table("filed_figure")
    with op.batch_alter_table("filed_annex", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_annex_sha256"))
        batch_op.drop_index(batch_op.f("ix_filed_annex_filed_report_id"))

    op.drop_table("filed_annex")
    with op.batch_alter_table("report_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_text_report_id"))

    op.drop_table("report_text")
    with op.batch_alter_table("report_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_line_report_id"))

    op.drop_table("report_line")
    with op.batch_alter_table("report_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_figure_report_id"))

    op.drop_table("report_figure")
    with op.batch_alter_table("report_annex", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_annex_sha256"))
        batch_op.drop_index(batch_op.f("ix_report_annex_report_id"))

    op.drop_table("report_annex")
    with op.batch_alter_table("filed_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_report_report_id"))

    op.drop_table("filed_report")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_request_id"))

    op.drop_table("report")
    with op.batch_alter_table("outline_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outline_section_request_id"))

    op.drop_table("outline_section")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_request_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("figure_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_check_request_id"))

    op.drop_table("figure_check")
    with op.batch_alter_table("annex_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_annex_asked_request_id"))

    op.drop_table("annex_asked")
    op.drop_table("report_request")
