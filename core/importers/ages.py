"""When a file was made, as far as it tells, and the fingerprint of its bytes."""

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.measures import DAY, SEOUL_SECONDS
from core.terms import SEOUL

_HASHED: Final = 1 << 22
_IN_NAME: Final = re.compile(
    r"(?<!\d)(?=(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})[-_ ]?"
    # The year of a second day is no hour: …_2026-05-01_2026-05-31 is a period.
    r"(?!20\d{2}[-_. ]\d{1,2}[-_. ]\d)(\d{2})(\d{2})(?!\d{3}))"
)
_MOMENTS: Final = ("ordered_at", "paid_at", "placed_at", "dispatched_at", "delivered_at",
                   "confirmed_at", "claim_requested_at", "refunded_at", "written_at", "updated_at",
                   "replied_at", "asked_at", "answered_at")  # fmt: skip


def latest(table: pa.Table, before: int | None) -> int | None:
    """The latest moment any row tells of, or the one before; UTC seconds since 1970."""
    moments = [pc.max(table[name]).as_py() for name in _MOMENTS if name in table.column_names]
    if "last_day" in table.column_names:
        last = pc.max(table["last_day"]).as_py()
        moments.append(None if last is None else (last + 1) * DAY - SEOUL_SECONDS - 1)
    return max((moment for moment in [*moments, before] if moment is not None), default=None)


def moment_in_name(name: str, today: date) -> datetime | None:
    """The moment of the export, as SmartStore writes it into names: …_20260528_0910.xlsx."""
    moments = filter(None, map(_moment, _IN_NAME.finditer(name)))
    return next((it.astimezone(UTC) for it in moments if it.date() <= today), None)


def _moment(found: re.Match[str]) -> datetime | None:
    try:
        return datetime(*map(int, found.groups()), tzinfo=SEOUL)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def moment_made(moment: datetime | None, today: date) -> datetime | None:
    """When a workbook says it was made, unless that lies ahead."""
    if moment is None or moment.astimezone(SEOUL).date() > today:
        return None
    return moment.astimezone(UTC)


def digest(content: bytes | Path, sheet: str | None) -> str:
    """The SHA-256 of a file, or of one of its sheets, in hexadecimal."""
    found = hashlib.sha256()
    if isinstance(content, bytes):
        found.update(content)
    else:
        with content.open("rb") as stream:
            while chunk := stream.read(_HASHED):
                found.update(chunk)
    if sheet is not None:
        # Each table of a workbook is a file of its own to us.
        found.update(f"\x1f{sheet}".encode())
    return found.hexdigest()
