"""Movements, pledges, and awards by movement."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of the three steps."""
    op.create_table(
        "decision",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_decision_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_decision_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decision_public_id")),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq_decision_year_id_number")),
    )
    op.create_table(
        "movement",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("goals", sa.String(length=4000), nullable=False),
        sa.Column("criteria", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("launched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.String(length=8000), nullable=False),
        sa.Column("summed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_movement_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_movement_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_movement_public_id")),
    )
    op.create_table(
        "pledge",
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("promises", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("superior", sa.String(length=120), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("sign", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_pledge_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_pledge_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pledge_public_id")),
        sa.UniqueConstraint("year_id", name=op.f("uq_pledge_year_id")),
    )
    op.create_table(
        "title",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("for_whom", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_title_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_title_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_title_public_id")),
        sa.UniqueConstraint("year_id", "code", name=op.f("uq_title_year_id_code")),
    )
    op.create_table(
        "decision_file",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "decision_id"],
            ["decision.bloc_id", "decision.year_id", "decision.id"],
            name=op.f("fk_decision_file_bloc_id_year_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_decision_file_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_file")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_decision_file_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decision_file_public_id")),
    )
    with op.batch_alter_table("decision_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_file_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "joining",
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["movement_id"], ["movement.id"], name=op.f("fk_joining_movement_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_joining_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        sa.UniqueConstraint("movement_id", "agency_id", name=op.f("uq_joining_movement_id_agency_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_joining_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_joining_year_id_agency_id_id")),
    )
    op.create_table(
        "movement_file",
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "movement_id"],
            ["movement.bloc_id", "movement.year_id", "movement.id"],
            name=op.f("fk_movement_file_bloc_id_year_id_movement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_movement_file_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement_file")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_movement_file_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_movement_file_public_id")),
    )
    with op.batch_alter_table("movement_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_movement_file_movement_id"), ["movement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_movement_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "own_movement",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("goals", sa.String(length=4000), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_own_movement_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_movement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_own_movement_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_own_movement_year_id_agency_id_id")),
    )
    op.create_table(
        "pledge_scan",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "pledge_id"],
            ["pledge.bloc_id", "pledge.year_id", "pledge.id"],
            name=op.f("fk_pledge_scan_bloc_id_year_id_pledge_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_pledge_scan_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_scan")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_pledge_scan_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pledge_scan_public_id")),
    )
    with op.batch_alter_table("pledge_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_scan_pledge_id"), ["pledge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_scan_sha256"), ["sha256"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("achievement", sa.String(length=4000), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["movement_id"], ["movement.id"], name=op.f("fk_proposal_movement_id")),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_proposal_title_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_proposal_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_proposal_year_id_agency_id_id")),
    )
    op.create_table(
        "registration",
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("filings", sa.Integer(), nullable=False),
        sa.Column("returned_reason", sa.String(length=1000), nullable=False),
        sa.Column("returned_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_registration_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_registration_year_id_agency_id_id")),
        sa.UniqueConstraint("year_id", "agency_id", name=op.f("uq_registration_year_id_agency_id")),
    )
    op.create_table(
        "commendation",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("agency_name", sa.String(length=200), nullable=False),
        sa.Column("movement_name", sa.String(length=300), nullable=False),
        sa.Column("form", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_reason", sa.String(length=1000), nullable=False),
        sa.Column("counts_for_year", sa.Boolean(), nullable=False),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "decision_id"],
            ["decision.bloc_id", "decision.year_id", "decision.id"],
            name=op.f("fk_commendation_bloc_id_year_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_commendation_bloc_id_year_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_commendation_member_id")),
        sa.ForeignKeyConstraint(["movement_id"], ["movement.id"], name=op.f("fk_commendation_movement_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_commendation_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendation")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_commendation_bloc_id_year_id_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_commendation_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_commendation_public_id")),
    )
    with op.batch_alter_table("commendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commendation_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "filed_registration",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("days_late", sa.Integer(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "registration_id"],
            ["registration.year_id", "registration.agency_id", "registration.id"],
            name=op.f("fk_filed_registration_year_id_agency_id_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_registration_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_registration_public_id")),
        sa.UniqueConstraint("registration_id", "number", name=op.f("uq_filed_registration_registration_id_number")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_registration_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_registration_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "filed_results",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "registration_id"],
            ["registration.year_id", "registration.agency_id", "registration.id"],
            name=op.f("fk_filed_results_year_id_agency_id_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_filed_results_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_results")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filed_results_public_id")),
        sa.UniqueConstraint(
            "registration_id", "period", "number", name=op.f("uq_filed_results_registration_id_period_number")
        ),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_filed_results_year_id_agency_id_id")),
    )
    with op.batch_alter_table("filed_results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_results_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "proposal_id"],
            ["proposal.year_id", "proposal.agency_id", "proposal.id"],
            name=op.f("fk_finding_year_id_agency_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_finding_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_finding_proposal_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_finding_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_finding_year_id_agency_id_id")),
    )
    op.create_table(
        "launch",
        sa.Column("joining_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("targets", sa.String(length=4000), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "joining_id"],
            ["joining.year_id", "joining.agency_id", "joining.id"],
            name=op.f("fk_launch_year_id_agency_id_joining_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_launch_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch")),
        sa.UniqueConstraint("joining_id", name=op.f("uq_launch_joining_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_launch_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_launch_year_id_agency_id_id")),
    )
    op.create_table(
        "progress",
        sa.Column("joining_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("figure", sa.String(length=100), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "joining_id"],
            ["joining.year_id", "joining.agency_id", "joining.id"],
            name=op.f("fk_progress_year_id_agency_id_joining_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_progress_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
        sa.UniqueConstraint("public_id", name=op.f("uq_progress_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_progress_year_id_agency_id_id")),
    )
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_joining_id"), ["joining_id"], unique=False)

    op.create_table(
        "registered_title_row",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("names", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["title_id"], ["title.id"], name=op.f("fk_registered_title_row_title_id")),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "registration_id"],
            ["registration.year_id", "registration.agency_id", "registration.id"],
            name=op.f("fk_registered_title_row_year_id_agency_id_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_registered_title_row_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_title_row")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registered_title_row_public_id")),
        sa.UniqueConstraint(
            "registration_id", "title_id", name=op.f("uq_registered_title_row_registration_id_title_id")
        ),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_registered_title_row_year_id_agency_id_id")),
    )
    with op.batch_alter_table("registered_title_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registered_title_row_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "target_result",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "registration_id"],
            ["registration.year_id", "registration.agency_id", "registration.id"],
            name=op.f("fk_target_result_year_id_agency_id_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_target_result_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_result")),
        sa.UniqueConstraint("public_id", name=op.f("uq_target_result_public_id")),
        sa.UniqueConstraint(
            "registration_id", "period", "key", name=op.f("uq_target_result_registration_id_period_key")
        ),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_target_result_year_id_agency_id_id")),
    )
    with op.batch_alter_table("target_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_result_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "target_row",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "registration_id"],
            ["registration.year_id", "registration.agency_id", "registration.id"],
            name=op.f("fk_target_row_year_id_agency_id_registration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_target_row_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_row")),
        sa.UniqueConstraint("public_id", name=op.f("uq_target_row_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_target_row_year_id_agency_id_id")),
    )
    with op.batch_alter_table("target_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_row_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "launch_file",
        sa.Column("launch_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "launch_id"],
            ["launch.year_id", "launch.agency_id", "launch.id"],
            name=op.f("fk_launch_file_year_id_agency_id_launch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_launch_file_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_launch_file_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_launch_file_year_id_agency_id_id")),
    )
    with op.batch_alter_table("launch_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_launch_file_launch_id"), ["launch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_launch_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "paper_scan",
        sa.Column("filed_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id", "filed_id"],
            ["filed_registration.year_id", "filed_registration.agency_id", "filed_registration.id"],
            name=op.f("fk_paper_scan_year_id_agency_id_filed_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_paper_scan_year_id_agency_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_scan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_scan_public_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_paper_scan_year_id_agency_id_id")),
    )
    with op.batch_alter_table("paper_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_scan_filed_id"), ["filed_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_scan_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    """Nothing of them stays."""
    with op.batch_alter_table("paper_scan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_scan_sha256"))
        batch_op.drop_index(batch_op.f("ix_paper_scan_filed_id"))

    op.drop_table("paper_scan")
    with op.batch_alter_table("launch_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_launch_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_launch_file_launch_id"))

    op.drop_table("launch_file")
    with op.batch_alter_table("target_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_row_registration_id"))

    op.drop_table("target_row")
    with op.batch_alter_table("target_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_result_registration_id"))

    op.drop_table("target_result")
    with op.batch_alter_table("registered_title_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registered_title_row_registration_id"))

    op.drop_table("registered_title_row")
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_joining_id"))

    op.drop_table("progress")
    op.drop_table("launch")
    op.drop_table("finding")
    with op.batch_alter_table("filed_results", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_results_registration_id"))

    op.drop_table("filed_results")
    with op.batch_alter_table("filed_registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filed_registration_registration_id"))

    op.drop_table("filed_registration")
    with op.batch_alter_table("commendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commendation_decision_id"))

    op.drop_table("commendation")
    op.drop_table("registration")
    op.drop_table("proposal")
    with op.batch_alter_table("pledge_scan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_scan_sha256"))
        batch_op.drop_index(batch_op.f("ix_pledge_scan_pledge_id"))

    op.drop_table("pledge_scan")
    op.drop_table("own_movement")
    with op.batch_alter_table("movement_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_movement_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_movement_file_movement_id"))

    op.drop_table("movement_file")
    op.drop_table("joining")
    with op.batch_alter_table("decision_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_decision_file_decision_id"))

    op.drop_table("decision_file")
    op.drop_table("title")
    op.drop_table("pledge")
    op.drop_table("movement")
    op.drop_table("decision")
