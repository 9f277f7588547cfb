"""The tab 단골 혜택·등급: what regulars get, their tiers, and what they showed and told others."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import benefits as services
from core.services import benefits_effect
from core.services.benefits_effect import Outcome
from core.services.opening import OpenShop
from core.ui import benefits, cards, customer_book, posts, session, tiers
from core.ui.cached import cached
from core.wording import benefits_effect as wording
from core.wording import verdicts

_KEY: Final = "regulars"
_PART: Final = "part"
"""What the open part is called in the address: ``?tab=regulars&part=tiers``."""


class Part(StrEnum):
    """One of the parts, of which only the chosen one is drawn."""

    BENEFITS = "benefits"
    TIERS = "tiers"
    POSTS = "posts"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    some = cached(services.listed)(shop)
    told = cached(_outcomes)(shop, session.today())
    said = wording.conclusion(some, told)
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, said.level, verdicts.evidence(said.level),
            tone=said.tone, why=said.why,
        ),
        key=f"{_KEY}.verdict",
    )  # fmt: skip
    parts: dict[Part, Callable[[], object]] = {
        Part.BENEFITS: lambda: benefits.draw(shop, some, told),
        Part.TIERS: lambda: tiers.draw(shop),
        Part.POSTS: lambda: posts.draw(shop),
    }
    parts[_chosen()]()


def _chosen() -> Part:
    wanted = st.query_params.get(_PART)
    names = {
        Part.BENEFITS: _("Benefits"), Part.TIERS: _("Tiers"),
        Part.POSTS: _("Posts and recommendations"),
    }  # fmt: skip
    return Part(
        st.segmented_control(
            _("What do you want to see?"), list(Part), format_func=lambda one: names[one],
            default=next((one for one in Part if one.value == wanted), Part.BENEFITS),
            required=True, key=f"{_KEY}.part", on_change=_remember, label_visibility="collapsed",
        )
    )  # fmt: skip


def _remember() -> None:
    chosen = st.session_state[f"{_KEY}.part"]
    if chosen == Part.BENEFITS:
        st.query_params.pop(_PART, None)
    else:
        st.query_params[_PART] = str(chosen)


def _outcomes(shop: OpenShop, today: date) -> list[Outcome]:
    return benefits_effect.outcomes(shop, customer_book.kept(shop), today)
