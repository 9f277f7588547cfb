"""Where everything is kept, in SQLite or PostgreSQL. Functions take a session and never commit."""

from core.store.engine import Store, open_store
from core.store.problems import (
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    StoreProblem,
    StoreUnavailable,
    Trouble,
)

__all__ = [
    "Store",
    "StoreDamaged",
    "StoreForeign",
    "StoreNewer",
    "StoreProblem",
    "StoreUnavailable",
    "Trouble",
    "open_store",
]
