"""The tab 채널 맞추기: offers by channels, and whether the shop is found and asked in each."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import offers as services
from core.services import offers_board, offers_places, settings
from core.services.offers_board import Board
from core.services.opening import OpenShop
from core.ui import (
    cards,
    downloads,
    keeping,
    offers_doing,
    offers_form,
    offers_profiles,
    offers_rows,
    session,
    tables,
    target_turn,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import offers as wording
from core.wording import offers_conclusion as conclusions
from core.wording import verdicts

_KEY: Final = "offers"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    target_turn.told()
    offers_doing.told()
    found = cached(offers_board.board)(shop, session.today())
    _conclusion(found)
    _line(shop)
    if len(found.rows) > 1 and found.channels:
        _grid(found)
    for row in found.rows:
        offers_rows.draw(shop, row)
    _new(shop, found)
    _kept(shop, found)
    offers_profiles.draw(shop)


def _conclusion(found: Board) -> None:
    said = conclusions.conclusion(found)
    badge = verdicts.evidence(said.level)
    why = conclusions.why(found) if found.rows else ()
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, said.level, badge, tone=said.tone, todo=said.todo, why=why
        ),
        key=f"{_KEY}.verdict",
    )


def _line(shop: OpenShop) -> None:
    """How the shop wants to be seen, beside everything that is written here."""
    line = cached(settings.read)(shop).seen_as
    if line:
        st.info(plain(line), title=_("How your shop wants to be seen"),
                icon=":material/record_voice_over:")  # fmt: skip
    else:
        st.page_link(
            "pages/manage/settings.py", label=_("Say in one line how you want to be seen"),
            icon=":material/visibility:",
        )  # fmt: skip


def _grid(found: Board) -> None:
    """All of it at a glance; on a phone our style leaves it out: each offer has the same below."""
    with cards.card(_("Offers by channels"), key="offers-grid"):
        tables.show(
            wording.grid(found),
            {name: tables.text(label) for name, label in wording.columns(found).items()},
            key=f"{_KEY}.grid",
            alt=_("Which channels say the same of each offer"),
        )  # fmt: skip


def _new(shop: OpenShop, found: Board) -> None:
    is_first = not found.rows
    with st.expander(
        _("Write an offer down"), icon=":material/add:", expanded=is_first,
        key=f"{_KEY}.new.{is_first}",
    ):  # fmt: skip
        offers_form.new(shop, found)


def _kept(shop: OpenShop, found: Board) -> None:
    """What was thrown away, and all of it as a file."""
    gone = [
        (wording.title(one), partial(services.undo, shop, one.number, one.version))
        for one in cached(services.listed)(shop, deleted=True)
    ]
    names = {row.offer.number: row.offer.name for row in found.rows}
    gone += [
        (f"{names[one.offer]} · {one.channel}",
         partial(offers_places.undo, shop, one.number, one.version))
        for one in cached(offers_places.listed)(shop, deleted=True) if one.offer in names
    ]  # fmt: skip
    keeping.thrown(gone, _KEY)
    if found.rows:
        downloads.csv(
            _("Save as a file"), partial(wording.sheet, found),
            f"{_('offers')}_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
        )  # fmt: skip
