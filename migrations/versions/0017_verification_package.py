"""The verification package, kept beside the result that was published."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Results published before have no package; it is made anew when asked for."""
    op.create_table(
        "kept_package",
        sa.Column("standing_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("journal_lines", sa.Integer(), nullable=False),
        sa.Column("journal_head", sa.String(length=64), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "standing_id"],
            ["standing.bloc_id", "standing.year_id", "standing.id"],
            name=op.f("fk_kept_package_bloc_id_year_id_standing_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_kept_package_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_package")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_kept_package_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_kept_package_public_id")),
        sa.UniqueConstraint("standing_id", name=op.f("uq_kept_package_standing_id")),
    )


def downgrade() -> None:
    """The packages go; the results stay."""
    op.drop_table("kept_package")
