"""A quick question of two to six counts, and what can be learnt in how many days."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_calculator import Usual, usual
from core.services.copy_test_kept import LARGEST_COUNT
from core.services.copy_test_path import pairs_once
from core.services.opening import OpenShop
from core.terms.copy_tests import LETTERS, Count, Response
from core.ui import (
    cards,
    copy_calculator_needed,
    copy_tests_result,
    downloads,
    session,
    tables,
)
from core.ui import copy_tests_pictures as pictures
from core.ui.cached import cached
from core.ui.copy_kept import Fields, share, whole
from core.ui.text import plain
from core.verdicts import copy_tests as verdicts
from core.verdicts import copy_tests_plan as plans
from core.verdicts.copy_tests import Answer, Beside, Ruling, Worth
from core.verdicts.copy_tests_plan import Asked, Outlook
from core.wording import copy_calculator as wording
from core.wording import copy_page as steps
from core.wording import copy_page_tags as names
from core.wording import copy_tests as sentences
from core.wording import verdicts as levels
from core.wording.copy_tests import Told

RESPONSES: Final = (Response.ORDERS, Response.CLICKS, Response.REPLIES)

FEWEST: Final = 2

WEEKS: Final = (7, 14, 21, 28)
"""Days that are compared with each other."""

USUAL_DAYS: Final = 14

LARGEST_WON: Final = 100_000_000


def draw(shop: OpenShop) -> None:
    """The calculator: counts in, the same answer as of a test out."""
    found = cached(usual)(shop, session.today())
    fields = Fields("calc")
    with cards.card(_("Which one did better?"), key="calc"):
        st.caption(plain(_("Put in how many saw each text and how many reacted. Nothing is kept.")))
        response = _choice(fields, _("What did you count?"))
        many = _many(fields)
        counts = [_row(fields, letter, response) for letter in LETTERS[:many]]
        worth = _worth(fields, found, response)
    fields.close()
    if any(not one.shown or one.reacted is None for one in counts):
        st.caption(plain(wording.calculator_waits()))
        return
    ruling = verdicts.once(counts, "A", response=response, beside=Beside(worth))
    _answer(ruling, sentences.tell(ruling))


def _choice(fields: Fields, label: str) -> Response:
    first = RESPONSES[0]
    chosen: Response | None = st.segmented_control(
        label, RESPONSES, format_func=names.response, required=True,
        key=fields.ready("response", first, Response),
    )  # fmt: skip
    fields.take("response", chosen or first)
    return chosen or first


def _many(fields: Fields) -> int:
    """How many texts there are."""
    most = len(LETTERS)
    chosen: int | None = st.segmented_control(
        _("How many texts?"), range(FEWEST, most + 1), required=True, format_func=str,
        key=fields.ready("many", FEWEST, whole(FEWEST, most)),
    )  # fmt: skip
    fields.take("many", chosen or FEWEST)
    return chosen or FEWEST


def _row(fields: Fields, letter: str, response: Response) -> Count:
    """The two numbers of one text."""
    name = names.letter(letter)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=150):
            shown = _number(fields, f"shown.{letter}", wording.shown_of(name))
        with st.container(width=150):
            reacted = _number(fields, f"reacted.{letter}", wording.reacted_of(name, response))
    return Count(letter, None, shown, reacted)


def _number(  # noqa: PLR0913, PLR0917  (where, what it is, how it is filled in)
    fields: Fields,
    name: str,
    label: str,
    default: int | None = None,
    largest: int = LARGEST_COUNT,
    step: int = 1,
) -> int | None:
    """A field for a whole number."""
    told: int | None = st.number_input(
        label, min_value=0, max_value=largest, value=None, step=step, placeholder="–",
        key=fields.ready(name, default, whole(0, largest)),
    )  # fmt: skip
    fields.take(name, told)
    return told


def _worth(fields: Fields, found: Usual, response: Response) -> Worth:
    """What makes won of a difference; filled from the shop's own files, to be changed."""
    if response is not Response.ORDERS:
        return Worth(revenue_month=found.revenue_month)
    usual_value = None if found.value is None else round(found.value)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=220):
            visits = _number(
                fields, "visits", _("How many will see it in a month?"), found.visits_month,
                step=100,
            )  # fmt: skip
        with st.container(width=220):
            value = _number(
                fields, "value", _("What is an order worth, in won?"), usual_value, LARGEST_WON,
                1000,
            )  # fmt: skip
    if found.value is not None or found.traffic is not None:
        st.caption(plain(wording.from_files()))
    return Worth(visits, value, found.revenue_month)


