"""The page 보고서: one week or month on one page."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import report, report_kept, settings
from core.services.opening import OpenShop
from core.services.report import Report, ReportKind, Span
from core.services.report_kept import Drift
from core.services.report_spans import Listing
from core.store import StoreProblem
from core.ui import actions, cards, downloads, notices, report_files, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import report_charts as charts
from core.wording import report_days, report_text, reports
from core.wording import today_origins as origins
from core.wording.reports import Document

UPLOAD: Final = "pages/start/upload.py"

_OF: Final = "of"
"""What names the week or month in the address."""

_KIND: Final = "reports.kind"
_SPAN: Final = "reports.span"


def empty() -> None:
    """What the page shows while there is nothing."""
    what = _("Here you see every week and month on one page.")
    with cards.empty(what, _("One order file is enough."), icon="description"):
        st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def choose(listing: Listing) -> Span:
    """The week or month the reader wants to see; in the address."""
    today, wanted = session.today(), _wanted(listing)
    with st.container(horizontal=True, vertical_alignment="center"):
        kinds = {ReportKind.WEEK: _("By week"), ReportKind.MONTH: _("By month")}
        kind = ReportKind(
            st.segmented_control(
                _("How long"), list(kinds), format_func=lambda one: kinds[one],
                default=wanted.kind if wanted else ReportKind.WEEK, required=True, key=_KIND,
                on_change=_forget, label_visibility="collapsed",
            )
        )  # fmt: skip
        spans = listing.of(kind)
        usual = wanted if wanted in spans else listing.usual(kind, today)
        reach = listing.reach
        span: Span = st.selectbox(
            _("Which"), spans, index=spans.index(usual) if usual in spans else 0,
            format_func=lambda one: report_days.option(one, reach, today) if reach else "",
            key=f"{_SPAN}.{kind}", on_change=_remember, args=(kind,),
            label_visibility="collapsed", width=300,
        )  # fmt: skip
    return span


def _wanted(listing: Listing) -> Span | None:
    key = st.query_params.get(_OF)
    return next((one for one in (*listing.weeks, *listing.months) if one.key == key), None)


def _forget() -> None:
    st.query_params.pop(_OF, None)


def _remember(kind: ReportKind) -> None:
    st.query_params[_OF] = st.session_state[f"{_SPAN}.{kind}"].key


def draw(shop: OpenShop, span: Span) -> None:
    """The report with its files."""
    with st.spinner(_("Putting the report together…")):
        found = cached(report.make)(shop, span, session.today(), session.now())
        drift = report_kept.drift(shop, found)
        named = cached(settings.read)(shop).name
        document = reports.document(found, named, session.now(), drift)
    report_kept.keep(shop, found, report_text.text(document), session.now())
    _page(shop, found, document, drift)


def _page(shop: OpenShop, found: Report, document: Document, drift: Drift | None) -> None:
    st.caption(plain(" · ".join(part for part in (document.days, document.compared) if part)))
    for note in document.notes:
        st.info(plain(note), icon=":material/info:")
    if drift is not None and not drift.is_same:
        _then(shop, found, document, drift)
    report_files.draw(document)
    _conclusions(shop, found, document)
    _numbers(found, document)
    _charts(document)
    left, right = st.columns([5, 3])
    with left:
        _done(document)
    with right:
        _steps(document)


def _then(shop: OpenShop, found: Report, document: Document, drift: Drift) -> None:
    """What the report said when it was made, and the button that keeps the one of now."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(_("What it said then"), icon=":material/history:"):
            st.text(drift.words)
        if st.button(_("Keep it as it is now"), key="reports.renew", icon=":material/save:"):
            try:
                report_kept.renew(shop, found, report_text.text(document), session.now())
            except StoreProblem as fault:
                notices.refusal(fault)
            else:
                st.rerun()


def _conclusions(shop: OpenShop, found: Report, document: Document) -> None:
    with cards.card(_("Conclusions"), key="report-conclusions"):
        for place, one in enumerate(document.conclusions, 1):
            with st.container(gap="xsmall", key=f"report-conclusion-{place}"):
                cards.badge(one.level, one.badge)
                st.markdown(f"**{place}. {plain(one.headline)}** {plain(one.reason)}")
                if place <= len(found.verdicts):
                    verdict = found.verdicts[place - 1]
                    actions.keep_button(shop, verdict, key=f"reports.keep.{place}")
        if document.conclusions_note:
            st.caption(plain(document.conclusions_note))


def _numbers(found: Report, document: Document) -> None:
    tiles = []
    for one, kpi in zip(document.numbers, found.kpis, strict=True):
        origin = found.view.origin(one.metric)
        told = origins.origin(one.metric, origin) if origin else ()
        before = _("before: {value}").format(value=one.before) if one.was is not None else ""
        moved = f"{one.difference} · {before}" if before else ""
        note = " · ".join(part for part in (moved, one.note) if part)
        tiles.append(
            cards.Tile(one.name, one.short, one.change, one.tone, 0, "", kpi.spark, told, note)
        )
    cards.kpi_row(tiles, key="report", columns=3)
    if document.why:
        st.caption(plain(document.why))


def _charts(document: Document) -> None:
    look = session.look()
    split = document.split

    def course() -> None:
        with cards.card(charts.days_title(), key="report-days", stretch=True):
            st.altair_chart(charts.days(document.points, look), alt=charts.days_title())
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _table(document)
                report_files.pictures(
                    f"{document.file}_{_('days')}",
                    lambda: charts.days_png(document.points),
                    lambda: charts.days_svg(document.points),
                    key="reports.days",
                )

    def parts() -> None:
        if split is None:
            return
        with cards.card(document.split_title, key="report-parts", stretch=True):
            st.altair_chart(charts.parts(split, look), alt=document.split_title)
            report_files.pictures(
                f"{document.file}_{_('parts')}", lambda: charts.parts_png(split),
                lambda: charts.parts_svg(split), key="reports.parts",
            )  # fmt: skip

    cards.beside(
        (5, course if charts.are_known(document.points) else None), (3, parts if split else None)
    )


def _table(document: Document) -> None:
    """The days of the chart as a table."""
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
        frame = charts.table(document.points)
        columns = {
            "day": tables.day(_("Day")),
            "net": tables.money(_("This period")),
            "previous_net": tables.money(_("Compared with")),
        }
        tables.show(frame, columns, key="reports.table", alt=charts.days_title())
        downloads.csv(_("Save as a file"), frame, f"{document.file}.csv", key="reports.csv")


def _done(document: Document) -> None:
    with cards.card(_("What was done and what came of it"), key="report-done", stretch=True):
        for one in document.done:
            when = f":gray[{plain(one.when)}] " if one.when else ""
            st.markdown(f"{when}**{plain(one.what)}** {plain(one.result)}".strip())
        if not document.done:
            st.caption(_("Nothing was written down."))


def _steps(document: Document) -> None:
    with cards.card(_("What to do next"), key="report-steps", stretch=True):
        for place, one in enumerate(document.steps, 1):
            st.markdown(f"{place}\\. {plain(one)}")
