"""The rest of the year: exceptions, legal bases, the comings and goings of members."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("left_reason", sa.String(length=500), server_default="", nullable=False))
        batch_op.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_membership_year_id_successor_id"),
            "membership",
            ["year_id", "successor_id"],
            ["year_id", "agency_id"],
        )

    op.create_table(
        "reopening",
        sa.Column("filing", sa.String(length=60), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_reopening_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reopening_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_reopening_year_id_agency_id_id")),
    )
    with op.batch_alter_table("reopening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reopening_year_id_agency_id_filing"), ["year_id", "agency_id", "filing"], unique=False
        )

    op.create_table(
        "legal_basis",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("folded", sa.String(length=700), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("verify", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_legal_basis_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_legal_basis_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_basis_public_id")),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq_legal_basis_year_id_number")),
    )
    op.create_table(
        "former_name",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_former_name_bloc_id_year_id")
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "member_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_former_name_year_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_former_name_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_former_name_public_id")),
    )
    with op.batch_alter_table("former_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_name_member_id"), ["member_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("former_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_name_member_id"))

    op.drop_table("former_name")
    op.drop_table("legal_basis")
    with op.batch_alter_table("reopening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reopening_year_id_agency_id_filing"))

    op.drop_table("reopening")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_membership_year_id_successor_id"), type_="foreignkey")
        batch_op.drop_column("successor_id")
        batch_op.drop_column("left_reason")
        batch_op.drop_column("left_on")
