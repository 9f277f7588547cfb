"""The tab 구독자 of 메시지: who wants to hear from the shop, by channel and by consent."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import subscribers_consents, subscribers_weeks
from core.services.opening import OpenShop
from core.services.subscribers_consents import Consents
from core.services.subscribers_weeks import Standing
from core.ui import (
    cards,
    parts,
    session,
    subscribers_channels,
    subscribers_consents_page,
    subscribers_import,
    subscribers_rates,
    subscribers_renewals,
    voice_said,
)
from core.ui.cached import cached
from core.ui.parts import Part
from core.ui.text import plain
from core.wording import subscribers as wording
from core.wording import verdicts

_KEY: Final = "subscribers"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    voice_said.draw()
    some = cached(subscribers_weeks.standings)(shop, session.today())
    consents = cached(subscribers_consents.consents)(shop, session.today())
    _conclusion(some, consents)
    parts.draw(
        [
            Part("channels", _("By channel"), lambda: subscribers_channels.draw(shop, some)),
            Part("consents", _("Consents"), lambda: _consents(shop, consents)),
            Part("stops", _("Who asked to stop"), lambda: subscribers_rates.draw(shop)),
        ],
        key=f"{_KEY}.part",
    )


def _consents(shop: OpenShop, consents: Consents) -> None:
    subscribers_consents_page.draw(consents)
    subscribers_renewals.draw(shop, consents)
    subscribers_import.draw(shop, unfolded=not consents.people)


def _conclusion(some: tuple[Standing, ...], consents: Consents) -> None:
    said = wording.conclusion(some, consents)
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, said.level, verdicts.evidence(said.level), said.tone,
            todo=said.todo, why=said.why,
        ),
        key=f"{_KEY}.verdict",
    )  # fmt: skip
    if len(some) > 1:
        st.caption(plain(_("One person may be in several channels, so they are never added.")))
