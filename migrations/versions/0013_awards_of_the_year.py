"""The awards of the year: catalogue and rules, candidates, proposals, decisions, councils."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "award_decision",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        *_of_the_bloc("award_decision"),
    )
    op.create_table(
        "held_award",
        sa.Column("held_year", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("title_code", sa.String(length=20), nullable=False),
        sa.Column("title_name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("themed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        *_of_the_bloc("held_award"),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_held_award_member_id")),
        sa.UniqueConstraint(
            "year_id",
            "held_year",
            "member_id",
            "title_code",
            name=op.f("uq_held_award_year_id_held_year_member_id_title_code"),
        ),
    )
    op.create_table(
        "award_decision_file",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        *_file(),
        *_of_the_bloc("award_decision_file"),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "decision_id"],
            ["award_decision.bloc_id", "award_decision.year_id", "award_decision.id"],
            name=op.f("fk_award_decision_file_bloc_id_year_id_decision_id"),
        ),
    )
    op.create_index(op.f("ix_award_decision_file_decision_id"), "award_decision_file", ["decision_id"])
    op.create_index(op.f("ix_award_decision_file_sha256"), "award_decision_file", ["sha256"])
    op.create_table(
        "award_rule",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=True),
        sa.Column("for_whom", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("verify", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        *_of_the_bloc("award_rule"),
        sa.ForeignKeyConstraint(["other_id"], ["title.id"], name=op.f("fk_award_rule_other_id")),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_award_rule_title_id")),
    )
    op.create_table(
        "council_seat",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("in_office", sa.Boolean(), nullable=False),
        *_of_the_agency("council_seat"),
    )
    op.create_table(
        "council_sitting",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.String(length=60), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        *_of_the_agency("council_sitting"),
    )
    op.create_table(
        "held_title",
        sa.Column("held_year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("title_code", sa.String(length=20), nullable=False),
        sa.Column("title_name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("themed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        *_of_the_agency("held_title"),
        sa.UniqueConstraint(
            "year_id",
            "agency_id",
            "held_year",
            "folded",
            "title_code",
            name=op.f("uq_held_title_year_id_agency_id_held_year_folded_title_code"),
        ),
    )
    op.create_table(
        "nomination",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("achievement", sa.Text(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=True),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("filings", sa.Integer(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        *_of_the_agency("nomination"),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_nomination_title_id")),
    )
    op.create_table(
        "achievement_file",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        *_file(),
        *_of_the_agency("achievement_file"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "nomination_id"],
            ["nomination.year_id", "nomination.agency_id", "nomination.id"],
            name=op.f("fk_achievement_file_year_id_agency_id_nomination_id"),
        ),
    )
    op.create_index(op.f("ix_achievement_file_nomination_id"), "achievement_file", ["nomination_id"])
    op.create_index(op.f("ix_achievement_file_sha256"), "achievement_file", ["sha256"])
    op.create_table(
        "award_proposal",
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        *_of_the_agency("award_proposal"),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_award_proposal_title_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "nomination_id"],
            ["nomination.year_id", "nomination.agency_id", "nomination.id"],
            name=op.f("fk_award_proposal_year_id_agency_id_nomination_id"),
        ),
        sa.UniqueConstraint(
            "year_id", "agency_id", "title_id", "about", name=op.f("uq_award_proposal_year_id_agency_id_title_id_about")
        ),
    )
    op.create_table(
        "council_decision",
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        *_of_the_agency("council_decision"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "sitting_id"],
            ["council_sitting.year_id", "council_sitting.agency_id", "council_sitting.id"],
            name=op.f("fk_council_decision_year_id_agency_id_sitting_id"),
        ),
        sa.UniqueConstraint(
            "year_id", "agency_id", "number", name=op.f("uq_council_decision_year_id_agency_id_number")
        ),
    )
    op.create_index(op.f("ix_council_decision_sitting_id"), "council_decision", ["sitting_id"])
    op.create_table(
        "nomination_return",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("filing", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        *_of_the_agency("nomination_return"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "nomination_id"],
            ["nomination.year_id", "nomination.agency_id", "nomination.id"],
            name=op.f("fk_nomination_return_year_id_agency_id_nomination_id"),
        ),
        sa.UniqueConstraint("nomination_id", "filing", name=op.f("uq_nomination_return_nomination_id_filing")),
    )
    op.create_table(
        "award",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("held_year", sa.Integer(), nullable=False),
        sa.Column("agency_name", sa.String(length=200), nullable=False),
        sa.Column("title_code", sa.String(length=20), nullable=False),
        sa.Column("title_name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        *_of_the_bloc("award"),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "decision_id"],
            ["award_decision.bloc_id", "award_decision.year_id", "award_decision.id"],
            name=op.f("fk_award_bloc_id_year_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_award_member_id")),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name=op.f("fk_award_nomination_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["award_proposal.id"], name=op.f("fk_award_proposal_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_award_proposal_id")),
    )
    op.create_index(op.f("ix_award_decision_id"), "award", ["decision_id"])
    op.create_table(
        "award_vote",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.String(length=12), nullable=False),
        *_of_the_agency("award_vote"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "proposal_id"],
            ["award_proposal.year_id", "award_proposal.agency_id", "award_proposal.id"],
            name=op.f("fk_award_vote_year_id_agency_id_proposal_id"),
        ),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_award_vote_proposal_id")),
    )
    op.create_table(
        "award_withdrawal",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("by_agency", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        *_of_the_agency("award_withdrawal"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "proposal_id"],
            ["award_proposal.year_id", "award_proposal.agency_id", "award_proposal.id"],
            name=op.f("fk_award_withdrawal_year_id_agency_id_proposal_id"),
        ),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_award_withdrawal_proposal_id")),
    )
    op.create_table(
        "council_candidate",
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("achievement", sa.String(length=4000), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=True),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        *_of_the_agency("council_candidate"),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_council_candidate_title_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "decision_id"],
            ["council_decision.year_id", "council_decision.agency_id", "council_decision.id"],
            name=op.f("fk_council_candidate_year_id_agency_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "department_id"],
            ["department.year_id", "department.agency_id", "department.id"],
            name=op.f("fk_council_candidate_year_id_agency_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "nomination_id"],
            ["nomination.year_id", "nomination.agency_id", "nomination.id"],
            name=op.f("fk_council_candidate_year_id_agency_id_nomination_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "sitting_id"],
            ["council_sitting.year_id", "council_sitting.agency_id", "council_sitting.id"],
            name=op.f("fk_council_candidate_year_id_agency_id_sitting_id"),
        ),
    )
    op.create_index(op.f("ix_council_candidate_sitting_id"), "council_candidate", ["sitting_id"])
    op.create_table(
        "council_decision_file",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        *_file(),
        *_of_the_agency("council_decision_file"),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "decision_id"],
            ["council_decision.year_id", "council_decision.agency_id", "council_decision.id"],
            name=op.f("fk_council_decision_file_year_id_agency_id_decision_id"),
        ),
    )
    op.create_index(op.f("ix_council_decision_file_decision_id"), "council_decision_file", ["decision_id"])
    op.create_index(op.f("ix_council_decision_file_sha256"), "council_decision_file", ["sha256"])
    op.create_table(
        "award_revocation",
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        *_of_the_bloc("award_revocation"),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "award_id"],
            ["award.bloc_id", "award.year_id", "award.id"],
            name=op.f("fk_award_revocation_bloc_id_year_id_award_id"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_award_revocation_member_id")),
    )
    op.create_index(op.f("ix_award_revocation_award_id"), "award_revocation", ["award_id"])


def downgrade() -> None:
    op.drop_table("award_revocation")
    op.drop_table("council_decision_file")
    op.drop_table("council_candidate")
    op.drop_table("award_withdrawal")
    op.drop_table("award_vote")
    op.drop_table("award")
    op.drop_table("nomination_return")
    op.drop_table("council_decision")
    op.drop_table("award_proposal")
    op.drop_table("achievement_file")
    op.drop_table("nomination")
    op.drop_table("held_title")
    op.drop_table("council_sitting")
    op.drop_table("council_seat")
    op.drop_table("award_rule")
    op.drop_table("award_decision_file")
    op.drop_table("held_award")
    op.drop_table("award_decision")


def _file() -> tuple[sa.schema.SchemaItem, ...]:
    """What is known of a stored file."""
    return (
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
    )


def _of_the_bloc(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns and keys of a row of the bloc."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f(f"fk_{table}_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f(f"uq_{table}_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )


def _of_the_agency(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns and keys of a row of one agency."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f(f"fk_{table}_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f(f"uq_{table}_year_id_agency_id_id")),
    )
