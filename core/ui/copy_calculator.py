"""A quick question of two to six counts, and what can be learnt in how many days."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from core.charts import copy_tests as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_calculator import Usual, usual
from core.services.copy_test_kept import LARGEST_COUNT
from core.services.opening import OpenShop
from core.terms.copy_tests import LETTERS, Count, Response
from core.ui import cards, copy_tests_result, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts import copy_tests as verdicts
from core.verdicts import copy_tests_plan as plans
from core.verdicts.copy_tests import Answer, Beside, Ruling, Worth
from core.verdicts.copy_tests_plan import Asked, Outlook
from core.wording import copy_calculator as wording
from core.wording import copy_page as steps
from core.wording import copy_page_tags as names
from core.wording import copy_page_test as pictures
from core.wording import copy_tests as sentences
from core.wording import verdicts as levels
from core.wording.copy_tests import Told

RESPONSES: Final = (Response.ORDERS, Response.CLICKS, Response.REPLIES)

FEWEST: Final = 2

WEEKS: Final = (7, 14, 21, 28)
"""Days that are compared with each other."""

LARGEST_WON: Final = 100_000_000

_KEPT: Final = "copy.kept"


def draw(shop: OpenShop) -> None:
    """The calculator: counts in, the same answer as of a test out."""
    found = cached(usual)(shop, session.today())
    with cards.card(_("Which one did better?"), key="calc"):
        st.caption(plain(_("Put in how many saw each text and how many reacted. Nothing is kept.")))
        response = _choice("calc.response", _("What did you count?"), RESPONSES)
        many = st.segmented_control(
            _("How many texts?"), range(FEWEST, len(LETTERS) + 1), default=FEWEST, required=True,
            format_func=wording.texts, key="calc.many",
        )  # fmt: skip
        counts = [_row(letter, response) for letter in LETTERS[: many or FEWEST]]
        worth = _worth(found, response)
    if any(not one.shown or one.reacted is None for one in counts):
        st.caption(plain(wording.calculator_waits()))
        return
    ruling = verdicts.once(counts, "A", response=response, beside=Beside(worth))
    _answer(ruling, sentences.tell(ruling))


def _choice(key: str, label: str, options: tuple[Response, ...]) -> Response:
    chosen: Response | None = st.segmented_control(
        label, options, default=options[0], format_func=names.response, required=True, key=key
    )
    return chosen or options[0]


def _row(letter: str, response: Response) -> Count:
    """The two numbers of one text."""
    name = names.letter(letter)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=150):
            shown = _number(f"calc.shown.{letter}", wording.shown_of(name))
        with st.container(width=150):
            reacted = _number(f"calc.reacted.{letter}", wording.reacted_of(name, response))
    return Count(letter, None, shown, reacted)


def _number(key: str, label: str, largest: int = LARGEST_COUNT, step: int = 1) -> int | None:
    """A field for a whole number; what was typed stays while another tab or test is open."""
    kept = st.session_state.setdefault(_KEPT, {})
    told: int | None = st.number_input(
        label, min_value=0, max_value=largest, value=kept.get(key), step=step, placeholder="–",
        key=key,
    )  # fmt: skip
    kept[key] = told
    return told


def _worth(found: Usual, response: Response) -> Worth:
    """What makes won of a difference; filled from the shop's own files, to be changed."""
    if response is not Response.ORDERS:
        return Worth(revenue_month=found.revenue_month)
    kept = st.session_state.setdefault(_KEPT, {})
    kept.setdefault("calc.visits", found.visits_month)
    kept.setdefault("calc.value", None if found.value is None else round(found.value))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=220):
            visits = _number("calc.visits", _("How many will see it in a month?"), step=100)
        with st.container(width=220):
            value = _number("calc.value", _("What is an order worth, in won?"), LARGEST_WON, 1000)
    if found.value is not None or found.traffic is not None:
        st.caption(plain(wording.from_files()))
    return Worth(visits, value, found.revenue_month)


