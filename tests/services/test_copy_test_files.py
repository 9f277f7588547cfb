"""Files of counts that nobody would write on purpose, and what a seller is told of them."""

import io
import time
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from core.sample import sheets
from core.services import copy_test_counts, copy_test_past, copy_tests
from core.services.copy_test_counts import CountReason, CountsRefused
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import Draft
from core.services.reading import How
from core.services.receipts import Refused, Source
from core.terms import FileReason, FileWarning, RowReason, SkipReason
from core.terms.copy_tests import Count, CountSource, Design, Response, TestStatus, Version
from tests.corpus.test_corpus import HERE

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
DAY = date(2026, 11, 16)
HEAD = "버전,노출,클릭\n"
DAYS = "날짜,버전,노출,클릭\n"
FILE = CountSource.FILE
RIGHT, WRONG = "비밀 1", "비밀 2"


def running(shop, response=Response.CLICKS, days=14):
    draft = Draft(
        "광고", Design.AD_PLATFORM, response, (Version("A", "하나"), Version("B", "둘")), days=days
    )
    begun = NOW - timedelta(days=10)
    return copy_tests.start(shop, copy_tests.add(shop, draft, begun).id, begun)


def read(test, content, how=None, name="counts.csv"):
    content = content.encode() if isinstance(content, str) else content
    return copy_test_counts.from_file(test, Source(name, content), TODAY, how or How())


def refused(test, content, **more):
    with pytest.raises(CountsRefused) as told:
        read(test, content, **more)
    return [(one.reason, one.line) for one in told.value.faults]


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.removeprefix("hidden_"))
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name.startswith("hidden_") else "visible"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


FIRST = [["버전", "노출", "클릭"], ["A", 100, 3], ["B", 100, 5]]
SECOND = [["버전", "노출", "클릭"], ["A", 1000, 30], ["B", 1000, 50]]


def shown(found):
    return [(one.letter, one.shown, one.reacted) for one in found.rows]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (f"{DAYS}2026-11-14,A,10,1\n2026-11-14,B,10,1\n",
         [(CountReason.BEFORE_START, 2), (CountReason.BEFORE_START, 3)]),
        (f"{HEAD}A,9999999999,3\nB,100,5\n", [(CountReason.TOO_LARGE, 2)]),
        (f"{HEAD}\nA,100,300\nB,100,5\n", [(CountReason.MORE_REACTED, 3)]),
        (f"{HEAD}A,100,3%\nB,100,5%\n", [(RowReason.BAD_NUMBER, 2), (RowReason.BAD_NUMBER, 3)]),
        ("날짜,A 노출,A 클릭,B 노출,B 클릭,A 클릭\n2026-11-16,9,1,9,1,2\n",
         [(CountReason.TWO_COLUMNS, 1)]),
        (f"{HEAD}A,100,3\nB,100,5\nC,1,1\nD,1,1\nE,1,1\nF,1,1\nG,1,1\n",
         [(CountReason.UNKNOWN_VERSION, line) for line in range(4, 9)]),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_with_the_line_of_the_file(local, content, faults):
    assert refused(running(local), content) == faults


