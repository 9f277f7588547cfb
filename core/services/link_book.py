"""The links that were made, and the codes a seller added to the list of allowed ones."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from core.analysis import links as rules
from core.analysis.links import MEDIUMS, SOURCES, Codes, Fault, Style
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.links import LinkCodeRow, LinkRow
from core.terms import seoul_day

LONGEST_MEMO: Final = 200
LONGEST_DETAIL: Final = 100


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was made."""

    id: int
    version: int
    address: str
    codes: Codes
    style: Style
    memo: str
    made_on: date

    @property
    def url(self) -> str:
        """The address with the codes in it."""
        return rules.link(self.address, self.codes, self.style)


@dataclass(frozen=True, slots=True)
class OwnCode:
    """A code that the seller added."""

    id: int
    version: int
    code: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The allowed codes: ours, then the seller's own."""

    sources: tuple[str, ...] = SOURCES
    mediums: tuple[str, ...] = MEDIUMS
    own: tuple[OwnCode, ...] = ()


class LinkRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """A code or an address is not allowed; nothing was kept."""

    def __init__(self, fault: Fault) -> None:
        """Keep what is wrong."""
        super().__init__(fault.value)
        self.fault = fault


def dictionary(shop: OpenShop) -> Dictionary:
    """All allowed codes.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return of(session, shop.id)


def of(session: Session, shop_id: int) -> Dictionary:
    """All allowed codes of a shop."""
    own = [_code(row) for row in reversed(notes.listed(session, LinkCodeRow, shop_id))]
    sources = [one.code for one in own if one.is_source]
    mediums = [one.code for one in own if not one.is_source]
    return Dictionary((*SOURCES, *sources), (*MEDIUMS, *mediums), tuple(own))


def add_code(shop: OpenShop, code: str, now: datetime, *, is_source: bool) -> OwnCode | None:
    """Add a code to the list; None if it stands there already.

    Raises:
        LinkRefused: it breaks the rules.
        core.store.StoreProblem: the store cannot be written.
    """
    wrong = rules.fault(code)
    if wrong is not None:
        raise LinkRefused(wrong)
    with shop.store.write() as session:
        known = of(session, shop.id)
        if code in (known.sources if is_source else known.mediums):
            return None
        row = LinkCodeRow(
            shop_id=shop.id, id=0, code=code, is_source=int(is_source), created_at=now
        )
        return _code(notes.add(session, row))


def delete_code(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Take a code from the list; links made with it stay.

    Raises:
        NoteChanged: it was changed elsewhere since it was read.
    """
    kept_notes.delete(shop, LinkCodeRow, number, now, seen)


def undo_code(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a code; see ``kept_notes.undo``."""
    kept_notes.undo(shop, LinkCodeRow, number, seen)


def keep(  # noqa: PLR0913  (what a link is made of)
    shop: OpenShop, address: str, codes: Codes, style: Style, now: datetime, *, memo: str = ""
) -> Link:
    """Keep a link; one that is kept already is returned as it is, with the new memo if any.

    Raises:
        LinkRefused: a code or the address is not allowed.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(address, codes)
    kept, memo = _cut(codes), memo.strip()[:LONGEST_MEMO]
    with shop.store.write() as session:
        for row in notes.listed(session, LinkRow, shop.id):
            if (row.address, _codes(row), row.style) == (address, kept, style.value):
                if memo and memo != row.memo:
                    notes.change(session, row, {"memo": memo}, now)
                return _link(row)
        row = LinkRow(
            shop_id=shop.id, id=0, style=style.value, address=address, source=kept.source,
            medium=kept.medium, detail=kept.detail, keyword=kept.keyword, memo=memo,
            created_at=now,
        )  # fmt: skip
        return _link(notes.add(session, row))


def listed(shop: OpenShop, *, deleted: bool = False) -> tuple[Link, ...]:
    """The links that were made, the newest first; with ``deleted`` those thrown away."""
    with shop.store.read() as session:
        return tuple(_link(row) for row in notes.listed(session, LinkRow, shop.id, deleted=deleted))


def remark(shop: OpenShop, number: int, memo: str, now: datetime, seen: int | None = None) -> None:
    """Change the memo of a link.

    Raises:
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    kept_notes.change(shop, LinkRow, number, {"memo": memo.strip()[:LONGEST_MEMO]}, now, seen)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw a link away; ``undo`` brings it back. Visits by it are counted all the same.

    Raises:
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    kept_notes.delete(shop, LinkRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a link; see ``kept_notes.undo``."""
    kept_notes.undo(shop, LinkRow, number, seen)


def _check(address: str, codes: Codes) -> None:
    for wrong in (rules.address_fault(address), rules.fault(codes.source),
                  rules.fault(codes.medium)):  # fmt: skip
        if wrong is not None:
            raise LinkRefused(wrong)


def _cut(codes: Codes) -> Codes:
    detail, keyword = (text.strip()[:LONGEST_DETAIL] for text in (codes.detail, codes.keyword))
    return Codes(codes.source, codes.medium, detail, keyword)


def _codes(row: LinkRow) -> Codes:
    return Codes(row.source, row.medium, row.detail, row.keyword)


def _link(row: LinkRow) -> Link:
    return Link(
        row.id, row.version, row.address, _codes(row), Style(row.style), row.memo,
        seoul_day(row.created_at),
    )  # fmt: skip


def _code(row: LinkCodeRow) -> OwnCode:
    return OwnCode(row.id, row.version, row.code, bool(row.is_source))
