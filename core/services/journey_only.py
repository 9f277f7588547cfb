"""A part of the way: of one channel, one product or one device, as far as files tell it apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis.journey import Stage
from core.services import channel_source
from core.services.channel_source import Asked, Source
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.store import journeys, totals
from core.terms import Device, Mall, Period, Subject

PRODUCTS_SHOWN: Final = 50
CHANNELS_SHOWN: Final = 30
RECENT: Final = 91
"""Days whose channels and products can be chosen."""

BUYERS_BACK: Final = 300
"""Days of first purchases that the second ones need."""

Row = Mapping[str, str | int | None]
"""Values of dimensions that a row of statistics has to have."""


class By(StrEnum):
    """What the visits or orders are told by."""

    CHANNEL = "channel"
    PRODUCT = "product"
    DEVICE = "device"
    BUYER = "buyer"


DEVICES: Final[Mapping[str, Device]] = {device.name.lower(): device for device in Device}

NEEDS: Final[Mapping[By, Mapping[Stage, str]]] = {
    By.CHANNEL: {Stage.REACH: "smartstore_visits", Stage.BUY: "smartstore_visits"},
    By.PRODUCT: {
        Stage.REACH: "smartstore_sales",
        Stage.LOOK: "bizadvisor_behavior",
        Stage.BUY: "smartstore_dispatch",
        Stage.AFTER: "smartstore_dispatch",
        Stage.LOYAL: "smartstore_dispatch",
    },
    By.DEVICE: {
        Stage.REACH: "bizadvisor_channel",
        Stage.BUY: "smartstore_dispatch",
        Stage.AFTER: "smartstore_dispatch",
    },
}
"""The export that tells a stage of a part; of those that are missing none does."""


@dataclass(frozen=True, slots=True)
class Only:
    """The part that is looked at. ``key``: a channel as it is called, a product, a device."""

    by: By
    key: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be looked at, and what it is called where it has a name of its own.

    ``rows`` are what rows of statistics about it say; ``report`` the export that does, if only
    one of them calls it so.
    """

    only: Only
    name: str
    rows: tuple[Row, ...] = ()
    report: str | None = None

    @property
    def product(self) -> int | None:
        """The number of the product, where it is one."""
        return int(self.only.key) if self.only.by is By.PRODUCT else None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What the statistics of its visits are about."""
        return {
            By.CHANNEL: (Subject.CHANNEL,),
            By.PRODUCT: (Subject.PRODUCT,),
        }.get(self.only.by, (Subject.SHOP, Subject.CHANNEL))


def parts(shop: OpenShop, today: date) -> tuple[Part, ...]:
    """All parts a reader can choose: those of which any file tells.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return (
            *_channels(session, shop.id, today),
            *_products(session, shop.id),
            *(
                _device(key)
                for key, device in DEVICES.items()
                if device in journeys.devices(session, shop.id)
            ),
        )


def find(session: Session, shop_id: int, today: date, only: Only) -> Part | None:
    """The part that is meant; None where no file tells of it."""
    if only.by is By.DEVICE:
        return _device(only.key) if only.key in DEVICES else None
    if only.by is By.PRODUCT:
        names = totals.product_names(session, shop_id, [int(only.key)]) if _is_id(only.key) else {}
        return next((_product(number, name) for number, name in names.items()), None)
    return next((one for one in _channels(session, shop_id, today) if one.only == only), None)


def _is_id(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= 9  # noqa: PLR2004


def _device(key: str) -> Part:
    return Part(Only(By.DEVICE, key), key, ({"device": DEVICES[key].value},))


def _product(number: int, name: str) -> Part:
    return Part(Only(By.PRODUCT, str(number)), name, ({"product_id": number},))


def _products(session: Session, shop_id: int) -> list[Part]:
    last = journeys.last_day(session, shop_id)
    if last is None:
        return []
    recent = Period.ending(last, RECENT)
    top = totals.top_products(session, shop_id, (recent,), PRODUCTS_SHOWN)
    names = totals.product_names(session, shop_id, top)
    return [_product(number, names[number]) for number in top if number in names]


def _channels(session: Session, shop_id: int, today: date) -> list[Part]:
    asked = Asked(Subject.CHANNEL, won=False)
    source = channel_source.find(session, shop_id, asked, RECENT, today)
    if source is None:
        return []
    rows = channel_source.sums(session, shop_id, asked, source, source.period).rows
    rows = rows.assign(label=channel_source.labels(rows))
    visits = rows.groupby("label", sort=False)["visits"].sum().sort_values(ascending=False)
    return [
        Part(
            Only(By.CHANNEL, str(name)), str(name),
            _values(rows[rows["label"] == name], source), source.report,
        )
        for name in visits.index[:CHANNELS_SHOWN]
        if name
    ]  # fmt: skip


def _values(rows: pd.DataFrame, source: Source) -> tuple[Row, ...]:
    found = rows[list(source.by)].drop_duplicates()
    return tuple(
        {
            name: None if pd.isna(cell) else str(cell)
            for name, cell in zip(source.by, one, strict=True)
        }
        for one in found.itertuples(index=False)
    )


def of_part(
    session: Session, shop_id: int, book: Book, part: Part
) -> tuple[Book | None, frozenset[date]]:
    """The orders of a part, and the days of which not all are known; None where none tell it."""
    if part.product is not None:
        new = journeys.new_buyers_of(
            session, shop_id, part.product, Period.ending(book.last, BUYERS_BACK), book.malls
        )
        return replace(book, daily=daily(session, shop_id, part, book.malls), new_buyers=new), (
            frozenset()
        )
    if part.only.by is By.CHANNEL:
        return None, frozenset()
    known = DEVICES[part.only.key] in journeys.devices(session, shop_id)
    if not known:
        return None, frozenset()
    unknown = journeys.days_without_device(session, shop_id, book.malls)
    found = replace(book, daily=daily(session, shop_id, part, book.malls), new_buyers={})
    return found, frozenset(unknown)


def daily(
    session: Session, shop_id: int, part: Part, malls: frozenset[Mall] | None
) -> pd.DataFrame:
    """The sums of each day of a product or of a device."""
    if part.product is not None:
        return journeys.product_days(session, shop_id, part.product, malls)
    return journeys.device_days(session, shop_id, DEVICES[part.only.key], malls)
