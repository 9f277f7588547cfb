"""Counts are typed, pasted and read from files; what is impossible is named with its line."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services import copy_test_brought, copy_test_counts, copy_test_past, copy_tests
from core.services.copy_test_counts import CountReason, CountsRefused
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import CopyTestRefused, Draft
from core.services.copy_tests import NoteChanged
from core.services.reading import How
from core.services.receipts import Refused, Source
from core.terms import FileReason, RowReason, SkipReason
from core.terms.copy_tests import Count, CountSource, Design, Response, TestStatus, Version
from tests import shops

DAY = date(2026, 11, 20)
NEXT = DAY + timedelta(days=1)
TODAY = date(2026, 11, 25)
START = datetime(2026, 11, 20, 3, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
FILE = CountSource.FILE
VERSIONS = (Version("A", "무료배송이에요"), Version("B", "오늘 보내요", "B_빠른배송"))
ADS = Draft("광고", Design.AD_PLATFORM, Response.CLICKS, VERSIONS, visitors=100)


def running(shop, **more):
    return copy_tests.start(shop, copy_tests.add(shop, replace(ADS, **more), START).id, START)


@pytest.fixture(scope="module")
def same(tmp_path_factory):
    """One shop for all tests that leave it as it is."""
    opened = shops.opened(tmp_path_factory.mktemp("same"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def plain(same):
    """A running test of two advertisements, for reading only."""
    return running(same)


def of(test, **more):
    """The same test with another draft."""
    return replace(test, draft=replace(test.draft, **more))


def read(test, text, *, name="counts.csv", how=None, names=None):
    content = text if isinstance(text, bytes) else text.encode()
    return copy_test_counts.from_file(test, Source(name, content), TODAY, how or How(), names)


def faults(call):
    with pytest.raises(CountsRefused) as refused:
        call()
    return [(one.reason, one.line, one.letter) for one in refused.value.faults]


LONG = "날짜,소재,노출수,클릭수\n2026.11.20,A,100,3\n2026.11.20,B,90,4\n2026.11.21,A,80,2\n"
ROWS = (
    Count("A", DAY, 100, 3, source=FILE),
    Count("A", NEXT, 80, 2, source=FILE),
    Count("B", DAY, 90, 4, source=FILE),
)


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LONG.encode("cp949"),
        LONG.encode("utf-16"),
        LONG.encode("utf-8-sig"),
        LONG.replace(",", "\t"),
        "안내 문구입니다\n\n" + LONG,
        LONG.replace("소재", "variant").replace("노출수", "Impressions").replace("날짜", "Date"),
        LONG.replace(",A,", ",문구 A,").replace(",B,", ",B안,"),
        LONG.replace(",B,", ",B_빠른배송,").replace(",A,", ",무료배송이에요,"),
        LONG.replace("소재", "문구").replace(",B,", ",오늘 보내요,").replace(",A,", ",기존,"),
        LONG.replace("클릭수", "클릭수(회),클릭률").replace("3\n", "3,3%\n")
        .replace("4\n", "4,4%\n").replace("2\n", "2,2%\n"),
        LONG + "합계,,270,9\n\n",
        "날짜,A 노출,A 클릭,B 노출,B 클릭\n2026-11-20,100,3,90,4\n2026-11-21,80,2,,\n",
        "날짜,노출_A,노출_B,클릭_A,클릭_B\n2026-11-20,100,90,3,4\n2026-11-21,80,,2,\n",
        "날짜,A노출수,A클릭수,B노출수,B클릭수\n2026-11-20,100,3,90,4\n2026-11-21,80,2,,\n",
        ",A,,B,\n날짜,노출수,클릭수,노출수,클릭수\n2026-11-20,100,3,90,4\n2026-11-21,80,2,,\n",
    ],
)  # fmt: skip
def test_the_usual_tables_are_read(plain, text):
    found = read(plain, text)
    assert tuple(sorted(found.rows, key=lambda it: (it.letter, it.day))) == ROWS


def workbook(rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_dates_and_merged_names_is_read(plain):
    rows = [
        ["우리 실험"], [None, "A", None, "B", None],
        ["날짜", "노출수", "클릭수", "노출수", "클릭수"],
        [date(2026, 11, 20), 100, 3, 90, 4], [date(2026, 11, 21), 80, 2, None, None],
    ]  # fmt: skip
    found = read(plain, workbook(rows), name="counts.xlsx")
    assert set(found.rows) == set(ROWS)


def test_total_rows_and_blank_lines_are_stepped_over_and_named(plain):
    found = read(plain, LONG + "\n" + LONG.splitlines()[0] + "\n합계,,270,9\n")
    assert [(one.line, one.reason) for one in found.skipped] == [
        (5, SkipReason.BLANK_ROW), (6, SkipReason.REPEATED_HEADER), (7, SkipReason.TOTAL_ROW),
    ]  # fmt: skip


def test_the_numbers_of_the_whole_test_are_read(plain):
    found = read(plain, '변형,노출수,전환수,매출\nA,"10,000",500,0원\nB,10000,650,₩12\n')
    assert found.rows == (
        Count("A", None, 10_000, 500, 0, source=FILE),
        Count("B", None, 10_000, 650, 12, source=FILE),
    )


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, (1000, 30)),
        ({"response": Response.ORDERS}, (1000, 5)),
        ({"response": Response.REPLIES}, (1000, 7)),
        ({"response": Response.REVENUE}, (1000, 5)),
        ({"design": Design.LIST_SPLIT}, (900, 30)),
        ({"design": Design.TWO_LINKS, "response": Response.ORDERS}, (800, 5)),
    ],
)
def test_the_columns_that_answer_follow_from_the_test(plain, more, wanted):
    text = "버전,노출,보낸 수,방문자,클릭,구매,답장,매출\n" + "".join(
        f"{one},1000,900,800,30,5,7,90000\n" for one in "AB"
    )
    first = read(of(plain, **more), text).rows[0]
    assert (first.shown, first.reacted) == wanted
    assert first.won == 90_000


def test_clicks_on_links_are_their_visitors_where_orders_decide(plain):
    links = of(plain, design=Design.TWO_LINKS, response=Response.ORDERS)
    found = read(links, "링크,클릭수,주문수\nA,100,3\nB,90,5\n")
    assert [one.shown for one in found.rows] == [100, 90]


def test_the_seller_says_which_version_a_file_means(plain):
    text = "소재,노출,클릭\n봄,10,1\n여름,10,2\n"
    assert faults(lambda: read(plain, text)) == [
        (CountReason.UNKNOWN_VERSION, 2, "봄"), (CountReason.UNKNOWN_VERSION, 3, "여름"),
    ]  # fmt: skip
    found = read(plain, text, names={"봄": "B", "여름": "A"})
    assert [(one.letter, one.reacted) for one in found.rows] == [("B", 1), ("A", 2)]


def test_those_who_got_no_version_are_no_version(plain):
    lists = of(plain, design=Design.LIST_SPLIT, hold_out=1)
    found = read(lists, "그룹,발송,클릭\nA,10,1\nB,10,2\n대조군,10,0\n")
    assert [one.letter for one in found.rows] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("소재,노출,클릭\nA,백,1\nB,10,1\n", (RowReason.BAD_NUMBER, 2, "A")),
        ("소재,노출,클릭\nA,,1\nB,10,1\n", (RowReason.MISSING_VALUE, 2, "A")),
        ("소재,노출,클릭\nA,-3,1\nB,10,1\n", (RowReason.NEGATIVE_VALUE, 2, "A")),
        ("소재,노출,클릭\nA,10.5,1\nB,10,1\n", (RowReason.NON_INTEGER, 2, "A")),
        ("소재,노출,클릭\nA,#DIV/0!,1\nB,10,1\n", (RowReason.ERROR_CELL, 2, "A")),
        ("소재,노출,클릭\n,10,1\nB,10,1\n", (RowReason.MISSING_VALUE, 2, "")),
        ("소재,노출,클릭\nA,10,1,9\nB,10,1\n", (RowReason.COLUMN_COUNT, 2, "")),
        ("날짜,소재,노출,클릭\n2026-02-30,A,10,1\n", (RowReason.BAD_DATE, 2, "")),
        ("날짜,소재,노출,클릭\n2026-12-24,A,10,1\n", (RowReason.FUTURE_DATE, 2, "")),
        ("날짜,소재,노출,클릭\n,A,10,1\n", (RowReason.MISSING_VALUE, 2, "")),
        ("소재,노출,클릭\nA,10,1\nA,10,2\nB,9,1\n", (CountReason.TWICE, 3, "A")),
        ("소재,노출,클릭\nA,10,11\nB,9,1\n", (CountReason.MORE_REACTED, 2, "A")),
        ("소재,노출,클릭\nA,10,1\nB,0,0\n", (CountReason.NOBODY_SHOWN, 3, "B")),
        ("소재,노출,클릭\nA,10,1\n", (CountReason.ONE_VERSION, 2, "")),
        ("소재,노출,클릭\nA,10,1\nC,9,1\n", (CountReason.UNKNOWN_VERSION, 3, "C")),
        ("소재,노출,노출,클릭\nA,10,10,1\n", (CountReason.TWO_COLUMNS, 1, "")),
        ("소재,클릭,메모\nA,10,1\n", (CountReason.NO_SHOWN, 1, "")),
        ("소재,노출,메모\nA,10,1\n", (CountReason.NO_REACTED, 1, "")),
        ("날짜,노출,클릭\n2026-11-20,10,1\n", (CountReason.NO_VERSION, 1, "")),
        ("가,나,다\n1,2,3\n", (CountReason.NO_HEADER, None, "")),
        ("소재,노출,클릭\n합계,10,1\n", (CountReason.NO_ROWS, None, "")),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_none_is_taken(plain, text, wanted):
    assert wanted in faults(lambda: read(plain, text))


def test_bytes_that_are_no_text_and_cells_of_nul_are_named(plain):
    text = "소재,노출,클릭\nA,10,1\nB,9,1\n".encode()
    assert faults(lambda: read(plain, text.replace(b"B,9", b"B,\x009")))[-1][:2] == (
        RowReason.NUL_BYTE, 3,
    )  # fmt: skip
    broken = text.replace(b"A,10", b"\xff\xfeA,10") + "가나다\n".encode() * 0
    assert (RowReason.BAD_BYTES, 2, "") in faults(lambda: read(plain, broken))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FileReason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), FileReason.NOT_TABULAR),
        (workbook([["a"]])[:400], FileReason.CORRUPT),
    ],
)
def test_files_that_are_no_tables_are_refused_by_the_guards(plain, content, reason):
    with pytest.raises(Refused) as refused:
        read(plain, content)
    assert refused.value.reason is reason


def test_a_bomb_is_not_unpacked(plain):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
    with pytest.raises(Refused) as refused:
        read(plain, stream.getvalue(), name="counts.xlsx")
    assert refused.value.reason is FileReason.UNSAFE_XML


def test_a_sheet_is_chosen_by_its_name(plain):
    book = openpyxl.load_workbook(io.BytesIO(workbook([["소재", "노출", "클릭"], ["A", 1, 1]])))
    other = book.create_sheet("둘째")
    for row in (["소재", "노출", "클릭"], ["A", 10, 1], ["B", 10, 2]):
        other.append(row)
    stream = io.BytesIO()
    book.save(stream)
    found = read(plain, stream.getvalue(), name="a.xlsx", how=How(sheet="둘째"))
    assert [one.shown for one in found.rows] == [10, 10]


@pytest.mark.parametrize(
    "block",
    [
        "A\t100\t3\nB\t90\t4",
        "소재\t노출\t클릭\nA\t100\t3\nB\t90\t4\n",
        "문구 A, 100, 3\n문구 B, 90, 4\n",
        "\n\nA,100,3,\nB,90,4,\n",
    ],
)
def test_pasted_tables_need_no_headings(plain, block):
    found = copy_test_counts.pasted(plain, block, TODAY)
    assert [(one.letter, one.shown, one.reacted) for one in found.rows] == [
        ("A", 100, 3), ("B", 90, 4),
    ]  # fmt: skip
    assert {one.source for one in found.rows} == {CountSource.PASTED}


def test_pasted_lines_may_begin_with_a_day_and_end_with_won(plain):
    found = copy_test_counts.pasted(plain, "2026-11-20,A,100,3,5000\n2026.11.21,B,9,0,0\n", TODAY)
    assert found.rows == (
        Count("A", DAY, 100, 3, 5000, source=CountSource.PASTED),
        Count("B", NEXT, 9, 0, 0, source=CountSource.PASTED),
    )
    for nonsense in ("안녕하세요", "100,3\n90,4", "1,2,3", "\ud800,1,2", ""):
        with pytest.raises((CountsRefused, Refused)):
            copy_test_counts.pasted(plain, nonsense, TODAY)


names = st.sampled_from("AB")
numbers = st.integers(0, 10**8)


@given(
    st.dictionaries(
        st.tuples(names, st.integers(0, 5)), st.tuples(numbers, st.integers(0, 100)), min_size=1
    )
)
def test_counts_come_back_from_a_file_as_they_were_written(plain, told):
    told = {key: (shown + 100, reacted) for key, (shown, reacted) in told.items()}
    lines = [
        f"{DAY + timedelta(days=day)};{letter};{shown:,};{reacted}"
        for (letter, day), (shown, reacted) in told.items()
    ]
    found = read(plain, "날짜;버전;노출;클릭\n" + "\n".join(lines))
    assert {(one.letter, (one.day - DAY).days): (one.shown, one.reacted) for one in found.rows} == (
        told
    )


def test_counts_are_entered_on_top_of_each_other(shop):
    test = running(shop)
    first = [Count("A", DAY, 100, 3, 900, 810_000), Count("B", DAY, 90, None)]
    test = copy_test_counts.enter(shop, test.id, first, NOW, test.version)
    later = [Count("A", DAY, None, 4), Count("B", NEXT, 10, 1, source=FILE), Count("A", NEXT)]
    test = copy_test_counts.enter(shop, test.id, later, NOW)
    assert copy_tests.counts(shop, [test.id])[test.id] == (
        Count("A", DAY, 100, 4, 900, 810_000),
        Count("B", DAY, 90, None),
        Count("B", NEXT, 10, 1, source=FILE),
    )
    assert test.undoable == 3
    copy_tests.undo(shop, test.id, NOW)
    assert copy_tests.counts(shop, [test.id])[test.id] == tuple(first)


def test_a_grid_replaces_everything(local):
    test = running(local)
    copy_test_counts.enter(local, test.id, [Count("A", DAY, 100, 3), Count("B", DAY, 9, 1)], NOW)
    grid = [Count("A", DAY, 100, None)]
    copy_test_counts.enter(local, test.id, grid, NOW, replace_all=True)
    assert copy_tests.counts(local, [test.id])[test.id] == tuple(grid)
    copy_test_counts.enter(local, test.id, [], NOW, replace_all=True)
    assert copy_tests.counts(local, [test.id]) == {}


def test_numbers_of_days_and_of_the_whole_are_not_mixed(local):
    test = running(local)
    day, whole = Count("A", DAY, 10, 1), Count("A", None, 10, 1)
    copy_test_counts.enter(local, test.id, [day], NOW)
    for rows in ([whole], [day, whole]):
        assert (CountReason.MIXED, None, "") in faults(
            lambda rows=rows: copy_test_counts.enter(local, test.id, rows, NOW)
        )
    copy_test_counts.enter(local, test.id, [whole], NOW, replace_all=True)
    assert copy_tests.counts(local, [test.id])[test.id] == (whole,)


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (Count("C", DAY, 10, 1), CountReason.UNKNOWN_VERSION),
        (Count("A", TODAY + timedelta(days=1), 10, 1), CountReason.FUTURE),
        (Count("A", DAY - timedelta(days=1), 10, 1), CountReason.BEFORE_START),
        (Count("A", DAY, -1, 0), CountReason.NEGATIVE),
        (Count("A", DAY, 10**10, 0), CountReason.TOO_LARGE),
        (Count("A", DAY, 10, 0, 5), CountReason.WON_WITHOUT_BUYERS),
        (Count("A", DAY, 10, 2, 100, 4999), CountReason.BAD_SQUARES),
        (Count("A", DAY, 10, 2, 100, 10_001), CountReason.BAD_SQUARES),
        (Count("A", DAY, 10, 11), CountReason.MORE_REACTED),
        (Count("A", None, 10, 11), CountReason.MORE_REACTED),
    ],
)
def test_impossible_counts_are_refused_by_their_row(same, count, reason):
    test = running(same)
    found = faults(lambda: copy_test_counts.enter(same, test.id, [count], NOW))
    assert [one[0] for one in found] == [reason]
    assert copy_tests.counts(same, [test.id]) == {}


def test_the_same_version_twice_a_day_is_refused(local):
    test = running(local)
    rows = [Count("A", DAY, 10, 1), Count("A", DAY, 11, 1)]
    assert faults(lambda: copy_test_counts.enter(local, test.id, rows, NOW)) == [
        (CountReason.TWICE, 2, "A")
    ]


def test_messages_may_be_answered_on_days_on_which_none_is_sent(local):
    test = running(local, design=Design.LIST_SPLIT)
    rows = [Count("A", DAY, 100, 3), Count("A", NEXT, 0, 5), Count("B", DAY, 100, 2)]
    copy_test_counts.enter(local, test.id, rows, NOW)
    assert len(copy_tests.counts(local, [test.id])[test.id]) == 3


def test_nothing_is_entered_into_a_draft_or_over_what_somebody_else_changed(local):
    draft = copy_tests.add(local, ADS, START)
    with pytest.raises(CopyTestRefused):
        copy_test_counts.enter(local, draft.id, [], NOW)
    test = running(local)
    copy_test_counts.enter(local, test.id, [Count("A", DAY, 10, 1)], NOW, test.version)
    with pytest.raises(NoteChanged):
        copy_test_counts.enter(local, test.id, [Count("A", DAY, 99, 1)], NOW, test.version)
    assert copy_tests.counts(local, [test.id])[test.id][0].shown == 10


ASKED = Asked(Design.AD_PLATFORM, Response.CLICKS)
PAST = (
    "캠페인,문구,노출,클릭\n봄,가,100,3\n봄,나,90,4\n여름,다,80,1\n여름,다,70,2\n여름,라,x,2\n"
    "가을,마,50,1\n겨울,바,10,1\n겨울,사,10,20\n"
)


def past(text, **more):
    return copy_test_past.past_from(Source("past.csv", text.encode()), ASKED, TODAY, **more)


def test_results_of_many_earlier_tests_are_read_and_kept(shop):
    found = past(PAST + "눈,아,9,1\n눈,아,9,1\n", from_where="메타")
    assert [one.title for one in found.tests] == ["눈", "봄"]
    assert [(one.reason, one.line) for one in found.faults] == [
        (RowReason.BAD_NUMBER, 6), (CountReason.ONE_VERSION, 7), (CountReason.MORE_REACTED, 9),
    ]  # fmt: skip
    snow, spring = found.tests
    assert [one.text for one in snow.versions] == ["아", "아"]
    assert spring.versions == (Version("A", "가"), Version("B", "나"))
    assert spring.source == "메타"
    numbers = copy_test_brought.add_past(shop, found.tests, NOW)
    test = copy_tests.find(shop, numbers[1])
    assert (test.status, test.draft.title) == (TestStatus.IMPORTED, "봄")
    assert copy_tests.counts(shop, numbers)[numbers[1]] == spring.counts


def test_names_and_texts_of_earlier_versions_are_both_kept():
    found = past("변형,문구,노출,클릭\n1안,가,100,3\n2안,나,90,4\n").tests[0]
    assert found.versions == (Version("A", "가", "1안"), Version("B", "나", "2안"))
    assert (found.title, found.source) == ("", "past.csv")
    pasted = copy_test_past.past_pasted("1안,100,3\n2안,90,4\n", ASKED, TODAY)
    assert [one.text for one in pasted.tests[0].versions] == ["1안", "2안"]


def test_too_many_versions_and_lines_of_no_test_are_refused():
    many = "문구,노출,클릭\n" + "".join(f"문구{n},10,1\n" for n in range(27))
    assert faults(lambda: past(many)) == [(CountReason.TOO_MANY_VERSIONS, 28, "")]
    assert faults(lambda: past("문구,노출,클릭\n가,10,1\n나,10,1\n다,x,1\n")) == [
        (RowReason.BAD_NUMBER, 4, "다")
    ]
