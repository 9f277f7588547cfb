"""A table is looked into, explained, tried out, remembered, said differently and forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.importers import ISSUES_KEPT
from core.sample.sheets import encrypted
from core.services import importing, mapping, opening
from core.services.opening import OpenShop
from core.services.reading import How
from core.services.receipts import Refused, Source
from core.store import mappings
from core.terms import FileReason, Mall, RowReason
from tests.importers.test_peeking import book, text

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CODE = "1234"
HEADINGS = ("언제", "번호표", "결제금액", "상품명", "주문자", "비고")
ROWS = (
    ("2026-11-01 10:00", "A-1", "12000", "머그컵", "김철수", "a"),
    ("2026-11-01 10:00", "A-1", "8000", "유리컵", "김철수", "b"),
    ("2026-11-03", "A-2", "9000", "접시", "이영희", ""),
)
SURE = {"amount": "결제금액", "product_name": "상품명", "buyer_name": "주문자"}
SAID = SURE | {"ordered_at": "언제", "order_no": "번호표"}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


def source(*more: tuple[str, ...], encoding: str = "cp949") -> Source:
    return Source("우리 표.csv", text(HEADINGS, *ROWS, *more, encoding=encoding))


def said(begun: mapping.Start, columns: dict[str, str] = SAID) -> mapping.Mapping:
    return mapping.mapping_of(begun, "plain_orders", columns, Mall.KAKAO)


def test_a_look_guesses_what_is_sure_and_leaves_the_rest_open(shop: OpenShop) -> None:
    begun = mapping.start(shop, source())

    assert (begun.template, begun.columns, begun.known) == ("plain_orders", SURE, None)
    assert mapping.missing(begun.template, begun.columns) == ("ordered_at", "order_no")
    assert begun.peek.samples["주문자"] == ("김*수", "이*희")


def test_another_kind_of_table_is_guessed_anew(shop: OpenShop) -> None:
    begun = mapping.start(shop, source())

    assert mapping.guess(begun, "plain_orders") == SURE
    assert mapping.guess(begun, "plain_products") == {
        "gross": "결제금액",
        "product_name": "상품명",
    }


def test_an_export_with_one_column_renamed_is_explained_but_for_that_column(shop: OpenShop) -> None:
    headings = ("상품주문번호", "주문번호", "결제일", "발주확인일", "상품명", "낸돈", "구매자명")
    row = ("2026110100000011", "2026110100000010", "2026-11-01 10:00:00", "", "컵", "100", "김철수")
    file = Source("주문.csv", text(headings, row))

    begun = mapping.start(shop, file)

    assert mapping.missing(begun.template, begun.columns) == ("amount",)
    assert begun.mall is Mall.SMARTSTORE
    said = mapping.mapping_of(
        begun, begun.template, {**begun.columns, "amount": "낸돈"}, begun.mall
    )
    assert mapping.try_out(shop, file, said, TODAY).accepted == 1


@pytest.mark.parametrize(
    ("template", "columns", "mall", "is_so"),
    [
        ("plain_orders", {}, Mall.COUPANG, True),
        ("plain_orders", {"line_no": "번호"}, Mall.COUPANG, False),
        ("plain_orders", {}, Mall.OTHER, False),
        ("plain_reviews", {}, Mall.COUPANG, False),
    ],
)
def test_orders_of_a_mall_without_their_numbers_may_count_twice(
    template: str, columns: dict[str, str], mall: Mall, *, is_so: bool
) -> None:
    assert mapping.may_count_twice(template, columns, mall) is is_so


def test_trying_out_counts_rows_and_names_reasons_and_stores_nothing(shop: OpenShop) -> None:
    bad = (("언젠가", "A-3", "1", "컵", "", ""), ("어제쯤", "A-4", "1", "컵", "", ""),
           ("2026-11-04", "A-5", "많이", "컵", "", ""))  # fmt: skip
    file = source(*bad)

    tried = mapping.try_out(shop, file, said(mapping.start(shop, file)), TODAY)

    assert (tried.rows, tried.accepted, tried.refused) == (6, 3, 3)
    assert tried.reasons == (
        (RowReason.BAD_DATE, "언제", 2),
        (RowReason.BAD_NUMBER, "결제금액", 1),
    )
    assert [issue.line for issue in tried.first] == [5, 6, 7]
    assert tried.sample["amount"].tolist() == [12_000, 8_000, 9_000]
    assert importing.history(shop) == []
    assert mapping.saved(shop) == []


def test_more_refused_rows_than_are_named_are_not_counted_by_reason(shop: OpenShop) -> None:
    bad = [("언젠가", f"B-{it}", "1", "컵", "", "") for it in range(ISSUES_KEPT + 1)]
    file = source(*bad)

    tried = mapping.try_out(shop, file, said(mapping.start(shop, file)), TODAY)

    assert tried.refused == ISSUES_KEPT + 1
    assert tried.reasons == ((RowReason.BAD_DATE, "언제", None),)


def test_a_table_that_is_remembered_is_taken_like_an_export(shop: OpenShop) -> None:
    with pytest.raises(Refused):
        importing.preview(shop, source(), today=TODAY)

    kept = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)
    seen = importing.preview(shop, source(encoding="utf-8"), today=TODAY)
    taken = importing.accept(shop, seen, now=NOW)

    assert (seen.format_id, seen.mall) == ("mapped_orders", Mall.KAKAO)
    assert (taken.saved.new, taken.tally.refused) == (3, 0)
    assert kept.headings == HEADINGS
    assert mapping.saved(shop) == [kept]


def test_a_locked_workbook_is_looked_into_and_tried_with_its_password(shop: OpenShop) -> None:
    file = Source("표.xlsx", encrypted(book(("주문", (HEADINGS, *ROWS))), CODE))
    how = How(password=CODE)

    with pytest.raises(Refused) as refused:
        mapping.start(shop, file)
    begun = mapping.start(shop, file, how)

    assert refused.value.reason is FileReason.ENCRYPTED
    assert mapping.try_out(shop, file, said(begun), TODAY, how).accepted == 3


def test_the_sheet_that_is_meant_is_looked_into(shop: OpenShop) -> None:
    first = (("a", "b", "c"), ("1", "2", "3"))
    file = Source("표.xlsx", book(("다른", first), ("주문", (HEADINGS, *ROWS))))
    how = How(sheet="주문")

    begun = mapping.start(shop, file, how)

    assert begun.peek.headings == HEADINGS
    assert mapping.try_out(shop, file, said(begun), TODAY, how).accepted == 3


def test_what_cannot_be_read_at_all_is_refused(shop: OpenShop) -> None:
    begun = mapping.start(shop, source())
    lacking = said(begun, {"ordered_at": "언제"})

    with pytest.raises(Refused) as refused:
        mapping.try_out(shop, source(), lacking, TODAY)
    assert refused.value.reason is FileReason.MISSING_COLUMNS
    with pytest.raises(ValueError, match="plain_orders"):
        said(begun, {"ordered_at": ""})


def test_what_was_said_is_there_when_the_table_comes_again(shop: OpenShop) -> None:
    kept = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)

    again = mapping.start(shop, source())

    assert (again.known, again.columns, again.mall) == (kept, SAID, Mall.KAKAO)


def test_what_was_said_can_be_said_differently(shop: OpenShop) -> None:
    kept = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)

    changed = mapping.change(
        shop, kept, SAID | {"buyer_name": "", "option_name": "비고"}, Mall.TOSS, now=LATER
    )

    assert mapping.saved(shop) == [changed]
    assert (changed.id, changed.mall, changed.changed_at) == (kept.id, Mall.TOSS, LATER)
    assert "buyer_name" not in changed.columns
    assert changed.columns["option_name"] == "비고"
    with pytest.raises(ValueError, match="ordered_at"):
        mapping.change(shop, kept, SURE, Mall.TOSS, now=LATER)


def test_the_newest_explanation_stands_first(shop: OpenShop) -> None:
    first = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)
    other = Source("b.csv", text((*HEADINGS[:5], "메모"), *ROWS))
    second = mapping.save(shop, said(mapping.start(shop, other)), now=LATER)

    assert mapping.saved(shop) == [second, first]


def test_a_forgotten_table_is_unknown_again_and_what_was_taken_stays(shop: OpenShop) -> None:
    kept = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)
    importing.accept(shop, importing.preview(shop, source(), today=TODAY), now=NOW)

    assert mapping.forget(shop, kept)
    assert not mapping.forget(shop, kept)

    with pytest.raises(Refused):
        importing.preview(shop, source(), today=TODAY)
    assert importing.history(shop)[0].new == 3


def test_a_table_of_a_kind_we_no_longer_have_is_guessed_again(shop: OpenShop) -> None:
    kept = mapping.save(shop, said(mapping.start(shop, source())), now=NOW)
    with shop.store.write() as session:
        mappings.save(session, shop.id, replace(kept, template="plain_weather"))

    assert mapping.start(shop, source()).columns == SURE
    assert mapping.saved(shop) == []


@pytest.mark.parametrize("template", mapping.TEMPLATES)
def test_every_table_can_be_taken_along_and_filled_in(template: str) -> None:
    for kind in ("xlsx", "csv"):
        name, content = mapping.template_file(template, kind)
        assert name == mapping.template_name(template, kind)
        assert content
    assert mapping.fields(template)[0].needed


def test_only_tables_of_a_mall_are_asked_for_it() -> None:
    assert [template for template in mapping.TEMPLATES if mapping.has_mall(template)] == [
        "plain_orders", "plain_reviews", "plain_questions", "plain_settlement",
    ]  # fmt: skip
