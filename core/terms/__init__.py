"""The words all other packages share: periods, states of an order, reasons, evidence.

Nothing here imports another package of ours, reads a file or speaks to the reader.
"""

from core.terms.data import (
    CLAIM_FILES,
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
from core.terms.orders import Claim, Device, KnownBy, Mall, OrderState, Region
from core.terms.period import SEOUL, Period, seoul_day
from core.terms.reasons import FileReason, FileWarning, RowReason, SkipReason

__all__ = [
    "CLAIM_FILES",
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
    "KnownBy",
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
