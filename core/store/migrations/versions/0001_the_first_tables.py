"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table('before_image',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('line_no', sa.String(length=40), nullable=False),
    sa.Column('order_no', sa.String(length=40), nullable=True),
    sa.Column('day', sa.Integer(), nullable=True),
    sa.Column('hour', sa.SmallInteger(), nullable=True),
    sa.Column('ordered_at', sa.BigInteger(), nullable=True),
    sa.Column('paid_at', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.SmallInteger(), nullable=False),
    sa.Column('claim', sa.SmallInteger(), nullable=True),
    sa.Column('claim_requested_at', sa.BigInteger(), nullable=True),
    sa.Column('claim_reason', sa.Integer(), nullable=True),
    sa.Column('refunded_at', sa.BigInteger(), nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=True),
    sa.Column('unit_price', sa.BigInteger(), nullable=True),
    sa.Column('discount', sa.BigInteger(), nullable=True),
    sa.Column('seller_discount', sa.BigInteger(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('product_code', sa.String(length=100), nullable=True),
    sa.Column('buyer_id', sa.Integer(), nullable=True),
    sa.Column('region', sa.SmallInteger(), nullable=True),
    sa.Column('route', sa.Integer(), nullable=True),
    sa.Column('device', sa.SmallInteger(), nullable=True),
    sa.Column('sales_channel', sa.Integer(), nullable=True),
    sa.Column('payment_means', sa.Integer(), nullable=True),
    sa.Column('placed_at', sa.BigInteger(), nullable=True),
    sa.Column('ship_due', sa.BigInteger(), nullable=True),
    sa.Column('dispatched_at', sa.BigInteger(), nullable=True),
    sa.Column('delivered_at', sa.BigInteger(), nullable=True),
    sa.Column('confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('shipping_bundle', sa.String(length=40), nullable=True),
    sa.Column('shipping_fee', sa.BigInteger(), nullable=True),
    sa.Column('settlement_expected', sa.BigInteger(), nullable=True),
    sa.Column('payment_fee', sa.BigInteger(), nullable=True),
    sa.Column('channel_fee', sa.BigInteger(), nullable=True),
    sa.Column('as_of', sa.BigInteger(), nullable=True),
    sa.Column('dated', sa.SmallInteger(), nullable=True),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'mall', 'line_no', 'upload_id')
    )
    with op.batch_alter_table('before_image', schema=None) as batch_op:
        batch_op.create_index('before_image_upload', ['shop_id', 'upload_id'], unique=False)

    op.create_table('buyer',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=20), nullable=True),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Integer(), nullable=True),
    sa.Column('last_day', sa.Integer(), nullable=True),
    sa.Column('orders', sa.Integer(), nullable=False),
    sa.Column('net', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'id')
    )
    with op.batch_alter_table('buyer', schema=None) as batch_op:
        batch_op.create_index('buyer_first_day', ['shop_id', 'first_day'], unique=False)
        batch_op.create_index('buyer_key', ['shop_id', 'key'], unique=True)

    op.create_table('day_product',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('orders', sa.Integer(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('net', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'day', 'product_id')
    )
    op.create_table('day_total',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('orders', sa.Integer(), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('gross', sa.BigInteger(), nullable=False),
    sa.Column('net', sa.BigInteger(), nullable=False),
    sa.Column('cancelled_lines', sa.Integer(), nullable=False),
    sa.Column('returned_lines', sa.Integer(), nullable=False),
    sa.Column('unknown_amount_lines', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'day')
    )
    op.create_table('label',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'id')
    )
    with op.batch_alter_table('label', schema=None) as batch_op:
        batch_op.create_index('label_text', ['shop_id', 'text'], unique=True)

    op.create_table('order_line',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('mall', sa.SmallInteger(), nullable=False),
    sa.Column('line_no', sa.String(length=40), nullable=False),
    sa.Column('order_no', sa.String(length=40), nullable=True),
    sa.Column('day', sa.Integer(), nullable=True),
    sa.Column('hour', sa.SmallInteger(), nullable=True),
    sa.Column('ordered_at', sa.BigInteger(), nullable=True),
    sa.Column('paid_at', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.SmallInteger(), nullable=False),
    sa.Column('claim', sa.SmallInteger(), nullable=True),
    sa.Column('claim_requested_at', sa.BigInteger(), nullable=True),
    sa.Column('claim_reason', sa.Integer(), nullable=True),
    sa.Column('refunded_at', sa.BigInteger(), nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=True),
    sa.Column('unit_price', sa.BigInteger(), nullable=True),
    sa.Column('discount', sa.BigInteger(), nullable=True),
    sa.Column('seller_discount', sa.BigInteger(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('product_code', sa.String(length=100), nullable=True),
    sa.Column('buyer_id', sa.Integer(), nullable=True),
    sa.Column('region', sa.SmallInteger(), nullable=True),
    sa.Column('route', sa.Integer(), nullable=True),
    sa.Column('device', sa.SmallInteger(), nullable=True),
    sa.Column('sales_channel', sa.Integer(), nullable=True),
    sa.Column('payment_means', sa.Integer(), nullable=True),
    sa.Column('placed_at', sa.BigInteger(), nullable=True),
    sa.Column('ship_due', sa.BigInteger(), nullable=True),
    sa.Column('dispatched_at', sa.BigInteger(), nullable=True),
    sa.Column('delivered_at', sa.BigInteger(), nullable=True),
    sa.Column('confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('shipping_bundle', sa.String(length=40), nullable=True),
    sa.Column('shipping_fee', sa.BigInteger(), nullable=True),
    sa.Column('settlement_expected', sa.BigInteger(), nullable=True),
    sa.Column('payment_fee', sa.BigInteger(), nullable=True),
    sa.Column('channel_fee', sa.BigInteger(), nullable=True),
    sa.Column('as_of', sa.BigInteger(), nullable=True),
    sa.Column('dated', sa.SmallInteger(), nullable=True),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'mall', 'line_no')
    )
    with op.batch_alter_table('order_line', schema=None) as batch_op:
        batch_op.create_index('order_line_buyer', ['shop_id', 'buyer_id', 'day', 'order_no', 'state', 'amount'], unique=False)
        batch_op.create_index('order_line_created', ['shop_id', 'created_by'], unique=False)
        batch_op.create_index('order_line_day', ['shop_id', 'day', 'state', 'amount', 'order_no', 'buyer_id', 'product_id', 'quantity'], unique=False)

    op.create_table('product',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'id')
    )
    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.create_index('product_key', ['shop_id', 'key'], unique=True)

    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('shop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('category', sa.String(length=60), nullable=False),
    sa.Column('margin_percent', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('upload_overlap',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('earlier_id', sa.Integer(), nullable=False),
    sa.Column('later_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('shop_id', 'earlier_id', 'later_id')
    )
    op.create_table('upload_issue',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('line', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('heading', sa.String(length=100), nullable=True),
    sa.PrimaryKeyConstraint('shop_id', 'upload_id', 'number')
    )
    op.create_table('upload',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('format_id', sa.String(length=40), nullable=False),
    sa.Column('as_of', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('undone_at', sa.BigInteger(), nullable=True),
    sa.Column('first_day', sa.Integer(), nullable=True),
    sa.Column('last_day', sa.Integer(), nullable=True),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('new', sa.Integer(), nullable=False),
    sa.Column('changed', sa.Integer(), nullable=False),
    sa.Column('same', sa.Integer(), nullable=False),
    sa.Column('outdated', sa.Integer(), nullable=False),
    sa.Column('skipped', sa.Integer(), nullable=False),
    sa.Column('refused', sa.Integer(), nullable=False),
    sa.Column('net', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], ),
    sa.PrimaryKeyConstraint('shop_id', 'id')
    )
    with op.batch_alter_table('upload', schema=None) as batch_op:
        batch_op.create_index('upload_sha256', ['shop_id', 'sha256'], unique=False)



def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
