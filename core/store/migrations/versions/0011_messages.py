"""Messages to customers: scenarios, texts, prices, sendings and who got them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _rules_and_prices()
    _scenario()
    _text()
    _send()
    _count()
    _person()


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


def _rules_and_prices() -> None:
    op.create_table(
        "message_rule",
        *_shop(),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "name"),
    )
    op.create_table(
        "message_price",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("from_day", sa.Integer(), nullable=False),
        sa.Column("won", sa.Float(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _scenario() -> None:
    op.create_table(
        "message_scenario",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("wait_days", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("is_on", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _text() -> None:
    op.create_table(
        "message_text",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("message_text_scenario", "message_text", ["shop_id", "scenario_id"])


def _send() -> None:
    counts = ("sent", "failed", "opened", "reacted", "left", "bought", "revenue")
    op.create_table(
        "message_send",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=True),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("group_rule", sa.Text(), nullable=False),
        sa.Column("group_day", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.Column("hold_out", sa.Float(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("planned_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("price", sa.Float(), nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in counts),
        sa.Column("note", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("message_send_day", "message_send", ["shop_id", "sent_at"])


def _count() -> None:
    counts = ("sent", "failed", "opened", "reacted", "bought", "revenue")
    op.create_table(
        "message_count",
        *_shop(),
        sa.Column("send_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=2), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in counts),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "send_id", "letter"),
    )


def _person() -> None:
    op.create_table(
        "message_person",
        *_shop(),
        sa.Column("send_id", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("letter", sa.String(length=2), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "send_id", "buyer_key"),
    )
    op.create_index("message_person_buyer", "message_person", ["shop_id", "buyer_key"])


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
