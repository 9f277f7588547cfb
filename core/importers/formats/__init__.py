"""The exports that are recognised, one module each."""

from typing import Final

from core.importers.format import Format
from core.importers.formats import (
    smartstore_cancel,
    smartstore_confirmed,
    smartstore_delivery,
    smartstore_dispatch,
    smartstore_exchange,
    smartstore_inquiry,
    smartstore_return,
)
from core.importers.formats.plain import PLAIN

FORMATS: Final[tuple[Format, ...]] = (
    smartstore_dispatch.FORMAT,
    smartstore_inquiry.FORMAT,
    smartstore_delivery.FORMAT,
    smartstore_confirmed.FORMAT,
    smartstore_cancel.FORMAT,
    smartstore_return.FORMAT,
    smartstore_exchange.FORMAT,
    *PLAIN,
)
"""Every export; a header line is one of exactly one of them."""