def _answer(ruling: Ruling, told: Told) -> None:
    level = copy_tests_result.evidence(ruling)
    tone = "good" if ruling.answer is Answer.SWITCH else "calm"
    cards.verdict(
        cards.Conclusion(
            told.title, told.reason, level, levels.evidence(level), tone, todo=told.todo
        ),
        key="calc",
    )
    if told.note:
        st.caption(plain(told.note))
    if not pictures.can_be_drawn(ruling):
        return
    pictures.people(ruling, {}, key="calc")
    with st.expander(_("In detail"), icon=":material/query_stats:"):
        for line in told.details:
            st.markdown(f"- {plain(line)}")
        st.markdown(f"- {plain(wording.looked_at_once())}")
        pictures.spans(ruling, key="calc")
        pictures.leader(pairs_once(ruling), ruling, key="calc")
        downloads.csv(
            _("Save as a file"), lambda: copy_tests_result.numbers(ruling),
            f"{_('copy_test')}.csv", key="calc.csv",
        )  # fmt: skip


def plan(shop: OpenShop) -> None:
    """Planning: how many days find which difference, for two and for more texts."""
    found = cached(usual)(shop, session.today()).traffic
    fields = Fields("plan")
    with cards.card(_("What can be known in how many days?"), key="plan"):
        response = _choice(fields, _("What will you count?"))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            with st.container(width=260):
                visits = _number(
                    fields, "visits", _("How many visits a day, all texts together?"),
                    None if found is None else found.per_day or None, step=10,
                )  # fmt: skip
            with st.container(width=260):
                rate = _rate(fields, response, None if found is None else _percent(found.rate))
        if found is not None:
            st.caption(plain(steps.usual(found)))
        many = _many(fields)
        days = _days(fields)
    fields.close()
    if not visits or not rate:
        st.caption(plain(wording.plan_waits()))
        return
    asked = Asked(
        visits / many, days, rate / 100, many, _clicks(fields, response, rate),
        frequent=response is Response.CLICKS,
    )  # fmt: skip
    _learnt(plans.outlook(asked))
    _table(visits, rate / 100, asked.versions)
    copy_calculator_needed.draw(asked)


def _days(fields: Fields) -> int:
    """How long; only whole weeks, because days of the week differ."""
    key = fields.ready("days", USUAL_DAYS, whole(WEEKS[0], WEEKS[-1]))
    chosen: int | None = st.segmented_control(
        _("How many days?"), sorted({*WEEKS, st.session_state[key]}), required=True, key=key,
        format_func=lambda days: formats.count(days, "days"),
    )  # fmt: skip
    fields.take("days", chosen or USUAL_DAYS)
    return chosen or USUAL_DAYS


def _percent(rate: float | None) -> float | None:
    """A share in percent as a field shows it; none that would leave nothing or all."""
    told = None if rate is None else round(100 * rate, 1)
    return told if told and told < 100 else None  # noqa: PLR2004


def _rate(fields: Fields, response: Response, bought: float | None) -> float | None:
    """How many of a hundred react usually; each response keeps its own."""
    name, default = f"rate.{response.value}", bought if response is Response.ORDERS else None
    told: float | None = st.number_input(
        steps.rate_label(response), min_value=0.0, max_value=99.9, value=None, step=0.5,
        format="%0.1f", placeholder="–", key=fields.ready(name, default, share),
    )  # fmt: skip
    fields.take(name, told)
    return told


def _clicks(fields: Fields, response: Response, rate: float) -> float | None:
    """The rate of clicks as it was typed, where clicks happen more often."""
    key = fields.ready(f"rate.{Response.CLICKS.value}", None, share)
    told: float | None = st.session_state[key]
    return told / 100 if response is not Response.CLICKS and told and told > rate else None


def _learnt(found: Outlook) -> None:
    with st.container(border=True, key="plan-learnt", gap="small"):
        icon = "lightbulb" if found.useful else "warning"
        st.markdown(f":material/{icon}: **{plain(sentences.plan(found))}**")
        for said in sentences.ways(found):
            st.markdown(f"- {plain(said)}")


def _table(visits: int, base: float, chosen: int) -> None:
    """Days by numbers of texts: the least difference that is found in 80 of 100 tests."""
    many = sorted({2, 3, 4, chosen})
    st.subheader(_("The least difference that shows"), anchor=False)
    rows: list[dict[str, Any]] = [
        {_("How long"): formats.count(days, "days")}
        | {
            wording.texts(count): wording.least(
                base, plans.outlook(Asked(visits / count, days, base, count)).rate
            )
            for count in many
        }
        for days in WEEKS
    ]
    frame = pd.DataFrame(rows)
    tables.show(
        frame, {name: tables.text(name) for name in frame.columns}, key="plan.table",
        alt=_("The least difference that shows"),
    )  # fmt: skip
    st.caption(plain(wording.plan_note(base)))
    downloads.csv(_("Save as a file"), frame, f"{_('plan')}.csv", key="plan.csv")