def _answer(ruling: Ruling, told: Told) -> None:
    level = copy_tests_result.evidence(ruling)
    tone = "good" if ruling.answer is Answer.SWITCH else "calm"
    cards.verdict(
        cards.Conclusion(
            told.title, told.reason, level, levels.evidence(level), tone, todo=told.money
        ),
        key="calc",
    )
    if told.note:
        st.caption(plain(told.note))
    known = [one for one in ruling.versions if one.rate is not None]
    if len(known) < FEWEST:
        return
    of = charts.people([one.rate or 0.0 for one in known])
    with st.container(horizontal=True, gap="large", key="calc-pictures"):
        for one in known:
            said = pictures.picture(ruling, one, of)
            with st.container(width="content", gap="small"):
                st.markdown(f"**{plain(said)}**")
                st.altair_chart(
                    charts.pictogram(
                        one.rate or 0.0, of, session.look(), chosen=one.letter == ruling.chosen
                    ),
                    width="content", alt=said, key=f"calc.people.{one.letter}",
                )  # fmt: skip
    with st.expander(_("In detail"), icon=":material/query_stats:"):
        for line in told.details:
            st.markdown(f"- {plain(line)}")
        st.markdown(f"- {plain(wording.looked_at_once())}")


def plan(shop: OpenShop) -> None:
    """Planning: how many days find which difference, for two and for more texts."""
    found = cached(usual)(shop, session.today())
    kept = st.session_state.setdefault(_KEPT, {})
    if found.traffic is not None:
        kept.setdefault("plan.visits", found.traffic.per_day or None)
        kept.setdefault("plan.rate.orders", _percent(found.traffic.rate))
    with cards.card(_("What can be known in how many days?"), key="plan"):
        response = _choice("plan.response", _("What will you count?"), RESPONSES)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            with st.container(width=260):
                visits = _number(
                    "plan.visits", _("How many visits a day, all texts together?"), step=10
                )
            with st.container(width=260):
                rate = _rate(response)
        if found.traffic is not None:
            st.caption(plain(steps.usual(found.traffic)))
        many = st.segmented_control(
            _("How many texts?"), range(FEWEST, len(LETTERS) + 1), default=FEWEST, required=True,
            format_func=wording.texts, key="plan.many",
        )  # fmt: skip
        days = st.slider(_("How many days?"), WEEKS[0], WEEKS[-1], 14, key="plan.days")
    if not visits or not rate:
        st.caption(plain(wording.plan_waits()))
        return
    asked = Asked(
        visits / (many or FEWEST), days, rate / 100, many or FEWEST, _clicks(response, rate),
        frequent=response is Response.CLICKS,
    )  # fmt: skip
    _learnt(plans.outlook(asked))
    _table(visits, rate / 100, asked.versions)


def _percent(rate: float | None) -> float | None:
    """A share in percent as a field shows it; none that would leave nothing or all."""
    told = None if rate is None else round(100 * rate, 1)
    return told if told and told < 100 else None  # noqa: PLR2004


def _rate(response: Response) -> float | None:
    """How many of a hundred react usually; each response keeps its own."""
    key = f"plan.rate.{response.value}"
    kept = st.session_state.setdefault(_KEPT, {})
    told: float | None = st.number_input(
        steps.rate_label(response), min_value=0.0, max_value=99.9, value=kept.get(key), step=0.5,
        format="%0.1f", placeholder="–", key=key,
    )  # fmt: skip
    kept[key] = told
    return told


def _clicks(response: Response, rate: float) -> float | None:
    """The rate of clicks as it was typed, where clicks happen more often."""
    told = st.session_state[_KEPT].get(f"plan.rate.{Response.CLICKS.value}")
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
            wording.texts(count): wording.step(
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
    st.caption(plain(wording.plan_note()))
    downloads.csv(_("Save as a file"), frame, f"{_('plan')}.csv", key="plan.csv")
