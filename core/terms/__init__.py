"""The words all other packages share: periods, states of an order, reasons, evidence.

Nothing here imports another package of ours, reads a file or speaks to the reader.
"""

from core.terms.evidence import Evidence, evidence_of
from core.terms.orders import Claim, Device, Mall, OrderState, Region
from core.terms.period import SEOUL, Period, seoul_day
from core.terms.reasons import FileReason, FileWarning, RowReason, SkipReason

__all__ = [
    "SEOUL",
    "Claim",
    "Device",
    "Evidence",
    "FileReason",
    "FileWarning",
    "Mall",
    "OrderState",
    "Period",
    "Region",
    "RowReason",
    "SkipReason",
    "evidence_of",
    "seoul_day",
]
