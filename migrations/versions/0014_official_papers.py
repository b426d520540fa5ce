"""Documents as issued: templates of the office, seals, signed files."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Head and foot before the issue; the issued papers, their end, whom they concern, the signed files; templates."""
    op.create_table(
        "paper",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("sign", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(length=160), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
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
            ["bloc_id", "year_id", "replaces_id"],
            ["paper.bloc_id", "paper.year_id", "paper.id"],
            name=op.f("fk_paper_bloc_id_year_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_paper_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_paper_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_public_id")),
        sa.UniqueConstraint("year_id", "id", name=op.f("uq_paper_year_id_id")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_sha256"), ["sha256"], unique=False)

    op.create_table(
        "paper_face",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("taken_digest", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
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
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_paper_face_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_face")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_paper_face_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_face_public_id")),
        sa.UniqueConstraint("year_id", "kind", "key", name=op.f("uq_paper_face_year_id_kind_key")),
    )
    op.create_table(
        "paper_template",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
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
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_paper_template_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_paper_template_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_template_public_id")),
        sa.UniqueConstraint("year_id", "kind", "number", name=op.f("uq_paper_template_year_id_kind_number")),
    )
    with op.batch_alter_table("paper_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_template_sha256"), ["sha256"], unique=False)

    op.create_table(
        "paper_addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id", "agency_id"],
            ["membership.year_id", "membership.agency_id"],
            name=op.f("fk_paper_addressee_year_id_agency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id", "paper_id"], ["paper.year_id", "paper.id"], name=op.f("fk_paper_addressee_year_id_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_addressee")),
        sa.UniqueConstraint("paper_id", "agency_id", name=op.f("uq_paper_addressee_paper_id_agency_id")),
        sa.UniqueConstraint("year_id", "agency_id", "id", name=op.f("uq_paper_addressee_year_id_agency_id_id")),
    )
    op.create_table(
        "paper_end",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "paper_id"],
            ["paper.bloc_id", "paper.year_id", "paper.id"],
            name=op.f("fk_paper_end_bloc_id_year_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_paper_end_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_end")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_paper_end_bloc_id_year_id_id")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_paper_end_paper_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_end_public_id")),
    )
    op.create_table(
        "signed_paper",
        sa.Column("paper_id", sa.Integer(), nullable=False),
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
            ["bloc_id", "year_id", "paper_id"],
            ["paper.bloc_id", "paper.year_id", "paper.id"],
            name=op.f("fk_signed_paper_bloc_id_year_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_signed_paper_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_paper")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_signed_paper_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signed_paper_public_id")),
    )
    with op.batch_alter_table("signed_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_paper_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_paper_sha256"), ["sha256"], unique=False)

    op.create_table(
        "signature_check",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("signed_id", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("shown_to", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "paper_id"],
            ["paper.bloc_id", "paper.year_id", "paper.id"],
            name=op.f("fk_signature_check_bloc_id_year_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id", "signed_id"],
            ["signed_paper.bloc_id", "signed_paper.year_id", "signed_paper.id"],
            name=op.f("fk_signature_check_bloc_id_year_id_signed_id"),
        ),
        sa.ForeignKeyConstraint(
            ["bloc_id", "year_id"], ["year.bloc_id", "year.id"], name=op.f("fk_signature_check_bloc_id_year_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_check")),
        sa.UniqueConstraint("bloc_id", "year_id", "id", name=op.f("uq_signature_check_bloc_id_year_id_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signature_check_public_id")),
    )
    with op.batch_alter_table("signature_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_check_signed_id"), ["signed_id"], unique=False)


def downgrade() -> None:
    """What was issued goes; the files stay on disk."""
    with op.batch_alter_table("signature_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_check_signed_id"))

    op.drop_table("signature_check")
    with op.batch_alter_table("signed_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_paper_sha256"))
        batch_op.drop_index(batch_op.f("ix_signed_paper_paper_id"))

    op.drop_table("signed_paper")
    op.drop_table("paper_end")
    op.drop_table("paper_addressee")
    with op.batch_alter_table("paper_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_template_sha256"))

    op.drop_table("paper_template")
    op.drop_table("paper_face")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_sha256"))

    op.drop_table("paper")
