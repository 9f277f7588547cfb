"""Copy tests: their plans, versions, counts, recipients and results."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _test()
    _version()
    _count()
    _recipient()
    _change()


def _test() -> None:
    op.create_table('copy_test',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('design', sa.String(length=20), nullable=False),
    sa.Column('response', sa.String(length=20), nullable=False),
    sa.Column('control', sa.String(length=1), nullable=False),
    sa.Column('persona', sa.Text(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('channel', sa.Text(), nullable=True),
    sa.Column('first_day', sa.Integer(), nullable=True),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('hold_out', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(length=32), nullable=False),
    sa.Column('visitors', sa.BigInteger(), nullable=True),
    sa.Column('visitors_from', sa.String(length=20), nullable=False),
    sa.Column('base_rate', sa.Float(), nullable=True),
    sa.Column('planned', sa.Text(), nullable=False),
    sa.Column('alpha', sa.Float(), nullable=True),
    sa.Column('method', sa.String(length=20), nullable=True),
    sa.Column('started_at', sa.BigInteger(), nullable=True),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('applied', sa.String(length=1), nullable=True),
    sa.Column('applied_on', sa.Integer(), nullable=True),
    sa.Column('action_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('revises', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.Column('deleted_at', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'id'),
    )
    op.create_index('copy_test_status', 'copy_test', ['shop_id', 'status'])


def _version() -> None:
    op.create_table('copy_version',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('test_id', sa.Integer(), nullable=False),
    sa.Column('letter', sa.String(length=1), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('need', sa.String(length=40), nullable=False),
    sa.Column('tone', sa.String(length=40), nullable=False),
    sa.Column('share', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'test_id', 'letter'),
    )


def _count() -> None:
    op.create_table('copy_count',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('test_id', sa.Integer(), nullable=False),
    sa.Column('letter', sa.String(length=1), nullable=False),
    sa.Column('day', sa.Integer(), nullable=False),
    sa.Column('shown', sa.BigInteger(), nullable=True),
    sa.Column('reacted', sa.BigInteger(), nullable=True),
    sa.Column('won', sa.BigInteger(), nullable=True),
    sa.Column('won_squares', sa.String(length=40), nullable=True),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'test_id', 'letter', 'day'),
    )


def _recipient() -> None:
    op.create_table('copy_recipient',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('test_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('letter', sa.String(length=1), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('buyer_key', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'test_id', 'key'),
    )
    op.create_index('copy_recipient_key', 'copy_recipient', ['shop_id', 'key'])


def _change() -> None:
    op.create_table('copy_test_change',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('test_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id']),
    sa.PrimaryKeyConstraint('shop_id', 'id'),
    )
    op.create_index('copy_test_change_test', 'copy_test_change', ['shop_id', 'test_id'])


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
