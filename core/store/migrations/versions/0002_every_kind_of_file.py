"""Statistics, advertisements, reviews, inquiries, settlements, and orders of several malls."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

SMARTSTORE = 1

DAY_TOTAL = (
    'orders', 'lines', 'units', 'gross', 'net',
    'cancelled_lines', 'returned_lines', 'unknown_amount_lines',
)
DAY_PRODUCT = ('orders', 'units', 'net')


def upgrade() -> None:
    """Go forward."""
    say_what_was_uploaded()
    widen('before_image')
    widen_order_lines()
    tell_malls_apart()
    add_tables()


def say_what_was_uploaded() -> None:
    """All files so far were orders of one mall."""
    op.add_column('upload', sa.Column(
        'data_set', sa.String(length=20), nullable=False, server_default='orders'))
    op.add_column('upload', sa.Column(
        'mall', sa.SmallInteger(), nullable=False, server_default=str(SMARTSTORE)))


def widen(table: str) -> None:
    """Numbers of other malls are longer."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name, nullable in (('line_no', False), ('order_no', True), ('shipping_bundle', True)):
            batch_op.alter_column(
                name,
                existing_type=sa.String(length=40),
                type_=sa.String(length=60),
                existing_nullable=nullable,
            )


def widen_order_lines() -> None:
    """The indexes, which get the mall as well, are made once, at the end."""
    for name in ('order_line_buyer', 'order_line_created', 'order_line_day'):
        op.drop_index(name, table_name='order_line')
    widen('order_line')
    op.create_index('order_line_buyer', 'order_line', ['shop_id', 'buyer_id', 'day', 'order_no', 'state', 'amount', 'mall'])
    op.create_index('order_line_created', 'order_line', ['shop_id', 'created_by'])
    op.create_index('order_line_day', 'order_line', ['shop_id', 'day', 'mall', 'state', 'amount', 'order_no', 'buyer_id', 'product_id', 'quantity'])


def tell_malls_apart() -> None:
    """Make the sums of days anew, with the mall in their keys; all of them were of one mall."""
    for table, sums, key in (
        ('day_total', DAY_TOTAL, ('shop_id', 'day')),
        ('day_product', DAY_PRODUCT, ('shop_id', 'day', 'product_id')),
    ):
        names = ', '.join((*key, *sums))
        op.execute(f'CREATE TEMPORARY TABLE sums_before AS SELECT {names} FROM {table}')
        op.drop_table(table)
        op.create_table(
            table,
            *(sa.Column(name, sa.Integer(), nullable=False) for name in key),
            sa.Column('mall', sa.SmallInteger(), nullable=False),
            *(
                sa.Column(
                    name,
                    sa.BigInteger() if name in {'gross', 'net'} else sa.Integer(),
                    nullable=False,
                )
                for name in sums
            ),
            sa.PrimaryKeyConstraint(*key, 'mall'),
        )
        op.execute(
            f'INSERT INTO {table} (mall, {names}) SELECT {SMARTSTORE}, {names} FROM sums_before'
        )
        op.execute('DROP TABLE sums_before')


