"""How alembic runs: always on a connection that the store hands over."""

from alembic import context
from sqlmodel import SQLModel

import core.store.care_tables
import core.store.checks
import core.store.copy_test_tables
import core.store.customer_tables
import core.store.fact_slices
import core.store.fact_tables
import core.store.findings
import core.store.journals
import core.store.links
import core.store.message_tables
import core.store.note_tables
import core.store.product_notes
import core.store.report_tables
import core.store.rollup_tables
import core.store.tables
import core.store.target_tables
import core.store.targets
import core.store.todo
import core.store.touchpoints
import core.store.voice_read_tables
import core.store.voice_tables  # noqa: F401  (all of them register the tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    compare_type=True,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
