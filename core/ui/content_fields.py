"""The fields of a piece of content, wherever it is written down."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.analysis.journey import Stage
from core.i18n import gettext as _
from core.services import content_items, target_personas
from core.services.content_items import Content
from core.services.opening import OpenShop
from core.ui import session
from core.ui.actions_forms import FIELD
from core.ui.cached import cached
from core.wording.journey import stage as stage_name

Cell = tuple[int | None, str | None]
"""A persona and a stage; None for none in particular."""


def draw(  # noqa: PLR0913  (what it is, and where it is written down)
    shop: OpenShop,
    one: Content | None,
    day: date,
    version: int = 1,
    *,
    cell: Cell = (None, None),
    place: str = "new",
) -> Content:
    """The fields of a piece of content, and what stands in them.

    Args:
        shop: whose.
        one: what is changed; None for a new one.
        day: for which day a new one is planned at first.
        version: the one the seller saw.
        cell: for which persona and which stage a new one is at first.
        place: where on the pages a new one is written down.
    """
    key = f"{FIELD}content.{one.id if one else place}"
    title, channel = (
        st.text_input(label, text, key=f"{key}.{name}", max_chars=content_items.LONGEST)
        for label, name, text in (
            (_("Title (needed)"), "title", one.title if one else ""),
            (_("Channel (needed)"), "channel", one.channel if one else ""),
        )
    )
    planned = st.date_input(_("Day planned"), day, key=f"{key}.planned", format="YYYY.MM.DD")
    on = planned if isinstance(planned, date) else day
    persona, stage = _whom(shop, cell if one is None else (one.persona, one.stage), key)
    # Nobody knows of a plan how many saw it, so that is asked only of whoever says it is out.
    is_out = one is not None and one.published_on is not None
    with st.expander(_("If it is published already"), expanded=is_out, key=f"{key}.came"):
        published = _published(one, on, key)
        code, reach, clicks = _came(one, key)
    return Content(
        title, channel, on, published, code, reach, clicks, stage, persona,
        one.id if one else None, version,
    )  # fmt: skip


def _came(one: Content | None, key: str) -> tuple[str, int | None, int | None]:
    """What came of it: the code of its link, how many it reached, and how many clicked."""
    code = st.text_input(
        _("Link code"), one.code if one else "", key=f"{key}.code", max_chars=content_items.LONGEST,
        help=_("A code of the link you made under Ways in. What came of it is counted by it."),
    )  # fmt: skip
    reach, clicks = (
        st.number_input(
            label,
            0,
            content_items.MOST_PEOPLE,
            value,
            key=f"{key}.{name}",
            placeholder=_("not known"),
        )
        for label, name, value in (
            (_("People reached"), "reach", one.reach if one else None),
            (_("Clicks"), "clicks", one.clicks if one else None),
        )
    )
    return code, None if reach is None else int(reach), None if clicks is None else int(clicks)


def _whom(shop: OpenShop, cell: Cell, key: str) -> Cell:
    """For which persona and which stage it is; None for none in particular."""
    personas = {one.id: one.name for one in cached(target_personas.listed)(shop)}
    stages = {one.value: stage_name(one) for one in Stage}
    persona = st.selectbox(
        _("For whom"), [None, *personas], key=f"{key}.persona",
        index=_place(cell[0], [None, *personas]),
        format_func=lambda number: personas.get(number) or _("Everybody"),
    )  # fmt: skip
    stage = st.selectbox(
        _("For which stage"), [None, *stages], key=f"{key}.stage",
        index=_place(cell[1], [None, *stages]),
        format_func=lambda code: stages.get(code) or _("None in particular"),
    )  # fmt: skip
    return persona, stage


def _place(wanted: object, among: Sequence[object]) -> int:
    return among.index(wanted) if wanted in among else 0


def _published(one: Content | None, planned: date, key: str) -> date | None:
    """The day of publishing; of what is only planned, whether it was that day."""
    if one is None or one.published_on is None:
        is_out = st.checkbox(_("Already published that day"), key=f"{key}.out")
        return planned if is_out else None
    told = st.date_input(
        _("Day published"), one.published_on, key=f"{key}.published", format="YYYY.MM.DD",
        max_value=session.today(),
    )  # fmt: skip
    return told if isinstance(told, date) else one.published_on
