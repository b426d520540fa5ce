"""The meeting and the adoption of points."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was published before counts as adopted then: by the same two, with the same figures."""
    _adoption()
    _holding()
    _meeting()
    op.execute(
        "INSERT INTO adoption (number, sheet_id, adopted_at, asked_by, confirmed_by, digest, sheet, reopened_reason,"
        " bloc_id, year_id, shown_to, public_id) SELECT 1, sheet_id, published_at, asked_by, confirmed_by, digest,"
        " sheet, '', bloc_id, year_id, 'chairs', public_id FROM standing WHERE withdrawn_at IS NULL"
    )
    op.execute(
        "INSERT INTO adopted_line (adoption_id, member_id, not_considered, claimed_total, total, figures, bloc_id,"
        " year_id, shown_to, public_id) SELECT adoption.id, line.member_id,"
        " CASE WHEN line.considered THEN '' ELSE 'không xét' END, line.claimed_total, line.total, line.figures,"
        " line.bloc_id, line.year_id, 'chairs', line.public_id FROM standing_line AS line"
        " JOIN standing ON standing.id = line.standing_id JOIN adoption ON adoption.public_id = standing.public_id"
    )
    op.execute(
        "INSERT INTO holding (since, bloc_id, year_id, shown_to, public_id)"
        " SELECT adopted_at, bloc_id, year_id, 'members', public_id FROM adoption"
    )


def _adoption() -> None:
    op.create_table(
        "adoption",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_reason", sa.String(length=1000), nullable=False),
        *_of_the_bloc("adoption"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_adoption_sheet_id")),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq_adoption_year_id_number")),
    )
    op.create_table(
        "adopted_line",
        sa.Column("adoption_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("not_considered", sa.String(length=500), nullable=False),
        sa.Column("claimed_total", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        *_of_the_bloc("adopted_line"),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_adopted_line_member_id")),
        _hangs_in("adopted_line", "adoption", "adoption_id"),
        sa.UniqueConstraint("adoption_id", "member_id", name=op.f("uq_adopted_line_adoption_id_member_id")),
    )


def _holding() -> None:
    op.create_table(
        "holding",
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_of_the_bloc("holding"),
    )
    op.create_index(op.f("ix_holding_year_id_ended_at"), "holding", ["year_id", "ended_at"])


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("chair", sa.String(length=120), nullable=False),
        sa.Column("secretary", sa.String(length=120), nullable=False),
        sa.Column("quorum_parts", sa.Integer(), nullable=False),
        sa.Column("quorum_of", sa.Integer(), nullable=False),
        sa.Column("quorum_basis", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        *_of_the_bloc("meeting"),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq_meeting_year_id_number")),
    )
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("representative", sa.String(length=200), nullable=False),
        *_of_the_bloc("attendance"),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_attendance_member_id")),
        _hangs_in("attendance", "meeting", "meeting_id"),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_attendance_meeting_id_member_id")),
    )
    op.create_table(
        "row_decision",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        *_of_the_bloc("row_decision"),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_row_decision_member_id")),
        _hangs_in("row_decision", "meeting", "meeting_id"),
        sa.UniqueConstraint("meeting_id", "member_id", "path", name=op.f("uq_row_decision_meeting_id_member_id_path")),
    )
    op.create_table(
        "remarks",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_of_the_bloc("remarks"),
        _hangs_in("remarks", "meeting", "meeting_id"),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_remarks_meeting_id")),
    )
    op.create_table(
        "elected",
        sa.Column("seat", sa.String(length=10), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("roll", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("elected_at", sa.DateTime(timezone=True), nullable=False),
        *_of_the_bloc("elected"),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_elected_member_id")),
        sa.UniqueConstraint("year_id", "seat", name=op.f("uq_elected_year_id_seat")),
    )


def _hangs_in(table: str, parent: str, column: str) -> sa.ForeignKeyConstraint:
    """A child's key to a parent of the same bloc and year."""
    return sa.ForeignKeyConstraint(
        ["bloc_id", "year_id", column],
        [f"{parent}.bloc_id", f"{parent}.year_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_bloc_id_year_id_{column}"),
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
    for table in ("elected", "remarks", "row_decision", "attendance", "meeting", "holding"):
        op.drop_table(table)
    op.drop_table("adopted_line")
    op.drop_table("adoption")
