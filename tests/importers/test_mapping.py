"""A table a seller has explained once is read like any export."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importers import LIMITS, Identity, UnreadableFile, read
from core.importers import mapping as mappings
from core.importers.cells import squeezed
from core.importers.formats import FORMATS
from core.importers.mapping import TEMPLATES, Mapping, as_format, guess, likely_template, signature
from core.sample.sheets import encrypted
from core.terms import FileReason, Mall, RowReason
from tests.importers.test_peeking import book, text

TODAY = date(2026, 11, 22)
IDENTITY = Identity(b"a key for tests, thirty-two bytes")
CODE = "1234"
HEADINGS = ("언제", "번호표", "받은돈", "무엇을", "누가", "비고")
COLUMNS = {
    "ordered_at": "언제",
    "order_no": "번호표",
    "amount": "받은돈",
    "product_name": "무엇을",
    "buyer_name": "누가",
}
ROWS = (
    ("2026-11-01 10:00", "A-1", "12000", "머그컵", "김철수", "a"),
    ("2026-11-01 10:00", "A-1", "8000", "유리컵", "김철수", "b"),
    ("2026-11-03", "A-2", "9000", "접시", "이영희", ""),
)
DATES = {
    "plain_traffic": {"first_day": "기준", "channel_name": "길", "visits": "온 수"},
    "plain_reviews": {"written_at": "기준", "rating": "몇 점", "text": "말"},
    "plain_ads": {"first_day": "기준", "campaign": "이름표", "cost": "나간 돈"},
    "plain_questions": {"asked_at": "기준", "text": "말", "title": "머리"},
    "plain_settlement": {"basis_day": "기준", "line_no": "번호표", "expected": "들어온 돈"},
}


def said(columns=COLUMNS, headings=HEADINGS, template="plain_orders", mall=Mall.COUPANG) -> Mapping:
    return Mapping(signature(headings), template, columns, mall, tuple(headings))


def taken(content: bytes, mapping: Mapping, name: str = "표.csv", **options):
    reading = read(name, content, identity=IDENTITY, today=TODAY, mappings=(mapping,), **options)
    return reading, [row for table in reading.batches() for row in table.to_pylist()]


def look(*lines) -> mappings.Peek:
    return mappings.peek("표.csv", text(*lines), None, LIMITS)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_text_file_is_read_as_it_was_explained(encoding):
    reading, rows = taken(text(HEADINGS, *ROWS, encoding=encoding), said())

    assert (reading.format_id, reading.mall) == ("mapped_orders", Mall.COUPANG)
    assert [row["amount"] for row in rows] == [12_000, 8_000, 9_000]
    assert {row["mall"] for row in rows} == {Mall.COUPANG}
    assert rows[0]["buyer_name"] == "김*수"
    assert reading.unknown_columns == ()


def test_a_workbook_is_read_as_it_was_explained_and_so_is_a_locked_one():
    content = book(("주문", (("적어 둔 것",), HEADINGS, *ROWS)))

    assert len(taken(content, said(), "표.xlsx")[1]) == 3
    assert len(taken(encrypted(content, CODE), said(), "표.xlsx", password=CODE)[1]) == 3


def test_the_order_of_the_columns_and_a_remark_in_brackets_do_not_matter():
    turned = text(HEADINGS[::-1], *(row[::-1] for row in ROWS))
    noted = text(("언제", "번호표", "받은돈(원)", "무엇을", "누가", "비고"), *ROWS)

    assert len(taken(turned, said())[1]) == 3
    assert len(taken(noted, said(headings=("언제", "번호표", "받은돈(원)", *HEADINGS[3:]),
                                 columns=COLUMNS | {"amount": "받은돈(원)"}))[1]) == 3  # fmt: skip


def test_a_table_with_other_headings_stays_unknown():
    other = text(("언제", "번호표", "받은돈", "무엇을", "누가", "메모"), *ROWS)

    with pytest.raises(UnreadableFile):
        taken(other, said())


def test_rows_that_cannot_be_read_are_named_with_the_headings_of_the_table():
    reading, rows = taken(text(HEADINGS, *ROWS, ("언젠가", "A-3", "많이", "컵", "", "")), said())

    assert len(rows) == 3
    assert [(p.line, p.reason, p.heading) for p in reading.problems] == [
        (5, RowReason.BAD_DATE, "언제")
    ]


def test_a_number_of_each_line_is_the_number_of_the_line():
    columns = COLUMNS | {"line_no": "비고"}
    rows = [(*row[:5], f"L-{number}") for number, row in enumerate(ROWS)]

    _, read_rows = taken(text(HEADINGS, *rows), said(columns))

    assert [row["line_no"] for row in read_rows] == ["L-0", "L-1", "L-2"]


def test_a_price_and_a_number_stand_for_an_amount():
    columns = {
        "ordered_at": "언제",
        "order_no": "번호표",
        "unit_price": "받은돈",
        "quantity": "비고",
    }
    rows = [(*row[:5], "2") for row in (ROWS[0], ROWS[2])]

    assert mappings.missing("plain_orders", columns) == ()
    assert [row["amount"] for row in taken(text(HEADINGS, *rows), said(columns))[1]] == [
        24_000,
        18_000,
    ]


@pytest.mark.parametrize(("template", "columns"), DATES.items())
def test_tables_of_every_kind_are_read_as_they_were_explained(template, columns):
    cells = {"기준": "2026-11-02", "길": "검색", "온 수": "12", "몇 점": "5", "말": "좋아요",
             "이름표": "가을", "나간 돈": "3000", "머리": "언제", "번호표": "A-1",
             "들어온 돈": "9000"}  # fmt: skip
    headings = tuple(columns.values())
    content = text(headings, [cells[heading] for heading in headings])

    reading, rows = taken(content, said(columns, headings, template))

    assert reading.format_id == template.replace("plain", "mapped")
    assert (len(rows), reading.refused) == (1, 0)


def test_a_period_in_two_columns_is_read_from_both():
    columns = {"first_day": "처음", "last_day": "끝", "channel_name": "길", "visits": "온 수"}
    content = text(tuple(columns.values()), ("2026-11-01", "2026-11-07", "검색", "12"))

    row = taken(content, said(columns, tuple(columns.values()), "plain_traffic"))[1][0]

    assert row["last_day"] - row["first_day"] == 6


def test_what_no_table_of_ours_has_is_refused():
    with pytest.raises(ValueError, match="weather"):
        said({"weather": "언제"})
    with pytest.raises(ValueError, match="plain_weather"):
        said({"ordered_at": "언제"}, template="plain_weather")
    with pytest.raises(ValueError, match="plain_orders"):
        said({})


def test_a_table_that_lacks_what_is_needed_says_so():
    assert mappings.missing("plain_orders", {"ordered_at": "언제"}) == ("order_no", "amount")
    with pytest.raises(UnreadableFile) as refused:
        taken(text(HEADINGS, *ROWS), said({"ordered_at": "언제", "order_no": "번호표"}))
    assert refused.value.reason is FileReason.MISSING_COLUMNS


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_needed_stands_first(template):
    needed = [is_needed for _, is_needed in mappings.fields(template)]

    assert needed == sorted(needed, reverse=True)


def test_headings_that_some_export_has_are_given_their_meaning():
    found = look(
        ("주문일자", "주문번호", "상품명", "수량", "결제금액", "구매자 연락처", "메모"),
        ("2026-11-01", "A-1", "컵", "1", "1000", "010-1234-5678", ""),
    )

    assert likely_template(found) == "plain_orders"
    assert guess(found, "plain_orders") == {
        "ordered_at": "주문일자",
        "order_no": "주문번호",
        "product_name": "상품명",
        "quantity": "수량",
        "amount": "결제금액",
        "buyer_phone": "구매자 연락처",
    }


@pytest.mark.parametrize(
    ("template", "headings"),
    [
        ("plain_traffic", ("날짜", "유입채널", "방문수", "결제금액")),
        ("plain_sales", ("일자", "매출", "결제건수")),
        ("plain_products", ("날짜", "상품명", "조회수", "주문수")),
        ("plain_keywords", ("날짜", "검색어", "유입수")),
        ("plain_ads", ("날짜", "캠페인명", "노출", "클릭", "광고비")),
        ("plain_reviews", ("작성일", "별점", "후기", "상품명")),
        ("plain_questions", ("문의일시", "문의내용", "답변")),
        ("plain_settlement", ("정산일", "상품주문번호", "정산금액")),
        ("plain_orders", ("가", "나", "다")),
    ],
)
def test_the_kind_of_a_table_is_told_by_its_headings(template, headings):
    assert likely_template(look(headings, ["1"] * len(headings))) == template


def test_a_day_that_tells_as_much_stands_for_the_one_that_is_not_there():
    found = look(("결제일", "주문번호", "총 결제금액"), ("2026-11-01", "A-1", "100"))

    assert guess(found, "plain_orders")["ordered_at"] == "결제일"


def test_the_mall_is_told_by_the_headings_of_its_export():
    known = ("상품주문번호", "주문번호", "결제일", "발주확인일", "무언가")

    assert mappings.likely_mall(look(known, ["1"] * 5)) is Mall.SMARTSTORE
    assert mappings.likely_mall(look(HEADINGS, ROWS[0])) is Mall.OTHER


def test_nothing_is_guessed_from_a_heading_that_is_only_alike():
    found = look(("주문 날짜쯤", "주문번호 뒷자리", "금액대", "구매자 성향"), ("1", "2", "3", "4"))

    assert guess(found, "plain_orders") == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_our_own_headings_are_always_understood(template):
    ours = {column.name: column.title for column in TEMPLATES[template].columns}
    headings = list(dict.fromkeys(ours.values()))

    guessed = guess(look(headings, ["1"] * len(headings)), template)

    assert guessed == {name: title for name, title in ours.items() if name != "last_day"}


def test_a_mapped_table_claims_nothing_that_was_not_chosen():
    made = as_format(said())

    assert made.knows("비고")
    assert "비고" not in made.marks
    assert made.id not in {known.id for known in FORMATS}


WORDS = st.text(
    st.characters(codec="cp949", categories=("Lo", "Lu", "Ll")), min_size=1, max_size=12
)


@given(
    st.lists(WORDS, min_size=5, max_size=9, unique_by=squeezed),
    st.randoms(use_true_random=False),
)
def test_any_headings_can_be_explained_and_are_known_again_in_any_order(words, random):
    headings = tuple(f"{word}칸" for word in words)
    ours = ("ordered_at", "order_no", "amount", "product_name", "buyer_name")
    mapping = said(dict(zip(ours, headings, strict=False)), headings)
    line = dict(zip(headings, ("2026-11-01", "A-1", "100", "컵", "김철수"), strict=False))
    shuffled = random.sample(headings, len(headings))
    content = io.StringIO()
    csv.writer(content).writerows([shuffled, [line.get(heading, "x") for heading in shuffled]])

    reading, rows = taken(content.getvalue().encode(), mapping)

    assert signature(shuffled) == mapping.signature
    assert [(row["amount"], row["product_name"]) for row in rows] == [(100, "컵")]
    assert (reading.refused, reading.unknown_columns) == (0, ())


@given(st.lists(st.text(max_size=8), max_size=8))
def test_a_signature_is_32_digits_and_does_not_mind_blanks_or_empty_headings(headings):
    found = signature(headings)

    assert len(found) == 32
    assert int(found, 16) >= 0
    assert signature([*headings, "", " "]) == found
