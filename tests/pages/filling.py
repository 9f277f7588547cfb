"""A disk that is full, as far as the store can tell."""

import os
import sqlite3
from pathlib import Path

from core.services.opening import STORE_FILE


def up() -> None:
    """From now on no entry can be booked or taken back."""
    for when in ("INSERT", "UPDATE"):
        _run(
            f"CREATE TRIGGER full_{when} BEFORE {when} ON upload "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )


def free() -> None:
    """There is room again."""
    for when in ("INSERT", "UPDATE"):
        _run(f"DROP TRIGGER full_{when}")


def _run(statement: str) -> None:
    file = sqlite3.connect(Path(os.environ["DANGOL_DATA"]) / STORE_FILE)
    file.execute(statement)
    file.commit()
    file.close()