def test_money_without_a_buyer_is_told_with_its_line(local):
    test = running(local, Response.REVENUE)
    content = "버전,노출,구매,매출\nB,100,5,100000\nA,100,0,90000\n"
    assert refused(test, content) == [(CountReason.WON_WITHOUT_BUYERS, 3)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16", "utf-16-le"])
def test_every_usual_encoding_says_the_same(local, encoding):
    content = f'{HEAD}A,"1,100",3\nB,100.0,5\n'.encode(encoding)
    assert shown(read(running(local), content)) == [("A", 1100, 3), ("B", 100, 5)]


@pytest.mark.parametrize(
    "name", ["Ａ", "a안", "A\u200b", "\u202eA", "variant-a", "하나", "control"]
)
def test_a_version_is_known_however_it_is_written(local, name):
    assert shown(read(running(local), f"{HEAD}{name},100,3\nB,100,5\n")) == [
        ("A", 100, 3), ("B", 100, 5),
    ]  # fmt: skip


def test_a_line_of_totals_is_left_out_wherever_the_word_stands(local):
    found = read(
        running(local), f"{DAYS}2026-11-16,A,9,1\n2026-11-16,B,9,2\n2026-11-16,합계,18,3\n"
    )
    assert [(one.line, one.reason) for one in found.skipped] == [(4, SkipReason.TOTAL_ROW)]
    assert len(found.rows) == 2


def test_a_line_that_repeats_another_is_accounted_for_once(local):
    line = "2026-11-16,100,3,100,4\n"
    found = read(running(local), f"날짜,A 노출,A 클릭,B 노출,B 클릭\n{line}{line}")
    assert [(one.line, one.reason) for one in found.skipped] == [(3, SkipReason.DUPLICATE_ROW)]


@pytest.mark.parametrize("line", ["A,{n},1\n", "text {n},{n},1\n", "2026-11-16,A,{n},1\n"])
def test_tens_of_thousands_of_lines_are_refused_in_seconds(local, line):
    head = DAYS if line.startswith("2026") else HEAD
    content = head + "".join(line.format(n=n) for n in range(1, 30_001))
    started = time.process_time()
    assert refused(running(local), content)
    with pytest.raises(CountsRefused):
        copy_test_past.past_from(
            Source("old.csv", content.encode()), Asked(Design.AD_PLATFORM, Response.CLICKS), TODAY
        )
    assert time.process_time() - started < 15


def test_of_several_sheets_the_first_is_read_and_the_others_can_be_chosen(local):
    test = running(local)
    content = book(공지=[["안내"]], 광고=FIRST, 검색=SECOND, hidden_옛날=SECOND)
    found = read(test, content, name="counts.xlsx")
    assert (shown(found), found.sheet, found.others) == (
        [("A", 100, 3), ("B", 100, 5)], "광고", ("검색",),
    )  # fmt: skip
    other = read(test, content, How(sheet="검색"), name="counts.xlsx")
    assert (shown(other), other.others) == ([("A", 1000, 30), ("B", 1000, 50)], ("광고",))
    assert refused(test, content, how=How(sheet="없는 시트")) == [(CountReason.NO_HEADER, None)]


def test_a_sheet_nobody_sees_is_read_only_if_there_is_no_other_and_said_so(local):
    test = running(local)
    assert (
        FileWarning.HIDDEN_SHEET
        in read(test, book(hidden_a=FIRST, b=[["x"]]), name="a.xlsx").warnings
    )
    seen = read(test, book(hidden_a=FIRST, b=SECOND), name="a.xlsx")
    assert (shown(seen)[0], seen.warnings) == (("A", 1000, 30), ())


def test_a_locked_file_asks_for_its_password_and_takes_the_right_one(local):
    test = running(local)
    content = sheets.encrypted(book(광고=FIRST), RIGHT)
    for how, reason in (
        (How(), FileReason.ENCRYPTED), (How(WRONG), FileReason.WRONG_PASSWORD),
    ):  # fmt: skip
        with pytest.raises(Refused) as told:
            read(test, content, how, name="counts.xlsx")
        assert told.value.reason is reason
    assert len(read(test, content, How(RIGHT), name="counts.xlsx").rows) == 2


def test_what_is_refused_leaves_the_counts_as_they_were(shop):
    test = running(shop)
    copy_test_counts.enter(shop, test.id, read(test, f"{HEAD}A,10,1\nB,10,2\n").rows, NOW)
    before = copy_tests.find(shop, test.id), copy_tests.counts(shop, [test.id])
    impossible = [Count("A", None, 11, 1), Count("B", None, 5, 6)]
    with pytest.raises(CountsRefused):
        copy_test_counts.enter(shop, test.id, impossible, NOW)
    days = read(test, f"{DAYS}2026-11-16,A,9,1\n2026-11-16,B,9,2\n").rows
    with pytest.raises(CountsRefused) as told:
        copy_test_counts.enter(shop, test.id, days, NOW)
    assert [one.reason for one in told.value.faults] == [CountReason.MIXED]
    assert (copy_tests.find(shop, test.id), copy_tests.counts(shop, [test.id])) == before


def test_a_corpus_of_tables_that_are_none_is_refused_with_a_reason(local):
    test = running(local)
    for path in sorted((HERE / "files").iterdir()):
        if not path.name.startswith("open_ab_"):
            with pytest.raises((Refused, CountsRefused)):
                read(test, path.read_bytes(), name=path.name)
    assert copy_tests.counts(local, [test.id]) == {}
    assert copy_tests.find(local, test.id).status is TestStatus.RUNNING
