"""The bloc's consolidated report."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consolidated",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(length=20), nullable=False),
        sa.Column("superior", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("sign", sa.String(length=30), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("bases", sa.String(length=4000), nullable=False),
        sa.Column("recipients", sa.String(length=4000), nullable=False),
        sa.Column("closing", sa.String(length=1000), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("signer", sa.String(length=100), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "request_id"],
            ["report_request.bloc_id", "report_request.year_id", "report_request.id"],
            name=op.f("fk_consolidated_bloc_id_year_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_consolidated_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidated")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_consolidated_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_consolidated_public_id")),
        sa.UniqueConstraint("year_id", "request_id", name=op.f("uq_consolidated_year_id_request_id")),
    )
    with op.batch_alter_table("consolidated", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidated_request_id"), ["request_id"], unique=False)

    op.create_table(
        "consolidated_section",
        sa.Column("consolidated_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "consolidated_id"],
            ["consolidated.bloc_id", "consolidated.year_id", "consolidated.id"],
            name=op.f("fk_consolidated_section_bloc_id_year_id_consolidated_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_consolidated_section_bloc_id_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["outline_section.id"], name=op.f("fk_consolidated_section_section_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidated_section")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_consolidated_section_bloc_id_year_id_id")),
        sa.UniqueConstraint(
            "consolidated_id", "section_id", name=op.f("uq_consolidated_section_consolidated_id_section_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_consolidated_section_public_id")),
    )
    with op.batch_alter_table("consolidated_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consolidated_section_consolidated_id"), ["consolidated_id"], unique=False)

    op.create_table(
        "published_report",
        sa.Column("consolidated_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "consolidated_id"],
            ["consolidated.bloc_id", "consolidated.year_id", "consolidated.id"],
            name=op.f("fk_published_report_bloc_id_year_id_consolidated_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_published_report_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_report")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_published_report_bloc_id_year_id_id")),
        sa.UniqueConstraint("consolidated_id", "number", name=op.f("uq_published_report_consolidated_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_published_report_public_id")),
    )
    with op.batch_alter_table("published_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_report_consolidated_id"), ["consolidated_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("published_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_report_consolidated_id"))
    op.drop_table("published_report")

    with op.batch_alter_table("consolidated_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consolidated_section_consolidated_id"))
    op.drop_table("consolidated_section")
    with op.batch_alter_table("consolidated", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consolidated_request_id"))
    op.drop_table("consolidated")
