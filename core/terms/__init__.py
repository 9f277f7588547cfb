"""The words all other packages share: periods, states of an order, reasons, evidence.

Nothing here imports another package of ours, reads a file or speaks to the reader.
"""

from core.terms.data import (
    OWN_SHOP,
    AdPlatform,
    Confidence,
    CustomerGroup,
    DataSet,
    Gender,
    Record,
    ReviewKind,
    SettledItem,
    SettlementReport,
    SettlementState,
    Subject,
    Vocabulary,
)
from core.terms.evidence import Evidence, evidence_of
from core.terms.orders import Claim, Device, Mall, OrderState, Region
from core.terms.period import SEOUL, Period, seoul_day
from core.terms.reasons import FileReason, FileWarning, RowReason, SkipReason

__all__ = [
    "OWN_SHOP",
    "SEOUL",
    "AdPlatform",
    "Claim",
    "Confidence",
    "CustomerGroup",
    "DataSet",
    "Device",
    "Evidence",
    "FileReason",
    "FileWarning",
    "Gender",
    "Mall",
    "OrderState",
    "Period",
    "Record",
    "Region",
    "ReviewKind",
    "RowReason",
    "SettledItem",
    "SettlementReport",
    "SettlementState",
    "SkipReason",
    "Subject",
    "Vocabulary",
    "evidence_of",
    "seoul_day",
]
