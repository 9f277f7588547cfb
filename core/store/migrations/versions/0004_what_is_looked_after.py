"""What the seller looks after: checklists and their answers."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _checks()
    _journals()
    _way()
    _todo()
    _product_notes()
    _links()
    _findings()
    _slices()


def _checks() -> None:
    op.create_table('check_mark',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('item', sa.String(length=40), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('answer', sa.SmallInteger(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'scope', 'subject', 'item', 'day'),
    )


def _findings() -> None:
    op.create_table('finding',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('claim', sa.String(length=120), nullable=False),
    sa.Column('place', sa.SmallInteger(), nullable=False),
    sa.Column('level', sa.String(length=10), nullable=False),
    sa.Column('money_month', sa.BigInteger(), nullable=True),
    sa.Column('probability', sa.Float(), nullable=True),
    sa.Column('n', sa.BigInteger(), nullable=False),
    sa.Column('data_asof', sa.Integer(), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('dismissed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'day', 'claim'),
    )


def _todo() -> None:
    op.create_table('todo_done',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=80), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'day', 'item'),
    )


def _way() -> None:
    """What a seller wants the stages of the way to reach, her points of contact, and devices."""
    op.create_table('stage_target',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=20), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'step'),
    )
    op.create_table('touchpoint',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'id'),
    )
    whole = ('orders', 'lines', 'cancelled_lines', 'returned_lines', 'unknown_amount_lines')
    op.create_table('day_device',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('device', sa.SmallInteger(), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in whole),
    sa.Column('net', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'day', 'mall', 'device'),
    )
    # Unpaid, cancelled, returned and never paid lines are no sales.
    sale = 'state NOT IN (1, 9, 10, 11)'
    op.execute(f"""
        INSERT INTO day_device (shop_id, day, mall, device, orders, lines, net,
            cancelled_lines, returned_lines, unknown_amount_lines)
        SELECT shop_id, day, mall, coalesce(device, 0),
            count(DISTINCT CASE WHEN {sale} THEN order_no END)
                + coalesce(sum(CASE WHEN {sale} AND order_no IS NULL THEN 1 END), 0),
            sum(CASE WHEN {sale} THEN 1 ELSE 0 END),
            coalesce(sum(CASE WHEN {sale} THEN amount END), 0),
            sum(CASE WHEN state = 9 THEN 1 ELSE 0 END),
            sum(CASE WHEN state = 10 THEN 1 ELSE 0 END),
            sum(CASE WHEN {sale} AND amount IS NULL THEN 1 ELSE 0 END)
        FROM order_line WHERE day IS NOT NULL
        GROUP BY shop_id, day, mall, coalesce(device, 0)
    """)


def _journals() -> None:
    op.add_column('event', sa.Column('product_id', sa.Integer(), nullable=True))
    op.add_column(
        'action',
        sa.Column('without_events', sa.SmallInteger(), nullable=False, server_default='0'),
    )
    op.create_table('content', *_note(
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('planned_on', sa.Integer(), nullable=False),
    sa.Column('published_on', sa.Integer(), nullable=True),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('reach', sa.BigInteger(), nullable=True),
    sa.Column('clicks', sa.BigInteger(), nullable=True),
    ))
    op.create_index('content_days', 'content', ['shop_id', 'planned_on'])
    op.create_table('content_pace', *_note(
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('per_week', sa.SmallInteger(), nullable=False),
    sa.Column('since', sa.Integer(), nullable=False),
    ))
    op.create_table('search_words', *_note(
    sa.Column('words', sa.Text(), nullable=False),
    ))
    op.create_table('search_change', *_note(
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    ))
    op.create_table('outreach', *_note(
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('reached', sa.BigInteger(), nullable=True),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    ))
    op.create_table('own_tactic', *_note(
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('metric', sa.String(length=40), nullable=False),
    ))


def _note(*columns: "sa.Column[object]") -> tuple[sa.schema.SchemaItem, ...]:
    """What every note has, around what is its own."""
    return (
        sa.Column('shop_id', sa.Integer(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        *columns,
        sa.Column('created_at', sa.BigInteger(), nullable=False),
        sa.Column('deleted_at', sa.BigInteger(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
        sa.PrimaryKeyConstraint('shop_id', 'id'),
    )


def _product_notes() -> None:
    op.create_table('product_note',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('compared', sa.BigInteger(), nullable=True),
    sa.Column('compared_on', sa.Integer(), nullable=True),
    sa.Column('happened', sa.String(length=20), nullable=True),
    sa.Column('happened_on', sa.Integer(), nullable=True),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'product_id'),
    )


def _links() -> None:
    """Links and their codes, and what is said of channels, asked of customers and known of ways."""
    op.create_table('link', *_note(
    sa.Column('style', sa.String(length=10), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=60), nullable=False),
    sa.Column('medium', sa.String(length=60), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('keyword', sa.Text(), nullable=False),
    sa.Column('memo', sa.Text(), nullable=False),
    ))
    op.create_table('link_code', *_note(
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('is_source', sa.SmallInteger(), nullable=False),
    ))
    op.create_table('channel_note', *_note(
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=True),
    sa.Column('planned_share', sa.SmallInteger(), nullable=True),
    sa.Column('least_roas', sa.BigInteger(), nullable=True),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('next_step', sa.Text(), nullable=False),
    ))
    op.create_table('survey_answer', *_note(
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.Column('places', sa.BigInteger(), nullable=True),
    ))
    op.create_table('channel_paths', *_note(
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    ))


def _slices() -> None:
    """Statistics added up slice by slice."""
    sums = (
        'visits', 'visitors', 'engaged_visits', 'pageviews', 'detail_views', 'cart_adds',
        'wishes', 'subscribers', 'payments', 'buyers', 'units', 'gross', 'net', 'refunds',
        'refund_amount', 'refund_units', 'discount', 'seller_discount', 'shipping_fee',
        'ad_cost', 'payments_last', 'gross_last', 'gross_14d', 'customers', 'new_customers',
        'returning_customers', 'repurchase_buyers', 'repurchase_gross',
    )
    # The bits of what is told stand in the order of the columns.
    measures = (
        *sums[:5], 'dwell_seconds', *sums[5:22], 'payments_14d', *sums[22:], 'conversions',
    )
    op.create_table('statistic_slice',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.SmallInteger(), nullable=False),
    sa.Column('first_day', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Integer(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('vocabulary', sa.SmallInteger(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('told', sa.BigInteger(), nullable=False),
    *(sa.Column(name, sa.BigInteger(), nullable=True) for name in sums),
    sa.PrimaryKeyConstraint('shop_id', 'subject', 'first_day', 'last_day', 'report', 'level',
        'vocabulary'),
    )
    keys = 'shop_id, subject, first_day, last_day, report, level, vocabulary'
    told = ' + '.join(
        f'CASE WHEN count({name}) > 0 THEN {1 << place} ELSE 0 END'
        for place, name in enumerate(measures)
    )
    added = ', '.join(
        f'CASE WHEN count({name}) = count(*) THEN CAST(sum({name}) AS BIGINT) END'
        for name in sums
    )
    op.execute(
        f'INSERT INTO statistic_slice ({keys}, upload_id, rows, told, {", ".join(sums)}) '
        f'SELECT {keys}, max(upload_id), count(*), {told}, {added} '
        f'FROM statistic WHERE current = 1 GROUP BY {keys}'
    )


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
