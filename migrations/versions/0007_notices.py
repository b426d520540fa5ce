"""E-mail, digests, opt-outs and calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=254), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("email_since", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "calendar_address",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_address_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_address_token_hash")),
        sa.UniqueConstraint("user_id", name=op.f("uq_calendar_address_user_id")),
    )
    op.create_table(
        "opt_out",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_opt_out_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_out")),
        sa.UniqueConstraint("user_id", "topic", name=op.f("uq_opt_out_user_id_topic")),
    )
    op.create_table(
        "mail",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=200), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bloc_id"], ["bloc.id"], name=op.f("fk_mail_bloc_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mail_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("public_id", name=op.f("uq_mail_public_id")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_mail_user_id_day")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_state"), ["state"], unique=False)
    op.create_table(
        "told",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_told_mail_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_told_notice_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_told_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
        sa.UniqueConstraint("user_id", "notice_id", name=op.f("uq_told_user_id_notice_id")),
    )
    with op.batch_alter_table("told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_told_mail_id"), ["mail_id"], unique=False)
    op.create_table(
        "reminded",
        sa.Column("filing", sa.String(length=60), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_reminded_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminded")),
        sa.UniqueConstraint(
            "year_id",
            "agency_id",
            "filing",
            "due",
            "step",
            name=op.f("uq_reminded_year_id_agency_id_filing_due_step"),
        ),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_reminded_year_id_agency_id_id")),
    )


def downgrade() -> None:
    for table in ("reminded", "told", "mail", "opt_out", "calendar_address"):
        op.drop_table(table)
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("email_since")
        batch_op.drop_column("email")
