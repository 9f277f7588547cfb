"""Links with codes: codes in the files that nobody knows, and links as pictures to scan."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Final

import segno

from core.analysis.links import nearest
from core.services import channel_source as sources
from core.services import link_book
from core.services.channel_source import Asked, whole
from core.services.opening import OpenShop
from core.terms import Subject

_LINKS: Final = Asked(Subject.LINK, by=("channel_name", "channel_detail"), least=2, won=False)

_EVER: Final = 3660
"""Days back in which links are looked for."""

_SCALE: Final = 8
"""Pixels of one module of a picture to scan."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code of links in the files that is not in the list, and the one it may be a slip of."""

    code: str
    is_source: bool
    visits: int | None
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A link to scan, once for screens and once for print."""

    png: bytes
    svg: bytes


def unknown(shop: OpenShop, today: date) -> tuple[Unknown, ...] | None:
    """Codes that the list does not have, those with the most visits first; None without links.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        allowed = link_book.of(session, shop.id)
        source = sources.find(session, shop.id, _LINKS, _EVER, today)
        if source is None:
            return None
        rows = sources.sums(session, shop.id, _LINKS, source, source.period).rows
    found: list[Unknown] = []
    for column, known in (
        ("channel_name", allowed.sources),
        ("channel_detail", allowed.mediums),
    ):
        for code, visits in _visits(list(rows[column]), whole(rows, "visits")).items():
            if code not in known:
                is_source = column == "channel_name"
                found.append(Unknown(code, is_source, visits, nearest(code, known)))
    return tuple(sorted(found, key=lambda one: (-(one.visits or 0), one.code)))


def _visits(codes: list[object], visits: list[int | None]) -> dict[str, int | None]:
    """The visits of each code; None if a part of them is unknown."""
    added: dict[str, int | None] = {}
    for code, count in zip(codes, visits, strict=True):
        if not isinstance(code, str) or not code:
            continue
        before = added.get(code, 0)
        added[code] = None if before is None or count is None else before + count
    return added


def picture(link: str) -> Picture:
    """The link as a square to scan."""
    code = segno.make(link, error="m", micro=False)
    png, svg = io.BytesIO(), io.BytesIO()
    code.save(png, kind="png", scale=_SCALE, border=4)
    code.save(svg, kind="svg", scale=_SCALE, border=4, xmldecl=True)
    return Picture(png.getvalue(), svg.getvalue())
