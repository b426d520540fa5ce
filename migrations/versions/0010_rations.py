"""What is rationed by person, agency and year: uploads, exports of the whole bloc."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each use is a row; what agencies stored before counts towards their room."""
    op.create_table(
        "ration_use",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ration_use"),
    )
    op.create_index("ix_ration_use_user_id_kind_at", "ration_use", ["user_id", "kind", "at"])
    op.create_index("ix_ration_use_year_id_agency_id_kind", "ration_use", ["year_id", "agency_id", "kind"])
    op.execute(
        "INSERT INTO ration_use (kind, user_id, year_id, agency_id, at, size)"
        " SELECT 'upload', coalesce(stored_by, 0), year_id, agency_id, stored_at, size FROM stored_file"
    )


def downgrade() -> None:
    """The counts go."""
    op.drop_table("ration_use")
