"""Who customers are, who they are meant to be, and what is said about them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Unpaid, cancelled, returned and never paid lines are no sales.
_SALE = "state NOT IN (1, 9, 10, 11)"


def upgrade() -> None:
    """Go forward."""
    _customer_rule()
    _customer_tag()
    _consent()
    _customer_group()
    _customer_contact()
    _buyer_merge()
    _one_customer()
    _erased_buyer()
    _persona()
    _target_share()
    _day_hour()
    _content_for_whom()


def _shop() -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    return [
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"]),
    ]


def _customer_rule() -> None:
    op.create_table(
        "customer_rule",
        *_shop(),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "name"),
    )


def _customer_tag() -> None:
    op.create_table(
        "customer_tag",
        *_shop(),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("tag", sa.String(length=60), nullable=False),
        sa.Column("is_removed", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "buyer_key", "tag"),
    )


def _consent() -> None:
    op.create_table(
        "consent",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given_on", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("consent_buyer", "consent", ["shop_id", "buyer_key"])


def _customer_group() -> None:
    op.create_table(
        "customer_group",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _customer_contact() -> None:
    op.create_table(
        "customer_contact",
        *_shop(),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("buyer_key", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("is_done", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "kind", "buyer_key", "day"),
    )
    op.create_index("customer_contact_day", "customer_contact", ["shop_id", "day"])


def _buyer_merge() -> None:
    op.create_table(
        "buyer_merge",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_key", sa.String(length=32), nullable=False),
        sa.Column("into_key", sa.String(length=32), nullable=False),
        sa.Column("evidence", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )
    op.create_index("buyer_merge_from", "buyer_merge", ["shop_id", "from_key"])
    op.create_index("buyer_merge_into", "buyer_merge", ["shop_id", "into_key"])


def _one_customer() -> None:
    """Whose order it is, apart from whom the files name."""
    op.add_column("buyer", sa.Column("known_by", sa.SmallInteger(), nullable=True))
    op.add_column("buyer", sa.Column("same_as", sa.Integer(), nullable=True))
    for table in ("order_line", "before_image"):
        op.add_column(table, sa.Column("own_buyer_id", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("also_buyer_id", sa.Integer(), nullable=True))
    for table, column in (("buyer", "same_as"), ("order_line", "also_buyer_id")):
        told = sa.text(f"{column} IS NOT NULL")
        name = column.removesuffix("_buyer_id")
        op.create_index(
            f"{table}_{name}", table, ["shop_id", column],
            sqlite_where=told, postgresql_where=told,
        )  # fmt: skip


def _erased_buyer() -> None:
    op.create_table(
        "erased_buyer",
        *_shop(),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "key"),
    )


def _persona() -> None:
    texts = (
        "name", "sentence", "age", "gender", "job", "interests", "problem", "wish", "tendency",
        "liked_copy", "needs", "evidence",
    )  # fmt: skip
    op.create_table(
        "persona",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("is_main", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _target_share() -> None:
    op.create_table(
        "target_share",
        *_shop(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.Column("most", sa.Float(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "id"),
    )


def _day_hour() -> None:
    op.create_table(
        "day_hour",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("mall", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "day", "mall", "hour"),
    )
    op.execute(f"""
        INSERT INTO day_hour (shop_id, day, mall, hour, orders, net)
        SELECT shop_id, day, mall, coalesce(hour, -1),
            count(DISTINCT order_no) + sum(CASE WHEN order_no IS NULL THEN 1 ELSE 0 END),
            coalesce(sum(amount), 0)
        FROM order_line WHERE day IS NOT NULL AND {_SALE}
        GROUP BY shop_id, day, mall, coalesce(hour, -1)
    """)


def _content_for_whom() -> None:
    op.add_column("content", sa.Column("stage", sa.String(length=20), nullable=True))
    op.add_column("content", sa.Column("persona_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
