"""Uploaded files become typed rows, and every line that does not is named.

Bytes pass the guards, become sheets, a sheet is recognised as one known export, and its rows are
read into Arrow tables. Personal data end here: what leaves is a keyed hash and a masked name.
"""

from core.importers.formats import FORMATS
from core.importers.guards import LIMITS, Limits
from core.importers.identity import Identity
from core.importers.mapping import Mapping
from core.importers.problems import Problem, Skipped, UnreadableFile
from core.importers.reading import ISSUES_KEPT, Reading, read

__all__ = [
    "FORMATS",
    "ISSUES_KEPT",
    "LIMITS",
    "Identity",
    "Limits",
    "Mapping",
    "Problem",
    "Reading",
    "Skipped",
    "UnreadableFile",
    "read",
]
