"""What can be wrong with a store. ``core.wording`` has the sentences."""

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, OperationalError


class Trouble(StrEnum):
    """Why a store that is in order cannot be used just now."""

    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read_only"
    MISSING = "missing"
    OTHER = "other"


class StoreProblem(Exception):  # noqa: N818  (the subclasses say what is wrong)
    """A store cannot be used."""


class StoreUnavailable(StoreProblem):
    """The store is in order but cannot be reached or written just now."""

    def __init__(self, trouble: Trouble) -> None:
        """Name the trouble."""
        super().__init__(trouble.value)
        self.trouble = trouble


class StoreNewer(StoreProblem):
    """The store was last used by a newer version of the program."""


class StoreDamaged(StoreProblem):
    """The file is a store, but parts of it are broken."""


class StoreForeign(StoreProblem):
    """The file is not a store of ours."""


_SIGNS = (
    ("database is locked", Trouble.BUSY),
    ("database table is locked", Trouble.BUSY),
    ("lock timeout", Trouble.BUSY),
    ("could not serialize", Trouble.BUSY),
    ("deadlock detected", Trouble.BUSY),
    ("database or disk is full", Trouble.FULL),
    ("disk i/o error", Trouble.FULL),
    ("no space left", Trouble.FULL),
    ("readonly database", Trouble.READ_ONLY),
    ("read-only", Trouble.READ_ONLY),
    ("unable to open database file", Trouble.MISSING),
    ("connection refused", Trouble.MISSING),
    ("could not connect", Trouble.MISSING),
    ("connection failed", Trouble.MISSING),
    ("connection to server", Trouble.MISSING),
)
_BROKEN = ("malformed", "not a database")


def problem_of(error: DBAPIError) -> StoreProblem | None:
    """The problem behind a database's own error; None if it is a defect of ours."""
    text = str(error.orig).lower()
    if any(sign in text for sign in _BROKEN):
        return StoreDamaged(text)
    for sign, trouble in _SIGNS:
        if sign in text:
            return StoreUnavailable(trouble)
    return StoreUnavailable(Trouble.OTHER) if isinstance(error, OperationalError) else None


@contextmanager
def named() -> Generator[None, None, None]:
    """Turn a database's own errors into ours.

    Raises:
        StoreProblem: what went wrong, if it is no defect of ours.
    """
    try:
        yield
    except DBAPIError as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise problem from error
