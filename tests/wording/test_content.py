"""Content, people approached, the search log and events around their days, in words."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.analysis.around import Around, Side
from core.services.content import Calendar, Rhythm, month_of
from core.services.content_file import COLUMNS, FileProblem
from core.services.content_items import Content, ContentProblem, State
from core.services.events import Event, EventKind
from core.services.events_around import Row, Table
from core.services.kept_notes import NoteProblem
from core.services.link_results import Brought
from core.services.outreach import Outreach
from core.services.search_log import Part, Product, SearchChange, WeekShare, Words
from core.store.checks import Answer, Check
from core.terms import Period
from core.wording import content as said
from core.wording import events, outreach, search_log
from tests.wording.copy_rules import faults_on_screen

DAY = date(2026, 11, 10)
POST = Content("a", "b", DAY, DAY, "mug", 1200, 3)
NONE = frozenset()


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def check(text, language):
    assert text
    if language == "ko":
        assert faults_on_screen(text) == [], text
    else:
        assert not any("가" <= letter <= "힣" for letter in text), text


def view(items=(), rhythms=(), kept=(0, 0), streak=0):
    return Calendar(month_of(DAY), items, (), rhythms, kept, streak, {}, NONE, (), ())


def test_every_refusal_says_what_to_do(language):
    told = [
        *map(said.refused, ContentProblem),
        *(said.file_refused(one, line) for one in FileProblem for line in (None, 7)),
        *map(said.note_refused, NoteProblem),
    ]
    for message in told:
        check(message.title, language)
        check(message.remedy, language)


def test_a_rhythm_is_said_as_far_as_it_is_known(language):
    new = Rhythm("b", 2, (), (0, 0))
    told = [
        *said.kept(view()),
        *said.kept(view(rhythms=(new,))),
        *said.kept(view(rhythms=(new,), kept=(20, 24), streak=3)),
        said.rhythm(new),
        said.rhythm(replace(new, per_week=0, kept=(1, 2))),
        said.title(view()),
        said.title(view((POST,))),
        said.overdue([POST]),
        said.taken(3, 1),
        *map(said.state, State),
        *said.weekdays(),
    ]
    for text in told:
        check(text, language)
    assert "83%" in said.kept(view(rhythms=(new,), kept=(20, 24)))[0]


@pytest.mark.parametrize(
    "found",
    [
        Brought(None, None, 0, 0), Brought(None, None, 0, 9), Brought(None, None, 9, 9),
        Brought(120, 3, 14, 14), Brought(120, None, 9, 9),
    ],
)  # fmt: skip
def test_what_a_link_brought_is_said_with_its_days(found, language):
    text = said.brought(found, shared=True)
    check(text, language)
    if found.visits is not None:
        assert "120" in text
        assert "14" in text
        assert str(found.told) in text
    check(outreach.brought(found), language)
    assert said.brought(None) == ""
    check(outreach.brought(None), language)


def test_rows_of_files_have_their_headings(language):
    assert list(said.headings().values())[: len(COLUMNS)] == list(COLUMNS)
    assert set(said.headings().values()) == set(COLUMNS)
    row = said.row(Content("a", "b", DAY), None)
    assert list(row.values()) == ["a", "b", "2026-11-10", "", "", "", "", "", ""]
    full = list(said.row(POST, Brought(1, 2, 14, 14)).values())
    assert full[3:] == ["2026-11-10", "mug", 1200, 3, 1, 2]
    one = outreach.row(Outreach("a", DAY, 4, "mug", "c"), Brought(5, 6, 7, 7))
    assert list(one.values()) == ["a", "2026-11-10", 4, "mug", 5, 6, "c"]
    check(outreach.entry(Outreach("a", DAY, 4)), language)
    check(said.numbers(POST), language)
    check(said.item(POST), language)


def test_the_search_log_has_its_words(language):
    done = Check("seo", "7", "title", DAY, Answer.MISSING)
    told = [
        *map(search_log.part, Part),
        *map(search_log.hint, Part),
        *map(search_log.answer, Answer),
        search_log.checked(Product(Words(), {Part.TITLE: done}), Part.TITLE),
        search_log.checked(Product(Words(), {}), Part.TITLE),
        search_log.change(SearchChange(7, DAY, Part.TAGS, "x"), {7: "mug"}),
        search_log.change(SearchChange(None, DAY, Part.TAGS), {}),
        search_log.title([]),
        search_log.title([WeekShare(DAY, 0.42, 100), WeekShare(DAY, None, None)]),
    ]
    for text in told:
        check(text, language)
    assert "42%" in told[-1]


SALE = Event(EventKind.PROMOTION, Period(DAY, DAY), "x", product_id=7)


def table(rows, orders=3, others=(), *, running=True):
    before = Period.ending(DAY, 28)
    return Table(SALE, before, before, rows, running, orders, others)


def test_numbers_around_an_event_say_what_to_bear_in_mind(language):
    side = Side(0.031, 20)
    rows = (
        Row("pay_rate", Around(side, Side(None, 0), Side(0.04, 9))),
        Row("net_sales", Around(Side(123_456.0, 28), Side(98_700.0, 1), Side(None, 0))),
        Row("orders", None),
    )
    full = events.notes(table(rows, others=(replace(SALE, title="y"),)))
    assert len(full) == 6
    assert len(events.notes(table(rows, 5, running=False))) == 3
    assert len(events.notes(table((Row("orders", None),)))) == 1
    for text in (*full, *events.notes(table(())), events.title(table(rows))):
        check(text, language)
    told = [events.row(one) for one in rows]
    assert (told[0]["before"], told[0]["during"]) == ("3.1%", "–")
    assert (told[2]["before"], told[2]["after"]) == ("–", "–")
    check(events.told(SALE, {}), language)
    check(events.told(replace(SALE, product_id=None), {}), language)
    assert "mug" in events.told(SALE, {7: "mug"})
