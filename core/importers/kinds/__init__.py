"""The shapes of rows, one module each."""

import importlib
from collections.abc import Mapping
from typing import Final

from core.importers.kinds.kind import Kind
from core.terms import Record

_MODULES = ("order_lines", "statistics", "ad_results", "reviews", "inquiries", "settlements")
KINDS: Final[dict[Record, Kind]] = {}
"""How each shape of rows is made."""
for _name in _MODULES:
    try:
        _module = importlib.import_module(f"core.importers.kinds.{_name}")
    except ImportError:
        continue
    KINDS[_module.KIND.record] = _module.KIND