def add_tables() -> None:
    """One table for what each kind of file tells, and what the seller said about headings."""
    op.create_table('ad_result',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('current', sa.SmallInteger(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('platform', sa.SmallInteger(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Integer(), nullable=False),
    sa.Column('campaign', sa.Text(), nullable=True),
    sa.Column('campaign_type', sa.Text(), nullable=True),
    sa.Column('ad_group', sa.Text(), nullable=True),
    sa.Column('creative', sa.Text(), nullable=True),
    sa.Column('keyword', sa.Text(), nullable=True),
    sa.Column('placement', sa.Text(), nullable=True),
    sa.Column('network', sa.Text(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('age_band', sa.Text(), nullable=True),
    sa.Column('conversion_type', sa.Text(), nullable=True),
    sa.Column('device', sa.SmallInteger(), nullable=True),
    sa.Column('gender', sa.SmallInteger(), nullable=True),
    sa.Column('hour', sa.SmallInteger(), nullable=True),
    sa.Column('impressions', sa.BigInteger(), nullable=True),
    sa.Column('clicks', sa.BigInteger(), nullable=True),
    sa.Column('reach', sa.BigInteger(), nullable=True),
    sa.Column('cost', sa.BigInteger(), nullable=True),
    sa.Column('with_vat', sa.SmallInteger(), nullable=True),
    sa.Column('conversions', sa.Float(), nullable=True),
    sa.Column('direct_conversions', sa.Float(), nullable=True),
    sa.Column('indirect_conversions', sa.Float(), nullable=True),
    sa.Column('conversion_revenue', sa.BigInteger(), nullable=True),
    sa.Column('direct_revenue', sa.BigInteger(), nullable=True),
    sa.Column('indirect_revenue', sa.BigInteger(), nullable=True),
    sa.Column('purchases', sa.Float(), nullable=True),
    sa.Column('purchases_1d', sa.Float(), nullable=True),
    sa.Column('purchases_14d', sa.Float(), nullable=True),
    sa.Column('purchase_revenue', sa.BigInteger(), nullable=True),
    sa.Column('revenue_1d', sa.BigInteger(), nullable=True),
    sa.Column('revenue_14d', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    with op.batch_alter_table('ad_result', schema=None) as batch_op:
        batch_op.create_index('ad_result_key', ['shop_id', 'key'], unique=False)
        batch_op.create_index('ad_result_look_up', ['shop_id', 'platform', 'first_day', 'last_day', 'report', 'level', 'upload_id', 'current'], unique=False)

    op.create_table('column_mapping',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('signature', sa.String(length=32), nullable=False),
    sa.Column('template', sa.String(length=40), nullable=False),
    sa.Column('columns', sa.Text(), nullable=False),
    sa.Column('headings', sa.Text(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'id')
    )
    with op.batch_alter_table('column_mapping', schema=None) as batch_op:
        batch_op.create_index('column_mapping_signature', ['shop_id', 'signature'], unique=True)

    op.create_table('inquiry',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('current', sa.SmallInteger(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('inquiry_no', sa.Text(), nullable=False),
    sa.Column('category', sa.Text(), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('asked_at', sa.BigInteger(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('is_answered', sa.SmallInteger(), nullable=True),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('line_no', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.create_index('inquiry_key', ['shop_id', 'key'], unique=False)
        batch_op.create_index('inquiry_look_up', ['shop_id', 'asked_at', 'current'], unique=False)

    op.create_table('review',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('current', sa.SmallInteger(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('review_no', sa.Text(), nullable=False),
    sa.Column('line_no', sa.Text(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.SmallInteger(), nullable=True),
    sa.Column('rating', sa.SmallInteger(), nullable=True),
    sa.Column('has_media', sa.SmallInteger(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('helpful', sa.BigInteger(), nullable=True),
    sa.Column('written_at', sa.BigInteger(), nullable=True),
    sa.Column('updated_at', sa.BigInteger(), nullable=True),
    sa.Column('related_no', sa.Text(), nullable=True),
    sa.Column('shown', sa.SmallInteger(), nullable=True),
    sa.Column('has_reply', sa.SmallInteger(), nullable=True),
    sa.Column('replied_at', sa.BigInteger(), nullable=True),
    sa.Column('is_best', sa.SmallInteger(), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index('review_key', ['shop_id', 'key'], unique=False)
        batch_op.create_index('review_look_up', ['shop_id', 'written_at', 'current'], unique=False)

    op.create_table('settlement',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('current', sa.SmallInteger(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('report', sa.SmallInteger(), nullable=False),
    sa.Column('line_no', sa.Text(), nullable=False),
    sa.Column('order_no', sa.Text(), nullable=True),
    sa.Column('item', sa.SmallInteger(), nullable=False),
    sa.Column('item_name', sa.Text(), nullable=True),
    sa.Column('state', sa.SmallInteger(), nullable=True),
    sa.Column('basis_day', sa.Integer(), nullable=True),
    sa.Column('due_day', sa.Integer(), nullable=True),
    sa.Column('settled_day', sa.Integer(), nullable=True),
    sa.Column('tax_day', sa.Integer(), nullable=True),
    sa.Column('paid_at', sa.BigInteger(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('payment_fee', sa.BigInteger(), nullable=True),
    sa.Column('channel_fee', sa.BigInteger(), nullable=True),
    sa.Column('installment_fee', sa.BigInteger(), nullable=True),
    sa.Column('benefit', sa.BigInteger(), nullable=True),
    sa.Column('expected', sa.BigInteger(), nullable=True),
    sa.Column('gross_sales', sa.BigInteger(), nullable=True),
    sa.Column('taxable_sales', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    with op.batch_alter_table('settlement', schema=None) as batch_op:
        batch_op.create_index('settlement_key', ['shop_id', 'key'], unique=False)
        batch_op.create_index('settlement_look_up', ['shop_id', 'basis_day', 'paid_at', 'current'], unique=False)

    op.create_table('statistic',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('rank', sa.BigInteger(), nullable=False),
    sa.Column('current', sa.SmallInteger(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('vocabulary', sa.SmallInteger(), nullable=False),
    sa.Column('subject', sa.SmallInteger(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Integer(), nullable=False),
    sa.Column('last_day', sa.Integer(), nullable=False),
    sa.Column('hour', sa.SmallInteger(), nullable=True),
    sa.Column('device', sa.SmallInteger(), nullable=True),
    sa.Column('channel_group', sa.Text(), nullable=True),
    sa.Column('channel_name', sa.Text(), nullable=True),
    sa.Column('channel_detail', sa.Text(), nullable=True),
    sa.Column('marketing_link', sa.SmallInteger(), nullable=True),
    sa.Column('keyword', sa.Text(), nullable=True),
    sa.Column('category', sa.Text(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('customer_group', sa.SmallInteger(), nullable=True),
    sa.Column('gender', sa.SmallInteger(), nullable=True),
    sa.Column('age_band', sa.Text(), nullable=True),
    sa.Column('profile', sa.Text(), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('page', sa.Text(), nullable=True),
    sa.Column('visits', sa.BigInteger(), nullable=True),
    sa.Column('visitors', sa.BigInteger(), nullable=True),
    sa.Column('engaged_visits', sa.BigInteger(), nullable=True),
    sa.Column('pageviews', sa.BigInteger(), nullable=True),
    sa.Column('detail_views', sa.BigInteger(), nullable=True),
    sa.Column('dwell_seconds', sa.Float(), nullable=True),
    sa.Column('cart_adds', sa.BigInteger(), nullable=True),
    sa.Column('wishes', sa.BigInteger(), nullable=True),
    sa.Column('subscribers', sa.BigInteger(), nullable=True),
    sa.Column('payments', sa.BigInteger(), nullable=True),
    sa.Column('buyers', sa.BigInteger(), nullable=True),
    sa.Column('units', sa.BigInteger(), nullable=True),
    sa.Column('gross', sa.BigInteger(), nullable=True),
    sa.Column('net', sa.BigInteger(), nullable=True),
    sa.Column('refunds', sa.BigInteger(), nullable=True),
    sa.Column('refund_amount', sa.BigInteger(), nullable=True),
    sa.Column('refund_units', sa.BigInteger(), nullable=True),
    sa.Column('discount', sa.BigInteger(), nullable=True),
    sa.Column('seller_discount', sa.BigInteger(), nullable=True),
    sa.Column('shipping_fee', sa.BigInteger(), nullable=True),
    sa.Column('ad_cost', sa.BigInteger(), nullable=True),
    sa.Column('payments_last', sa.BigInteger(), nullable=True),
    sa.Column('gross_last', sa.BigInteger(), nullable=True),
    sa.Column('payments_14d', sa.Float(), nullable=True),
    sa.Column('gross_14d', sa.BigInteger(), nullable=True),
    sa.Column('customers', sa.BigInteger(), nullable=True),
    sa.Column('new_customers', sa.BigInteger(), nullable=True),
    sa.Column('returning_customers', sa.BigInteger(), nullable=True),
    sa.Column('repurchase_buyers', sa.BigInteger(), nullable=True),
    sa.Column('repurchase_gross', sa.BigInteger(), nullable=True),
    sa.Column('conversions', sa.Float(), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    with op.batch_alter_table('statistic', schema=None) as batch_op:
        batch_op.create_index('statistic_key', ['shop_id', 'key'], unique=False)
        batch_op.create_index('statistic_look_up', ['shop_id', 'subject', 'first_day', 'last_day', 'report', 'level', 'vocabulary', 'upload_id', 'current'], unique=False)


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
