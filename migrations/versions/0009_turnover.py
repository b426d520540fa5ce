"""Handover from one lead to the next, and the closing of a year by two people."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closing_request",
        sa.Column("unfinished", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        *_of_the_bloc("closing_request"),
    )
    op.create_table(
        "handover",
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_by", sa.Integer(), nullable=True),
        *_of_the_bloc("handover"),
        sa.ForeignKeyConstraint(["receiver_id"], ["agency.id"], name=op.f("fk_handover_receiver_id")),
        sa.UniqueConstraint("year_id", name=op.f("uq_handover_year_id")),
    )
    op.create_table(
        "reception",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=True),
        *_of_the_bloc("reception"),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_reception_handover_id")),
        sa.UniqueConstraint("year_id", name=op.f("uq_reception_year_id")),
    )
    op.create_table(
        "handover_reader",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_handover_reader_handover_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_handover_reader_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_reader")),
        sa.UniqueConstraint("handover_id", "agency_id", name=op.f("uq_handover_reader_handover_id_agency_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_handover_reader_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_handover_reader_year_id_agency_id_id")),
    )


def _of_the_bloc(table: str) -> list[sa.schema.SchemaItem]:
    """What every row of the bloc carries."""
    return [
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f(f"fk_{table}_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f(f"uq_{table}_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def downgrade() -> None:
    op.drop_table("handover_reader")
    op.drop_table("reception")
    op.drop_table("handover")
    op.drop_table("closing_request")
