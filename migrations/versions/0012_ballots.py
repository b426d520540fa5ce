"""Ballots: motions, rolls, boxes, tallies on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = (
    "ballot", "candidate", "council_member", "roll_line", "teller", "slip", "vote", "vote_receipt", "tally_protocol",
    "vote_count", "tally_scan",
)  # fmt: skip


def upgrade() -> None:
    _ballot()
    _people()
    _box()
    _count()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("office", sa.String(length=10), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("by_agency", sa.Boolean(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("quorum_part", sa.Integer(), nullable=False),
        sa.Column("quorum_whole", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=1000), nullable=False),
        sa.Column("conflict", sa.String(length=10), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("roll_size", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("wraps", sa.Text(), nullable=False),
        sa.Column("box_hash", sa.String(length=64), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=True),
        sa.Column("next_step", sa.String(length=1000), nullable=False),
        sa.Column("wiped", sa.Boolean(), nullable=False),
        *_of_a_council("ballot"),
        *_numbered("ballot"),
        *_public("ballot"),
        _member("ballot"),
        sa.CheckConstraint("owner = coalesce(agency_id, 0)", name=op.f("ck_ballot_owner")),
        _offers_its_key("ballot"),
    )
    op.create_table(
        "candidate",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=True),
        *_of_a_ballot("candidate"),
        *_numbered("candidate"),
        *_public("candidate"),
        _member("candidate"),
        _offers_its_key("candidate"),
    )
    op.create_index(op.f("ix_candidate_ballot_id"), "candidate", ["ballot_id"])


def _people() -> None:
    op.create_table(
        "council_member",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        *_of_a_ballot("council_member"),
        *_numbered("council_member"),
        *_public("council_member"),
        _member("council_member"),
        sa.UniqueConstraint("ballot_id", "agency_id", "name", name=op.f("uq_council_member_ballot_id_agency_id_name")),
    )
    op.create_index(op.f("ix_council_member_ballot_id"), "council_member", ["ballot_id"])
    op.create_table(
        "roll_line",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("voted", sa.Boolean(), nullable=False),
        *_of_a_ballot("roll_line"),
        *_numbered("roll_line"),
        _member("roll_line"),
        sa.UniqueConstraint("ballot_id", "agency_id", "name", name=op.f("uq_roll_line_ballot_id_agency_id_name")),
    )
    op.create_table(
        "teller",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        *_of_a_ballot("teller"),
        *_numbered("teller"),
        *_public("teller"),
        _member("teller"),
        sa.UniqueConstraint("ballot_id", "user_id", name=op.f("uq_teller_ballot_id_user_id")),
    )
    op.create_index(op.f("ix_teller_ballot_id"), "teller", ["ballot_id"])


def _box() -> None:
    """No number, no time: rows that lie in the order of random keys (on SQLite there is no other order)."""
    contents = {
        "slip": sa.Column("sealed", sa.LargeBinary(), nullable=False),
        "vote": sa.Column("choice", sa.String(length=10), nullable=False),
        "vote_receipt": sa.Column("sign", sa.String(length=32), nullable=False),
    }
    for table, content in contents.items():
        op.create_table(
            table,
            sa.Column("key", sa.String(length=32), nullable=False),
            content,
            *_of_a_ballot(table),
            *_of_a_candidate(table),
            sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
    for table in ("vote", "vote_receipt"):
        op.create_index(op.f(f"ix_{table}_ballot_id"), table, ["ballot_id"])


def _count() -> None:
    op.create_table(
        "tally_protocol",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("issued", "returned", "missing", "valid", "invalid")
        ),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_agency", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        *_of_a_ballot("tally_protocol"),
        *_numbered("tally_protocol"),
        sa.UniqueConstraint("ballot_id", name=op.f("uq_tally_protocol_ballot_id")),
    )
    op.create_table(
        "vote_count",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("agree", "disagree", "blank")),
        *_of_a_ballot("vote_count"),
        *_of_a_candidate("vote_count"),
        *_numbered("vote_count"),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_vote_count_candidate_id")),
    )
    op.create_index(op.f("ix_vote_count_ballot_id"), "vote_count", ["ballot_id"])
    op.create_table(
        "tally_scan",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        *_of_a_ballot("tally_scan"),
        *_numbered("tally_scan"),
        *_public("tally_scan"),
    )
    op.create_index(op.f("ix_tally_scan_ballot_id"), "tally_scan", ["ballot_id"])
    op.create_index(op.f("ix_tally_scan_sha256"), "tally_scan", ["sha256"])


def _of_a_council(table: str) -> list[sa.schema.SchemaItem]:
    """What every row of a council carries."""
    return [
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f(f"fk_{table}_bloc_id_year_id")
        ),
    ]


def _of_a_ballot(table: str) -> list[sa.schema.SchemaItem]:
    return [*_of_a_council(table), *_under(table, "ballot")]


def _of_a_candidate(table: str) -> list[sa.schema.SchemaItem]:
    return _under(table, "candidate")


def _under(table: str, parent: str) -> list[sa.schema.SchemaItem]:
    """A parent of the same council."""
    key = ("bloc_id", "year_id", "owner")
    return [
        sa.Column(f"{parent}_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            [*key, f"{parent}_id"],
            [f"{parent}.{name}" for name in (*key, "id")],
            name=op.f(f"fk_{table}_bloc_id_year_id_owner_{parent}_id"),
        ),
    ]


def _numbered(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _public(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def _member(table: str) -> sa.schema.SchemaItem:
    return sa.ForeignKeyConstraint(
        ["year_id", "agency_id"],
        ["membership.year_id", "membership.agency_id"],
        name=op.f(f"fk_{table}_year_id_agency_id"),
    )


def _offers_its_key(table: str) -> sa.schema.SchemaItem:
    return sa.UniqueConstraint("bloc_id", "year_id", "owner", "id", name=op.f(f"uq_{table}_bloc_id_year_id_owner_id"))
