"""A list is divided by chance and given back; nobody in it can be found in what is kept."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import text

from core.importers import Identity
from core.sample import sheets
from core.services import (
    copy_test_beside,
    copy_test_board,
    copy_test_consents,
    copy_test_counts,
    copy_test_lists,
    copy_tests,
    customers_consent,
)
from core.services.copy_test_contacts import phone
from core.services.copy_test_kept import CopyTestProblem, CopyTestRefused, Draft, VisitorsFrom
from core.services.copy_test_lists import By, ListReason, ListRefused
from core.services.copy_tests import NoteChanged
from core.services.customers_consent import Consent, Kind
from core.services.messages_prepare import Out
from core.services.reading import How
from core.services.receipts import Refused, Source
from core.stats.ab.revenue import permutation
from core.terms.copy_tests import Count, CountSource, Design, Response, Version
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
RIGHT = "비밀 1"
VERSIONS = (Version("A", "하나", share=45), Version("B", "둘", share=45))
DRAFT = Draft("문자", Design.LIST_SPLIT, Response.ORDERS, VERSIONS, hold_out=10)
PEOPLE = [(f"손님{n}", f"010-{1000 + n}-{5000 + n}") for n in range(1003)]


@pytest.fixture(scope="module")
def same(tmp_path_factory):
    """One shop for all tests that leave it as it is."""
    opened = shops.opened(tmp_path_factory.mktemp("same"))
    yield opened
    opened.close()


def table(rows, headings="이름,휴대폰 번호"):
    return (headings + "\n" + "".join(",".join(row) + "\n" for row in rows)).encode()


def read(shop, content, name="list.csv"):
    return copy_test_lists.read(shop, Source(name, content))


def drafted(shop, **more):
    return copy_tests.add(shop, replace(DRAFT, **more), NOW)


def rows_of(file):
    return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))[1:]


SELLS = (Version("A", "하나", share=45), Version("B", "{이름?쿠폰} 받으세요", share=45))
DAY = date(2026, 11, 20)


def agree(shop, key, on=DAY, kind=Kind.MARKETING, gone=None):
    customers_consent.give(shop, Consent(key, kind, on, "chat", gone), NOW)


def left(shop, people, *, night=False):
    """Who is left of a list for a text that advertises, by name, and why the others are not."""
    test = drafted(shop, versions=SELLS)
    found = copy_test_consents.allowed(shop, test, people, NOW, night=night)
    assert len(found.people.entries) + sum(found.out.values()) == len(people.entries)
    return [one.cells[0] for one in found.people.entries], dict(found.out), found.nameless


def test_only_who_agreed_gets_an_advertisement_to_compare(shop):
    people = read(shop, table(PEOPLE[:5]))
    keys = [one.buyer_key for one in people.entries]
    agree(shop, keys[0], date(2026, 11, 2), gone=date(2026, 11, 9))
    agree(shop, keys[1], date(2024, 11, 20))
    agree(shop, keys[3])
    agree(shop, keys[4])
    agree(shop, keys[4], kind=Kind.NIGHT)
    plain = drafted(shop)
    assert copy_test_consents.allowed(shop, plain, people, NOW).people is people
    out = {Out.WITHDRAWN: 1, Out.TO_RENEW: 1, Out.NO_CONSENT: 1}
    assert left(shop, people) == (["손님3", "손님4"], out, 0)
    assert left(shop, people, night=True) == (["손님4"], {**out, Out.NIGHT: 1}, 0)


def test_a_list_may_bring_consents_along(shop):
    rows = [
        (*PEOPLE[0], "Y"), (*PEOPLE[1], "2026.10.01"), (*PEOPLE[2], "2024-11-20"),
        (*PEOPLE[3], "N"), (*PEOPLE[4], "예"), (*PEOPLE[5], "동의"), (*PEOPLE[6], "2026-12-24"),
    ]  # fmt: skip
    people = read(shop, table(rows, "이름,휴대폰 번호,수신동의"))
    keys = {one.cells[0]: one.buyer_key for one in people.entries}
    agree(shop, keys["손님4"], date(2024, 1, 1))  # asked two years ago, and a yes has no day
    agree(shop, keys["손님5"], date(2026, 1, 1), gone=date(2026, 2, 1))
    out = {Out.WITHDRAWN: 1, Out.TO_RENEW: 2, Out.NO_CONSENT: 1}
    assert left(shop, people) == (["손님0", "손님1"], out, 0)
    # A yes in a list does not say that it is for the night.
    assert left(shop, people, night=True)[:2] == ([], {**out, Out.NIGHT: 2})


def test_who_did_not_refuse_has_not_agreed(shop):
    people = read(shop, table([(*PEOPLE[0], "N")], "이름,휴대폰 번호,수신거부"))
    assert left(shop, people) == ([], {Out.NO_CONSENT: 1}, 0)


def test_an_order_file_tells_whose_numbers_are(shop):
    numbers = "\n".join(number for _name, number in PEOPLE[:4])
    people = copy_test_lists.pasted(shop, numbers)
    named = read(shop, table([*PEOPLE[:3], OTHER]))
    assert (len(named.entries), len(named.more)) == (3, 1)
    for one in (*named.entries, *named.more):
        agree(shop, one.buyer_key)
    assert left(shop, people) == ([], {Out.NO_CONSENT: 4}, 4)
    known = copy_test_consents.named(people, read(shop, table(PEOPLE[:3])))
    told = [number for _name, number in PEOPLE[:3]]
    assert left(shop, known) == (told, {Out.NO_CONSENT: 1}, 1)
    # A number of two customers is nobody's, however the file is sorted.
    for rows in ([*PEOPLE[:3], OTHER], [OTHER, *PEOPLE[:3]]):
        known = copy_test_consents.named(people, read(shop, table(rows)))
        assert left(shop, known) == (told[:2], {Out.NO_CONSENT: 2}, 2)


def test_a_number_of_somebody_who_refused_gets_nothing_whoever_else_has_it(shop):
    people = read(shop, table([(PEOPLE[1][1], "Y"), (PEOPLE[2][1], "Y")], "휴대폰 번호,수신동의"))
    orders = read(shop, table([*PEOPLE[1:3], OTHER]))
    agree(shop, orders.more[0].buyer_key, date(2026, 1, 1), gone=date(2026, 2, 1))
    refused = customers_consent.withdrawn(shop, NOW.date())
    known = copy_test_consents.named(people, orders, refused)
    found = left(shop, known)
    assert (found[0], found[1]) == ([PEOPLE[1][1]], {Out.WITHDRAWN: 1})


OTHER = ("다른손님", PEOPLE[2][1])


def test_1003_people_are_divided_as_planned_and_nobody_is_in_two_parts(shop):
    test = drafted(shop)
    people = read(shop, table(PEOPLE))
    found = copy_test_lists.split(shop, test.id, people, test.version)
    assert found.sizes == {"A": 452, "B": 451, "": 100}
    assert (found.new, dict(found.elsewhere)) == (1003, {})
    files = copy_test_lists.files(shop, test.id, people)
    assert [one.letter for one in files] == ["A", "B", ""]
    parts = [{tuple(row) for row in rows_of(one)} for one in files]
    assert [len(part) for part in parts] == [one.rows for one in files] == [452, 451, 100]
    assert set.union(*parts) == set(PEOPLE)
    started = copy_tests.start(shop, test.id, NOW)
    assert [one.planned for one in started.plan.versions] == [452, 451]
    assert (started.draft.visitors, started.draft.visitors_from) == (1003, VisitorsFrom.LIST)


def test_the_same_list_in_any_order_gives_the_same_bytes(local):
    test = drafted(local)
    first = read(local, table(PEOPLE))
    copy_test_lists.split(local, test.id, first)
    before = copy_test_lists.files(local, test.id, first)
    shuffled = [*PEOPLE[500:], *PEOPLE[:550]][::-1]
    again = read(local, table(shuffled))
    assert again.duplicates == 50
    assert copy_test_lists.files(local, test.id, again) == before
    copy_test_lists.split(local, test.id, again)
    assert [sorted(rows_of(one)) for one in copy_test_lists.files(local, test.id, first)] == [
        sorted(rows_of(one)) for one in before
    ]
    copy_tests.start(local, test.id, NOW)
    assert copy_test_lists.split(local, test.id, first).new == 0


def test_a_running_test_keeps_everybody_and_takes_new_ones_on_top(local):
    test = drafted(local)
    copy_test_lists.split(local, test.id, read(local, table(PEOPLE[:900])))
    copy_test_lists.split(local, test.id, read(local, table(PEOPLE[:200])))
    assert sum(copy_test_lists.sizes(local, test.id).values()) == 200
    copy_tests.start(local, test.id, NOW)
    before = copy_test_lists.files(local, test.id, read(local, table(PEOPLE[:200])))
    found = copy_test_lists.split(local, test.id, read(local, table(PEOPLE)))
    assert (found.new, found.sizes) == (803, {"A": 452, "B": 451, "": 100})
    everybody = copy_test_lists.files(local, test.id, read(local, table(PEOPLE)))
    for one, other in zip(before, everybody, strict=True):
        assert rows_of(other)[: one.rows] == rows_of(one)


def test_a_draft_whose_groups_change_has_to_be_divided_again(local):
    test = drafted(local)
    copy_test_lists.split(local, test.id, read(local, table(PEOPLE[:10])))
    copy_tests.edit(local, test.id, replace(test.draft, title="다른 이름"), NOW)
    assert sum(copy_test_lists.sizes(local, test.id).values()) == 10
    copy_tests.edit(local, test.id, replace(test.draft, hold_out=0), NOW)
    assert copy_test_lists.sizes(local, test.id) == {}


def test_a_list_is_divided_only_where_a_list_is_divided(local):
    people = read(local, table(PEOPLE[:10]))
    for draft, status, problem in (
        ({"design": Design.TWO_LINKS}, "draft", CopyTestProblem.NO_LIST),
        ({}, "stopped", CopyTestProblem.NOT_RUNNING),
    ):
        test = drafted(local, **draft)
        if status == "stopped":
            copy_tests.start(local, test.id, NOW)
            copy_tests.stop(local, test.id, {}, NOW)
        with pytest.raises(CopyTestRefused, match=problem.value):
            copy_test_lists.split(local, test.id, people)
    test = drafted(local)
    with pytest.raises(NoteChanged):
        copy_test_lists.split(local, test.id, people, test.version + 1)


@pytest.mark.parametrize(
    "written",
    ["010-1234-5678", "01012345678", "010 1234 5678", "+82 10-1234-5678", "0082-10-1234-5678",
     "1012345678", "1012345678.0", "010.1234.5678", "０１０－１２３４－５６７８", "'01012345678",
     "821012345678", "(010)1234-5678"],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(same, written):
    assert phone(written) == "01012345678"
    people = read(same, table([("가", "010-1234-5678"), ("나", written)]))
    assert (len(people.entries), people.duplicates) == (1, 1)


@pytest.mark.parametrize("written", ["", "12", "010-12", "전화 없음", "010-1234-5678-9999", "abc"])
def test_what_is_no_number_is_none(written):
    assert phone(written) is None


def test_lines_that_nobody_can_be_told_by_are_named_and_left_out(same):
    rows = [
        ("가", "010-1111-2222", "Y"), ("나", "010-****-2222", "Y"), ("다", "", "Y"),
        ("라", "123", "Y"), ("", "", ""), ("마", "010-1111-3333", "아니오"),
        ("바", "010-1111-4444", ""), ("이름", "휴대폰 번호", "수신동의"),
        ("사", "010-1111-5555", "동의"),
    ]  # fmt: skip
    people = read(same, table(rows, "이름,휴대폰 번호,수신동의"))
    assert [(one.line, one.reason) for one in people.faults] == [
        (3, ListReason.MASKED), (4, ListReason.MISSING), (5, ListReason.BAD_PHONE),
        (7, ListReason.NO_CONSENT), (8, ListReason.NO_CONSENT),
    ]  # fmt: skip
    assert [one.line for one in people.skipped] == [6, 9]
    assert len(people.entries) == 2


def test_who_has_said_no_is_left_out(same):
    rows = [("a@b.kr", "N"), ("c@d.kr", "Y"), ("e", "N")]
    people = read(same, table(rows, "이메일,수신거부"))
    assert (people.by, len(people.entries)) == (By.MAIL, 1)
    assert [one.reason for one in people.faults] == [ListReason.NO_CONSENT, ListReason.BAD_MAIL]


def test_mail_addresses_and_accounts_tell_people_apart_too(same):
    mails = copy_test_lists.pasted(same, "Kim@Shop.kr\nkim@shop.kr\nlee@shop.kr\n")
    assert (mails.by, len(mails.entries), mails.headings) == (By.MAIL, 2, ())
    ids = read(same, table([("Ab1",), ("ab1",), ("x9",)], "구매자ID"))
    assert (ids.by, len(ids.entries)) == (By.ACCOUNT, 2)
    numbers = copy_test_lists.pasted(same, "01011112222\n010-1111-2222\n\n01033334444")
    assert (numbers.by, len(numbers.entries)) == (By.PHONE, 2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2\n", ListReason.NO_COLUMN),
        ("휴대폰\n".encode(), ListReason.NOBODY),
        ("휴대폰\n없음\n".encode(), ListReason.NOBODY),
    ],
)
def test_a_list_of_nobody_is_refused(same, content, reason):
    with pytest.raises(ListRefused) as refused:
        read(same, content)
    assert refused.value.reason is reason


def test_a_picture_is_no_list_and_odd_bytes_are_named(same):
    with pytest.raises(Refused):
        read(same, b"\x89PNG\r\n\x1a\n" + bytes(50))
    content = "휴대폰,메모\n010-1111-2222,좋음\n".encode() + b"010-1111-3333,\xff\xfe\n"
    assert [(one.line, one.reason) for one in read(same, content).faults] == [
        (3, ListReason.BAD_BYTES)
    ]


def test_a_workbook_that_dropped_the_noughts_is_read(same):
    book = openpyxl.Workbook()
    for row in (["고객 목록"], ["이름", "연락처"], ["가", 1011112222], ["나", "010-1111-3333"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    people = read(same, stream.getvalue(), "list.xlsx")
    assert [one.cells[1] for one in people.entries] == ["010-1111-2222", "010-1111-3333"]


def test_no_cell_of_a_part_runs_as_a_formula(same):
    rows = [('"=HYPERLINK(""http://x"")"', "+821011112222"), ("@SUM(1)", "010-1111-3333")]
    people = read(same, table(rows, "=이름,휴대폰"))
    test = drafted(same, hold_out=0)
    copy_test_lists.split(same, test.id, people)
    told = b"".join(one.content for one in copy_test_lists.files(same, test.id, people))
    cells = [cell for row in csv.reader(io.StringIO(told.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.lstrip("\ufeff").startswith(("=", "+", "@", "-"))]
    assert {"010-1111-2222", "010-1111-3333"} <= set(cells)


def test_nobody_of_the_list_can_be_found_in_what_is_kept(local, tmp_path):
    test = drafted(local)
    people = read(local, table([("홍길동전", "010-7777-8888"), ("가나다라", "010-7777-9999")]))
    copy_test_lists.split(local, test.id, people)
    local.store.settle_file()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    # Four digits alone stand in a random hash now and then.
    for token in ("홍길동전", "7777-8888", "77778888", "77779999", "가나다라"):
        assert token.encode() not in kept
    assert "77778888" not in repr(people).replace("-", "")
    assert copy_test_lists.forget(local, test.id) == 2
    with local.store.read() as session:
        assert session.execute(text("SELECT count(*) FROM copy_recipient")).scalar() == 0


def test_people_in_the_list_of_another_running_test_are_counted(local):
    people = read(local, table(PEOPLE[:20]))
    one, other = drafted(local), drafted(local)
    copy_test_lists.split(local, one.id, people)
    copy_tests.start(local, one.id, NOW)
    found = copy_test_lists.split(local, other.id, read(local, table(PEOPLE[10:40])))
    assert dict(found.elsewhere) == {one.id: 10}


def test_order_files_tell_who_of_the_list_bought(shop):
    names = [(f"손님{n}", f"010-1111-{1000 + n}") for n in range(30)]
    test = drafted(shop, hold_out=0, first_day=LAST)
    people = read(shop, table(names))
    copy_test_lists.split(shop, test.id, people)
    with pytest.raises(CopyTestRefused):
        copy_test_counts.from_orders(shop, test.id, LAST)
    copy_tests.start(shop, test.id, NOW)
    parts = {one.letter: rows_of(one) for one in copy_test_lists.files(shop, test.id, people)}
    identity = Identity(shop.key)
    lines, wanted = [], []
    for letter, count in (("A", 3), ("B", 5)):
        spent = [10_000 * (n + 1) for n in range(count)]
        for (name, number), won in zip(parts[letter], spent, strict=False):
            buyer = identity.buyer("", name, number)
            lines += [Line(LAST, buyer, won - 1000), Line(LAST, buyer, 1000)]
            lines.append(Line(LAST - timedelta(days=1), buyer, 777))
        wanted.append(
            Count(letter, None, 15, count, sum(spent), sum(one * one for one in spent),
                  CountSource.ORDERS)
        )  # fmt: skip
    shops.take(shop, lines)
    found = copy_test_counts.from_orders(shop, test.id, LAST + timedelta(days=3))
    assert found == tuple(wanted)
    copy_test_counts.enter(shop, test.id, found, NOW + timedelta(days=5))
    assert Counter(one.letter for one in found) == {"A": 1, "B": 1}


def test_without_names_order_files_recognise_nobody(local):
    test = drafted(local)
    copy_test_lists.split(local, test.id, copy_test_lists.pasted(local, "01011112222\n01033334444"))
    copy_tests.start(local, test.id, NOW)
    assert copy_test_counts.from_orders(local, test.id, date(2026, 11, 25)) == ()
    links = copy_tests.start(
        local, drafted(local, design=Design.TWO_LINKS).id, NOW
    )  # fmt: skip
    with pytest.raises(CopyTestRefused, match="no_list"):
        copy_test_counts.from_orders(local, links.id, date(2026, 11, 25))


def left_out(found):
    return [(one.line, one.reason) for one in found.faults]


def test_whoever_refused_in_any_words_is_sent_nothing(same):
    words = ["Y", "거부", "수신거부", "거부함", "2026-01-02", "N", "", "미거부"]
    found = read(same, table([[f"010-1234-{5000 + at}", word] for at, word in enumerate(words)],
                             "휴대폰번호,수신거부"))  # fmt: skip
    assert [one.cells[1] for one in found.entries] == ["N", "", "미거부"]
    assert [line for line, reason in left_out(found)] == [2, 3, 4, 5, 6]
    assert {reason for _, reason in left_out(found)} == {ListReason.NO_CONSENT}


def test_only_a_word_for_yes_or_its_day_is_a_consent(same):
    words = ["Y", "동의", "2025.03.01", "철회", "미수신", "?", "동의 안 함", "-"]
    found = read(same, table([[f"010-1234-{5000 + at}", word] for at, word in enumerate(words)],
                             "휴대폰번호,수신동의"))  # fmt: skip
    assert [one.cells[1] for one in found.entries] == ["Y", "동의", "2025.03.01"]


def test_whoever_refuses_on_one_of_several_lines_is_left_out(same):
    rows = [["010-1234-5678", "Y"], ["010-1111-2222", "Y"], ["01012345678", "N"]]
    found = read(same, table([*rows, ["+82 10-1234-5678", "Y"]], "휴대폰번호,수신동의"))
    assert [(one.cells[0], one.place) for one in found.entries] == [("010-1111-2222", 0)]
    assert [line for line, _ in left_out(found)] == [2, 4, 5]
    assert found.duplicates == 0


def test_numbers_of_members_that_say_nothing_or_were_destroyed_are_left_out(same):
    found = read(same, table([["-"], ["N/A"], ["2.02E+15"], ["Kim"], ["ＫＩＭ"]], "회원번호"))
    assert len(found.entries) == 1
    assert left_out(found) == [
        (2, ListReason.MISSING), (3, ListReason.MISSING), (4, ListReason.BAD_ACCOUNT),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["1588-1234", "012-345-6789", "114", "010-12-3456"])
def test_numbers_that_nobody_can_be_reached_at_are_none(number):
    assert phone(number) is None


@pytest.mark.parametrize("sign", ["", " ", "\u200b", "\u2002", "\ufeff", "\u202e", "\u3000\u200b"])
def test_no_cell_of_a_part_is_a_formula_whatever_stands_in_front(sign):
    assert copy_test_lists.neutral(f"{sign}=1+1") == f"'{sign}=1+1"
    assert copy_test_lists.neutral(f"{sign}1=1") == f"{sign}1=1"


def test_taking_back_other_parts_forgets_who_was_divided_for_them(shop):
    test = drafted(shop)
    people = read(shop, table(PEOPLE[:100]))
    uneven = replace(
        DRAFT, versions=(replace(VERSIONS[0], share=80), replace(VERSIONS[1], share=10))
    )
    test = copy_tests.edit(shop, test.id, uneven, NOW)
    copy_test_lists.split(shop, test.id, people)
    assert copy_test_lists.sizes(shop, test.id) == {"": 10, "A": 80, "B": 10}
    copy_tests.undo(shop, test.id, NOW)
    assert copy_test_lists.sizes(shop, test.id) == {}
    copy_test_lists.split(shop, test.id, people)
    test = copy_tests.edit(shop, test.id, replace(DRAFT, title="다른 이름"), NOW)
    copy_tests.undo(shop, test.id, NOW)
    assert copy_test_lists.sizes(shop, test.id) == {"": 10, "A": 45, "B": 45}


def test_a_list_divided_after_the_start_is_what_the_plan_counts(shop):
    test = drafted(shop, visitors=10)
    test = copy_tests.start(shop, test.id, NOW)
    counted = [Count("A", None, None, 40), Count("B", None, None, 30)]
    test = copy_test_counts.enter(shop, test.id, counted, NOW)
    copy_test_lists.split(shop, test.id, read(shop, table(PEOPLE)), test.version)
    copy_tests.undo(shop, test.id, NOW)
    found = copy_tests.find(shop, test.id)
    assert [one.planned for one in found.plan.versions] == [452, 451]


def test_a_list_of_a_test_thrown_away_is_not_divided(local):
    test = drafted(local)
    copy_tests.delete(local, test.id, NOW)
    with pytest.raises(copy_tests.NoteGone):
        copy_test_lists.split(local, test.id, read(local, table(PEOPLE[:9])))


def test_a_list_on_one_of_several_sheets_can_be_chosen_and_locked(same):
    made = openpyxl.Workbook()
    made.active.append(["안내"])
    for name, number in (("단골", "010-1111-2222"), ("새 손님", "010-3333-4444")):
        sheet = made.create_sheet(name)
        sheet.append(["휴대폰번호"])
        sheet.append([number])
    out = io.BytesIO()
    made.save(out)
    content = sheets.encrypted(out.getvalue(), RIGHT)
    with pytest.raises(Refused):
        read(same, content, "list.xlsx")
    source = Source("list.xlsx", content)
    first = copy_test_lists.read(same, source, How(RIGHT))
    assert (first.sheet, first.others) == ("단골", ("새 손님",))
    other = copy_test_lists.read(same, source, How(RIGHT, sheet="새 손님"))
    assert [one.cells for one in other.entries] == [("010-3333-4444",)]


def sold(shop, test, people, spent):
    """Orders of the first recipients of each version, and the order lines of each buyer."""
    parts = {one.letter: rows_of(one) for one in copy_test_lists.files(shop, test.id, people)}
    identity = Identity(shop.key)
    return [
        Line(day, identity.buyer("", name, number), won)
        for letter, each in spent.items()
        for (name, number), (day, won) in zip(parts[letter], each, strict=False)
    ]


def test_what_each_buyer_paid_is_what_few_buyers_are_judged_by(shop):
    test = drafted(shop, response=Response.REVENUE, hold_out=0)
    people = read(shop, table(PEOPLE[:400]))
    copy_test_lists.split(shop, test.id, people)
    copy_tests.start(shop, test.id, NOW - timedelta(days=11))
    counted_on = LAST - timedelta(days=1)
    spent = {
        letter: [(counted_on, won + n) for n in range(count)]
        for letter, won, count in (("A", 10_000, 4), ("B", 90_000, 8))
    }
    shops.take(shop, sold(shop, test, people, spent))
    counted = copy_test_counts.from_orders(shop, test.id, counted_on)
    test = copy_test_counts.enter(shop, test.id, counted, NOW)
    day = LAST + timedelta(days=1)
    known = {letter: tuple(won for _, won in each) for letter, each in spent.items()}
    found = copy_test_beside.amounts(shop, test, counted, day)
    assert {letter: tuple(sorted(each)) for letter, each in found.items()} == known
    money = copy_test_board.one(shop, test.id, day).ruling.money
    visitors = [one.shown for one in counted]
    assert [one.exact_p for one in money] == [
        permutation(known["A"], known["B"], visitors).two_sided
    ]
    over = NOW + timedelta(days=3)
    ended = copy_test_board.end(shop, copy_test_board.one(shop, test.id, day), over)
    assert ended.result["ruling"]["money"][0]["exact_p"] == money[0].exact_p
    # An order that came later is not part of what was counted.
    shops.take(shop, sold(shop, test, people, {"A": [(LAST, 5)] * 9}), name="b.xlsx", first_line=50)
    assert copy_test_beside.amounts(shop, test, counted, day) == found
    typed = [replace(one, source=CountSource.TYPED) for one in counted]
    assert copy_test_beside.amounts(shop, test, typed, day) == {}
    # One of the same day changes what these buyers paid: nobody can tell what was counted.
    shops.take(shop, sold(shop, test, people, {"A": [(counted_on, 5)]}), name="c", first_line=90)
    assert copy_test_beside.amounts(shop, test, counted, day) == {}
