"""Faults of the program: a number for the reader, a log without anybody's data for us."""

import logging
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.services import opening
from core.ui import notices

LOG_FILE: Final = "dangol.log"
LOG_KEPT: Final = 200_000
"""Bytes; a longer log is begun anew."""

_LOGGER: Final = logging.getLogger(__name__)


def keep_quiet() -> None:
    """Keep Streamlit from printing faults with their messages; ``report`` writes them down."""
    logging.getLogger("streamlit.error_util").addFilter(_nothing)


def on_script_error(error: Exception) -> bool:
    """Show the friendly page instead of Streamlit's, and write the fault down."""
    notices.crash(report(error, opening.data_folder()))
    return True


def report(error: BaseException, folder: Path) -> str:
    """Write down where the program failed, and return the number under which it is found.

    Only the kind of the fault and the places in the code are kept: its message may quote a cell.
    """
    number = secrets.token_hex(2).upper()
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    entry = "\n".join([f"{moment} {number} {type(error).__name__}", *places, ""])
    try:
        _append(folder / LOG_FILE, entry)
    except OSError:
        _LOGGER.warning(
            "The log could not be written; fault %s is %s", number, type(error).__name__
        )
    return number


def _append(path: Path, entry: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_KEPT:
        path.unlink()
    with path.open("a", encoding="utf-8") as file:
        file.write(entry)


def _nothing(_record: logging.LogRecord) -> bool:
    return False
