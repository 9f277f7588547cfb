"""What regulars get and give, who wants to hear from the shop, and offers in all channels."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _benefits()
    _tiers_and_posts()
    _subscribers()
    _offers()


def _shop() -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    return [
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"]),
    ]


def _kept() -> list[sa.Column[int]]:
    """What every note has that can be changed and brought back."""
    return [
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _benefits() -> None:
    op.create_table(
        "benefit",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("tier_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_table(
        "benefit_draw",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("benefit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("hold_out", sa.Float(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("benefit_draw_of", "benefit_draw", ["shop_id", "benefit_id"])
    op.create_table(
        "benefit_person",
        *_shop(),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("is_given", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "draw_id", "buyer_key"),
    )
    op.create_index("benefit_person_buyer", "benefit_person", ["shop_id", "buyer_key"])


def _tiers_and_posts() -> None:
    op.create_table(
        "tier",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("least_won", sa.BigInteger(), nullable=True),
        sa.Column("least_orders", sa.BigInteger(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("perk", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_table(
        "customer_post",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=True),
        sa.Column("invited_key", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.BigInteger(), nullable=True),
        sa.Column("is_disclosed", sa.SmallInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _subscribers() -> None:
    op.create_table(
        "subscriber_count",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("joined", sa.BigInteger(), nullable=True),
        sa.Column("left", sa.BigInteger(), nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _offers() -> None:
    op.create_table(
        "offer",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_table(
        "offer_place",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("percent", sa.SmallInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("offer_place_of", "offer_place", ["shop_id", "offer_id"])
    op.create_table(
        "channel_profile",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("has_link", sa.SmallInteger(), nullable=True),
        sa.Column("has_introduction", sa.SmallInteger(), nullable=True),
        sa.Column("has_contact", sa.SmallInteger(), nullable=True),
        sa.Column("says_line", sa.SmallInteger(), nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
