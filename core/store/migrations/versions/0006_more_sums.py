"""More is added up of order lines: states, prices, and who came when."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Unpaid, cancelled, returned and never paid lines are no sales.
_SALE = "state NOT IN (1, 9, 10, 11)"


def upgrade() -> None:
    """Go forward."""
    _states()
    _products()
    _people()
    op.drop_index("order_line_buyer", "order_line")
    op.create_index(
        "order_line_buyer",
        "order_line",
        ["shop_id", "buyer_id", "day", "order_no", "state", "amount", "mall", "product_id"],
    )
    op.create_index(
        "statistic_product",
        "statistic",
        ["shop_id", "product_id", "subject", "first_day"],
        sqlite_where=sa.text("product_id IS NOT NULL"),
        postgresql_where=sa.text("product_id IS NOT NULL"),
    )


def _states() -> None:
    whole = ("lines", "no_amount", "no_buyer")
    op.create_table(
        "day_state",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("mall", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in whole),
        sa.PrimaryKeyConstraint("shop_id", "day", "mall", "state"),
    )
    op.execute("""
        INSERT INTO day_state (shop_id, day, mall, state, lines, no_amount, no_buyer)
        SELECT shop_id, day, mall, state, count(*),
            sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END),
            sum(CASE WHEN buyer_id IS NULL THEN 1 ELSE 0 END)
        FROM order_line WHERE day IS NOT NULL GROUP BY shop_id, day, mall, state
    """)


def _products() -> None:
    """The sums by product with lines that are no sale, and with their prices."""
    whole = ("cancelled_lines", "returned_lines", "unknown_amount_lines", "priced_lines")
    op.drop_table("day_product")
    op.create_table(
        "day_product",
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("mall", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("orders", "lines", "units")),
        sa.Column("net", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in whole),
        sa.Column("lowest_price", sa.BigInteger(), nullable=True),
        sa.Column("highest_price", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("shop_id", "day", "product_id", "mall"),
    )
    op.create_index(
        "day_product_product",
        "day_product",
        ["shop_id", "product_id", "day", "mall", "lines", "orders", "net"],
    )
    priced = f"CASE WHEN {_SALE} AND unit_price > 0 THEN unit_price END"
    op.execute(f"""
        INSERT INTO day_product (shop_id, day, product_id, mall, orders, lines, units, net,
            cancelled_lines, returned_lines, unknown_amount_lines,
            priced_lines, lowest_price, highest_price)
        SELECT shop_id, day, product_id, mall,
            count(DISTINCT CASE WHEN {_SALE} THEN order_no END)
                + coalesce(sum(CASE WHEN {_SALE} AND order_no IS NULL THEN 1 END), 0),
            sum(CASE WHEN {_SALE} THEN 1 ELSE 0 END),
            coalesce(sum(CASE WHEN {_SALE} THEN quantity END), 0),
            coalesce(sum(CASE WHEN {_SALE} THEN amount END), 0),
            sum(CASE WHEN state = 9 THEN 1 ELSE 0 END),
            sum(CASE WHEN state = 10 THEN 1 ELSE 0 END),
            sum(CASE WHEN {_SALE} AND amount IS NULL THEN 1 ELSE 0 END),
            count({priced}), min({priced}), max({priced})
        FROM order_line WHERE day IS NOT NULL AND product_id IS NOT NULL
        GROUP BY shop_id, day, product_id, mall
    """)


def _people() -> None:
    """Different buyers, how long ago they came, and who came again within 90 days."""
    _table("day_people", (), ("buyers", "new_buyers", "again"))
    _table("day_gap", (("gap", sa.SmallInteger()),), ("buyers",))
    _table("day_first", (("product_id", sa.Integer()),), ("buyers", "again"))
    op.execute(f"""
        CREATE TEMPORARY TABLE came AS
        SELECT shop_id, buyer_id, day,
            day - lag(day) OVER visits AS gap, lead(day) OVER visits - day AS next
        FROM (SELECT DISTINCT shop_id, buyer_id, day FROM order_line
            WHERE buyer_id IS NOT NULL AND day IS NOT NULL AND {_SALE}) v
        WINDOW visits AS (PARTITION BY shop_id, buyer_id ORDER BY day)
    """)
    op.execute("""
        INSERT INTO day_people (shop_id, day, buyers, new_buyers, again)
        SELECT shop_id, day, count(*), sum(CASE WHEN gap IS NULL THEN 1 ELSE 0 END),
            sum(CASE WHEN gap IS NULL AND next <= 90 THEN 1 ELSE 0 END)
        FROM came GROUP BY shop_id, day
    """)
    op.execute("""
        INSERT INTO day_gap (shop_id, day, gap, buyers)
        SELECT shop_id, day, gap, count(*) FROM came WHERE gap <= 90 GROUP BY shop_id, day, gap
    """)
    op.execute(f"""
        INSERT INTO day_first (shop_id, day, product_id, buyers, again)
        SELECT shop_id, day, product_id, count(*), sum(CASE WHEN next <= 90 THEN 1 ELSE 0 END)
        FROM (SELECT DISTINCT c.shop_id, c.day, c.buyer_id, c.next, l.product_id
            FROM came c JOIN order_line l
            ON l.shop_id = c.shop_id AND l.buyer_id = c.buyer_id AND l.day = c.day
            WHERE c.gap IS NULL AND l.product_id IS NOT NULL AND l.{_SALE}) f
        GROUP BY shop_id, day, product_id
    """)
    op.execute("DROP TABLE came")


def _table(name: str, keys: 'tuple[tuple[str, sa.types.TypeEngine[int]], ...]',
           counts: tuple[str, ...]) -> None:  # fmt: skip
    op.create_table(
        name,
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        *(sa.Column(key, kind, nullable=False) for key, kind in keys),
        *(sa.Column(count, sa.Integer(), nullable=False) for count in counts),
        sa.PrimaryKeyConstraint("shop_id", "day", *(key for key, _ in keys)),
    )


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
