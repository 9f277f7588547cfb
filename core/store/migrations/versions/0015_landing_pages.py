"""Landing pages, what they brought week by week, and what was changed of their forms."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "landing_page",
        *_shop(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
    )
    op.create_table(
        "landing_count",
        *_shop(),
        sa.Column("landing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("visits", sa.BigInteger(), nullable=True),
        sa.Column("contacts", sa.BigInteger(), nullable=True),
        *_kept(),
    )
    op.create_index("landing_count_of", "landing_count", ["shop_id", "landing_id"])
    op.create_table(
        "landing_change",
        *_shop(),
        sa.Column("landing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_kept(),
    )
    op.create_index("landing_change_of", "landing_change", ["shop_id", "landing_id"])


def _shop() -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    return [
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"]),
        sa.Column("id", sa.Integer(), nullable=False),
    ]


def _kept() -> list[sa.Column[int] | sa.PrimaryKeyConstraint]:
    """What every note has that can be changed and brought back."""
    return [
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    ]


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
