"""The tab of messages: what came of them; and what the page says first."""

from typing import Final

import pandas as pd
import streamlit as st

from core.charts import messages as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import messages_called, messages_record, messages_results, settings
from core.services.messages_called import Called
from core.services.messages_record import Standing
from core.services.messages_result import Result
from core.services.opening import OpenShop
from core.ui import cards, downloads, messages_more, messages_read, messages_typed, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_files as files
from core.wording import messages_names, verdicts
from core.wording import messages_results as wording

_KEY: Final = "messages.results"


def conclusion(shop: OpenShop) -> None:
    """What the page says first: which scenario pays."""
    results, names = look(shop)
    said = wording.conclusion(standings(shop, results), results, names)
    cards.verdict(
        cards.Conclusion(
            said.headline, said.reason, said.level, verdicts.evidence(said.level), said.tone,
            said.numbers, said.todo, said.why,
        ),
        key="messages.verdict",
    )  # fmt: skip


def look(shop: OpenShop, window: int | None = None) -> tuple[tuple[Result, ...], Called]:
    """What came of everything that was sent, and what it is called."""
    return messages_read.results(shop, window), cached(messages_called.called)(shop)


def standings(shop: OpenShop, results: tuple[Result, ...]) -> tuple[Standing, ...]:
    """What every scenario did, as far as the margin of the shop is known."""
    return messages_record.standings(results, cached(settings.read)(shop).margin_percent)


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    window = st.segmented_control(
        _("Purchases within"), list(messages_results.WINDOWS), format_func=wording.days,
        key=f"{_KEY}.window", default=messages_results.OWN, required=True,
        help=plain(_("A purchase counts for the last message before it, within so many days.")),
    )  # fmt: skip
    results, names = look(shop, window or None)
    if not results:
        _nothing()
    else:
        some = standings(shop, results)
        _figures(results)
        _paying(results, some, names)
        _lifts(results, names)
        with cards.card(_("All that was sent"), key="messages-sent"):
            _table(results, names)
        messages_more.draw(shop, results, names)
    messages_typed.draw(shop, results, names)


def _nothing() -> None:
    with cards.empty(
        _("Here you see what came of each message."),
        _("It takes a message that was marked as sent."), key="messages.none", icon="campaign",
    ):  # fmt: skip
        st.page_link(
            "pages/customers/messages.py", label=_("Make a list"), icon=":material/checklist:",
            query_params={"tab": "prepare"},
        )  # fmt: skip


def _figures(results: tuple[Result, ...]) -> None:
    sent = _known([one.sent for one in results])
    cost, won = _known([one.cost for one in results]), _known([one.won for one in results])
    each, back = messages_record.per_purchase(results), messages_record.roas(results)
    unknown = sum(one.cost is None for one in results)
    note = _("{count} without a price are left out.") if unknown else ""
    tiles = [
        cards.Tile(_("Messages sent"), formats.number(sent), ""),
        cards.Tile(
            _("Messages for one purchase"), wording.per_purchase(each), "",
            help=_("Messages sent ÷ purchases put down to them. The aim is 1."),
        ),
        cards.Tile(_("Spent on messages"), formats.won_short(cost), "",
                   note=note.format(count=formats.count(unknown, "messages"))),
        cards.Tile(
            _("Sold after messages"), formats.won_short(won), "", note=wording.back(back),
            help=_("Orders within the days after the last message. They may have other reasons."),
        ),
    ]  # fmt: skip
    cards.kpi_row(tiles, key="messages")


def _known(some: list[int | None] | list[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [one for one in some if one is not None]
    return float(sum(known)) if known else None


def _paying(results: tuple[Result, ...], some: tuple[Standing, ...], names: Called) -> None:
    """Messages for each purchase by scenario, beside the aim of one."""
    del results
    known = [one for one in some if one.per_purchase is not None]
    none_yet = [one for one in some if one.sent and one.purchases == 0]
    if not known and not none_yet:
        return
    with cards.card(_("Messages for one purchase"), key="messages-each"):
        if known:
            known.sort(key=lambda one: one.per_purchase or 0.0)
            bars = [
                charts.Bar(wording.scenario(one.scenario, names), one.per_purchase or 0.0,
                           wording.per_purchase(one.per_purchase))
                for one in known
            ]  # fmt: skip
            best = wording.fewest(known[0], names)
            st.altair_chart(
                charts.per_purchase(bars, _("Aim: 1 message"), session.look()), alt=best
            )
            st.caption(plain(_("The dashed line is the aim: one message for one purchase.")))
        for one in none_yet:
            st.caption(plain(wording.none_yet(one, names)))


def _lifts(results: tuple[Result, ...], names: Called) -> None:
    """What each brought more than nothing, where some were left out by lot."""
    known = [one for one in results if one.lift is not None]
    with cards.card(_("What the messages brought more"), key="messages-lift"):
        if not known:
            head, more = wording.no_lift(results)
            st.markdown(plain(head))
            st.caption(plain(more))
            return
        with st.grid(2, min_column_width=280, key=f"{_KEY}.lifts"):
            for one in known:
                with st.container(border=True, key=f"lift-{one.send.number}", gap="xsmall"):
                    _lift(one, names)


def _lift(one: Result, names: Called) -> None:
    assert one.lift is not None  # noqa: S101  (only such are shown)
    day = formats.day_short(one.days.first)
    st.caption(plain(f"{wording.title(one, names)} · {day}"))
    st.markdown(f"**{plain(wording.lift_head(one.lift))}**")
    cards.badge(one.lift.evidence, verdicts.evidence(one.lift.evidence))
    for line in (wording.lift(one.lift), wording.lift_bounds(one.lift), wording.lift_won(one.lift)):
        st.caption(plain(line))


def _table(results: tuple[Result, ...], names: Called) -> None:
    frame = table(results, names)
    tables.show(
        frame,
        {
            "title": tables.text(_("What was sent")), "day": tables.text(_("Sent on")),
            "channel": tables.text(_("Sent by")), "sent": tables.figure(_("Messages sent")),
            "failed": tables.figure(_("Did not arrive")), "opened": tables.share(_("Opened")),
            "reacted": tables.share(_("Reacted")), "left": tables.share(_("Asked to stop")),
            "buyers": tables.share(_("Bought")), "each": tables.figure(_("For one purchase")),
            "won": tables.figure(_("Sold after it")), "cost": tables.figure(_("Cost")),
            "roas": tables.figure(_("ROAS")), "told": tables.text(_("Known?")),
        },
        key=f"{_KEY}.table", alt=_("What came of each message"),
        optional=("failed", "opened", "reacted", "left", "roas"),
    )  # fmt: skip
    downloads.csv(
        _("Save as CSV"), lambda: files.results(results, names),
        f"messages_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
    )  # fmt: skip


def table(results: tuple[Result, ...], names: Called) -> pd.DataFrame:
    """All sendings, each a row."""
    return pd.DataFrame([
        {
            "title": wording.title(one, names), "day": formats.day_short(one.days.first),
            "channel": messages_names.channel(one.send.channel),
            "sent": formats.number(one.sent), "failed": formats.number(one.failed),
            "opened": wording.of_sent(one.opened, one.sent),
            "reacted": wording.of_sent(one.reacted, one.sent),
            "left": wording.of_sent(one.left, one.sent), "buyers": wording.buyers(one.buyers),
            "each": wording.for_one(one), "won": formats.won_short(one.won),
            "cost": formats.won_short(one.cost), "roas": wording.roas(one.roas),
            "told": wording.told(one),
        }
        for one in results
    ])  # fmt: skip
