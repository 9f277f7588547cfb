"""A text to customers has a language."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward: what was written before is Korean."""
    op.add_column(
        "message_text",
        sa.Column("language", sa.String(length=5), nullable=False, server_default="ko"),
    )


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store, and a copy was put aside.

    Alembic wants the function; nothing of ours calls it.
    """
    raise NotImplementedError
