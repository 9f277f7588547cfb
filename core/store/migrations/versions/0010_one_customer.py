"""All that is about one customer, found by the customer: contacts, personas, and ways in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_BY_BUYER = ("feedback", "complaint", "care_touch", "copy_recipient")
_BY_LINE = ("review", "inquiry")


def upgrade() -> None:
    """Go forward."""
    _contact()
    _customer_persona()
    for table in _BY_BUYER:
        op.create_index(f"{table}_buyer", table, ["shop_id", "buyer_key"])
    told = sa.text("line_no IS NOT NULL")
    for table in _BY_LINE:
        op.create_index(
            f"{table}_line", table, ["shop_id", "line_no"],
            sqlite_where=told, postgresql_where=told,
        )  # fmt: skip


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"]),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("contact_buyer", "contact", ["shop_id", "buyer_key"])


def _customer_persona() -> None:
    op.create_table(
        "customer_persona",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"]),
        sa.PrimaryKeyConstraint("shop_id", "buyer_key"),
    )


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
