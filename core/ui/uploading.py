"""Files between the drop and the store: what was looked into, with which password, what became."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.services import importing
from core.services.opening import OpenShop
from core.services.reading import How
from core.services.receipts import Preview, Progress, Receipt, Refused, Source
from core.store import StoreProblem
from core.terms import FileReason

TRIES: Final = 3
"""So often a password may be wrong before the file has to be dropped again."""

Tell = Callable[[str, Progress], None]
"""Hears of which file, and how far it is."""

_DROP: Final = "uploading.drop"
_LOOKS: Final = "uploading.looks"
_RECEIPTS: Final = "uploading.receipts"
_UNKNOWN: Final = frozenset({FileReason.UNKNOWN_COLUMNS, FileReason.MISSING_COLUMNS})
_ASKING: Final = frozenset({FileReason.ENCRYPTED, FileReason.WRONG_PASSWORD})


@dataclass(slots=True)
class Look:
    """One dropped file: a preview of it, or why there is none."""

    file: UploadedFile = field(repr=False)
    how: How = field(default_factory=How, repr=False)
    preview: Preview | None = None
    refused: Refused | None = None
    tries_left: int = TRIES
    receipt: Receipt | None = None
    is_hers: bool = False
    """The seller said that a file which looks like another shop's is hers."""

    @property
    def asks_password(self) -> bool:
        """Whether a password would help."""
        return self.refused is not None and self.refused.reason in _ASKING and self.tries_left > 0

    @property
    def asks_period(self) -> bool:
        """Whether it lacks nothing but the days it is about."""
        return self.refused is not None and self.refused.reason is FileReason.PERIOD_NEEDED

    @property
    def can_be_explained(self) -> bool:
        """Whether it is a table that the seller could explain column by column."""
        return self.refused is not None and self.refused.reason in _UNKNOWN

    @property
    def ready(self) -> bool:
        """Whether it can be taken as it is."""
        if self.preview is None or self.receipt or not self.preview.tally.accepted:
            return False
        return self.is_hers or not self.preview.other_shop

    @property
    def waits(self) -> bool:
        """Whether it can be taken once the seller has said something."""
        unsaid = self.preview is not None and self.preview.other_shop and not self.is_hers
        asks = self.asks_password or self.asks_period or self.can_be_explained
        return self.receipt is None and (asks or unsaid)

    @property
    def source(self) -> Source:
        """The file as services want it."""
        return Source(self.file.name, self.file.getvalue())

    def look(self, shop: OpenShop, today: date, tell: Tell, how: How | None = None) -> None:
        """Look into the file, with what the seller has said about it.

        A password stays in memory only as long as something else has to be asked.
        """
        name = self.file.name
        self.how = how or self.how
        try:
            self.preview = importing.preview(
                shop,
                self.source,
                self.how,
                today=today,
                progress=lambda done: tell(name, done),
            )
            self.refused = None
        except Refused as refused:
            self.refused = refused
            self.tries_left -= refused.reason is FileReason.WRONG_PASSWORD


def drop_key() -> str:
    """The key of the drop field; a new one empties it and frees what it held."""
    return f"{_DROP}.{st.session_state.setdefault(_DROP, 0)}"


def looks(shop: OpenShop, files: Sequence[UploadedFile], today: date, tell: Tell) -> list[Look]:
    """A look at each dropped file, remembered as long as it lies in the drop field.

    A file that was not there before puts away the receipts of those before it.
    """
    known: dict[str, Look] = st.session_state.setdefault(_LOOKS, {})
    there: list[Look] = []
    for file in files:
        first = _known(known, file, How(), lambda look: look.look(shop, today, tell))
        there.append(first)
        # A workbook may hold several tables; each is a file of its own to us.
        for sheet in first.preview.others if first.preview else ():
            how = replace(first.how, sheet=sheet)
            there.append(_known(known, file, how, lambda look: look.look(shop, today, tell)))
    for look in there:
        if look.preview is not None:
            look.how = replace(look.how, password=None)
    return there


def _known(
    known: dict[str, Look], file: UploadedFile, how: How, look_at: Callable[[Look], None]
) -> Look:
    key = f"{file.file_id}:{how.sheet or ''}"
    if key not in known:
        forget_receipts()
        known[key] = Look(file, how)
        look_at(known[key])
    return known[key]


def take(shop: OpenShop, ready: Sequence[Look], now: datetime, tell: Tell) -> StoreProblem | None:
    """Take files, oldest first, each whole or not at all; the problem that stopped it, if any."""
    done: list[Receipt] = st.session_state.setdefault(_RECEIPTS, [])
    for look in sorted(ready, key=_age):
        name, seen = look.file.name, look.preview
        if seen is None:
            continue
        try:
            look.receipt = importing.accept(
                shop,
                seen,
                now=now,
                progress=lambda at: tell(name, at),  # noqa: B023
            )
        except StoreProblem as trouble:
            return trouble
        done.append(look.receipt)
    return None


def receipts() -> list[Receipt]:
    """What became of the files that were taken last."""
    return list(st.session_state.get(_RECEIPTS, []))


def clear() -> None:
    """Empty the drop field and forget what lay in it."""
    st.session_state[_DROP] = st.session_state.get(_DROP, 0) + 1
    st.session_state[_LOOKS] = {}


def forget_receipts() -> None:
    """Put the receipts away."""
    st.session_state.pop(_RECEIPTS, None)


def _age(look: Look) -> float:
    seen = look.preview
    return 0.0 if seen is None or seen.as_of is None else seen.as_of.timestamp()
