"""Whether past lists were right, and what came of those the seller wrote to."""

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.customers_due import HitRate
from core.i18n import formats
from core.i18n import gettext as _
from core.services import customers_outcome
from core.services.customers_due import WITHIN, Known, ListKind
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.store.moments import day_of
from core.ui import cards, customers_bought, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_past as wording
from core.wording import verdicts

_WITHIN: Final = "due.within"


def line(shop: OpenShop, found: Known, kind: ListKind) -> None:
    """In one line what became of past lists, so that nobody trusts this one blindly."""
    told = usual(shop, found, kind)
    sure = wording.level(kind, told)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        cards.badge(sure, verdicts.evidence(sure))
        said = f"{wording.hit_rate(kind, told)} {wording.compared(kind, told)}".strip()
        st.markdown(plain(said))


def usual(shop: OpenShop, found: Known, kind: ListKind) -> HitRate:
    """What became of past lists within the days that usually count."""
    return customers_bought.hit_rate(shop, found, kind, _usual(kind))


def draw(shop: OpenShop, found: Known, kind: ListKind, today: date) -> None:
    """Whether past lists were right in full, and what came of contacts."""
    title = _("Were past lists right?")
    with st.expander(plain(title), icon=":material/fact_check:", key="due.past"):
        within = int(st.segmented_control(
            _("Days that count"), list(WITHIN), default=_usual(kind), required=True,
            key=f"{_WITHIN}.{kind}", format_func=lambda days: formats.count(days, "days"),
        ) or _usual(kind))  # fmt: skip
        _past(shop, found, kind, within)
        _outcome(shop, found, kind, within, today)


def _usual(kind: ListKind) -> int:
    return WITHIN[0] if kind is ListKind.AGAIN else WITHIN[1]


def _past(shop: OpenShop, found: Known, kind: ListKind, within: int) -> None:
    told = customers_bought.hit_rate(shop, found, kind, within)
    sure = wording.level(kind, told)
    cards.badge(sure, verdicts.evidence(sure))
    said = f"{wording.hit_rate(kind, told)} {wording.compared(kind, told)}".strip()
    st.markdown(plain(said))
    if not told.listed.trials:
        return
    if wording.is_compared(kind) and (between := wording.between(told)):
        st.markdown(plain(between))
    for line in wording.how(kind, told):
        st.markdown(f"- {plain(line)}")
    _table(kind, told, said)


def _table(kind: ListKind, told: HitRate, said: str) -> None:
    """Each list: who bought of those on it and of the others, short enough for a phone."""
    made, listed, _bought, others, _too = wording.heads()
    heads = [made, listed, others] if wording.is_compared(kind) else [made, listed]
    frame = pd.DataFrame(
        [(formats.day(day_of(one.day)), _of(one.listed), _of(one.others))[: len(heads)]
         for one in told.lists],
        columns=[f"c{place}" for place in range(len(heads))],
    )  # fmt: skip
    kinds = (tables.text, tables.figure, tables.figure)
    columns = {f"c{place}": kinds[place](head) for place, head in enumerate(heads)}
    tables.show(frame, columns, key="due.past.table", alt=said)
    st.caption(_("In each cell: who bought / all."))


def _of(some: Tally) -> str:
    return f"{formats.number(some.successes)} / {formats.number(some.trials)}"


def _outcome(shop: OpenShop, found: Known, kind: ListKind, within: int, today: date) -> None:
    noted = cached(customers_outcome.notes)(shop, today)
    if not any(one.kind == kind and one.is_done for one in noted):
        return
    told = customers_bought.outcome(shop, found, kind, noted, within)
    st.markdown(f":material/forward_to_inbox: {plain(wording.outcome(told))}")
    if told.contacted.trials:
        st.caption(plain(wording.doubt(told)))
