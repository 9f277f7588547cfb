"""One clock for every test and every program a test starts.

The made-up shop ends today, so that what it shows, and what tests read there, differs from one day
to the next. All tests live at the same moment, which ticks on; ``$DANGOL_TEST_NOW`` moves it, to
try the suite on other days. It also carries the moment to programs that tests start.

``python -m tests.clock PROGRAM`` runs a program of ours by this clock.
"""

import os
import runpy
import sys
from datetime import UTC, datetime
from typing import Final

import time_machine

MOVED: Final = "DANGOL_TEST_NOW"
_NOON: Final = datetime(2026, 12, 1, 3, tzinfo=UTC)
"""Noon of a Tuesday in Seoul: a run does not reach midnight."""

_travel: Final = time_machine.travel(
    datetime.fromisoformat(os.environ[MOVED]) if MOVED in os.environ else _NOON
)


def stand() -> None:
    """From now on it is that moment, and time goes by from there."""
    _travel.start()


def environment() -> dict[str, str]:
    """What a program that a test starts is told, so that its clock is the same."""
    return {**os.environ, MOVED: datetime.now(UTC).isoformat()}


if __name__ == "__main__":
    stand()
    runpy.run_path(sys.argv[1], run_name="__main__")
