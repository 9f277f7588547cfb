"""A file is looked into, taken whole or not at all, accounted for, and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.services import covering, importing, opening, today
from core.services.opening import OpenShop
from core.services.receipts import Preview, Progress, Receipt, Source, Tally
from core.terms import FileReason, OrderState, Period, RowReason, SkipReason
from tests.store import books

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
HEADER = (
    "상품주문번호,주문번호,주문상태,결제일,상품번호,상품명,수량,"
    "최종 상품별 총 주문금액,구매자명,구매자ID"
)


def row(number: int, state: str = "배송완료", amount: int = 10_000, **more: str) -> str:
    day = more.get("day", f"2026-10-{number % 28 + 1:02d}")
    product = more.get("product", str(number % 6))
    return (
        f"20261001{number:08d},20261001{number // 2:07d}1,{state},{day} 10:00:00,{product},"
        f"머그컵 {product},1,{amount},구매{number % 5}온,buyer{number % 5}"
    )


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows, ""]).encode("cp949")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


def look(shop: OpenShop, content: bytes, name: str = "주문.csv") -> Preview:
    return importing.preview(shop, Source(name, content), today=TODAY)


def take(shop: OpenShop, content: bytes, name: str = "주문.csv") -> Receipt:
    return importing.accept(shop, look(shop, content, name), now=NOW)


def test_a_preview_tells_what_a_file_holds_and_stores_nothing(shop: OpenShop) -> None:
    before = books.contents(shop.store)
    seen = look(shop, csv(row(1), row(2, "취소완료"), row(3), "합계,,,,,,,30000,,"))
    assert seen.tally == Tally(rows=4, accepted=3, refused=0, skipped=1)
    assert (seen.draft.new, seen.draft.changed, seen.draft.same) == (3, 0, 0)
    assert seen.period == Period(date(2026, 10, 2), date(2026, 10, 4))
    assert seen.net == 20_000
    assert [issue.reason for issue in seen.skipped] == [SkipReason.TOTAL_ROW]
    assert seen.sample["amount"].tolist() == [10_000] * 3
    assert not any("구매1온" in str(value) for value in seen.sample.to_numpy().ravel())
    assert books.contents(shop.store) == before


def test_every_row_of_a_file_is_accounted_for(shop: OpenShop) -> None:
    receipt = take(shop, csv(row(1), row(2).replace("10000", "많이"), row(3), row(3), row(4)))
    saved, tally = receipt.saved, receipt.tally
    assert tally.rows == 5
    assert saved.new + saved.changed + saved.same + tally.skipped + tally.refused == tally.rows
    assert [(issue.line, issue.reason) for issue in receipt.refused] == [(3, RowReason.BAD_NUMBER)]
    assert [(kept.line, kept.reason) for kept in importing.issues(shop, receipt.upload_id)] == [
        (3, RowReason.BAD_NUMBER),
        (5, SkipReason.DUPLICATE_ROW),
    ]


def test_the_very_same_file_again_changes_nothing(shop: OpenShop) -> None:
    content = csv(row(1), row(2))
    first = take(shop, content)
    before = books.contents(shop.store)
    seen = look(shop, content)
    assert seen.already is not None
    assert seen.already.id == first.upload_id
    again = importing.accept(shop, seen, now=NOW)
    assert (again.upload_id, again.saved.new, again.saved.same) == (first.upload_id, 0, 2)
    assert books.contents(shop.store) == before
    assert len(importing.history(shop)) == 1


def test_an_overlapping_file_updates_states_and_revenue(shop: OpenShop) -> None:
    take(shop, csv(row(1), row(2), row(3)), "발주발송관리_20261101_0900.csv")
    seen = look(shop, csv(row(2), row(3, "반품완료"), row(4)), "발주발송관리_20261108_0900.csv")
    receipt = importing.accept(shop, seen, now=NOW)
    assert seen.draft == receipt.saved
    assert (receipt.saved.new, receipt.saved.changed, receipt.saved.same) == (1, 1, 1)
    old = take(shop, csv(row(3, "배송중")), "발주발송관리_20261020_0900.csv")
    assert (old.saved.changed, old.saved.outdated) == (0, 1)


def test_a_renamed_export_still_tells_of_cancellations(shop: OpenShop) -> None:
    take(shop, csv(row(1), row(2)), "발주발송관리_20261120_2350.csv")
    receipt = take(shop, csv(row(2, "취소완료")), "11월 주문.csv")
    assert receipt.saved.changed == 1
    assert look(shop, csv(row(2, "취소완료"), row(1))).draft.same == 2


def test_undo_goes_back_to_what_was_there(shop: OpenShop) -> None:
    take(shop, csv(row(1), row(2)))
    before = books.contents(shop.store)
    second = take(shop, csv(row(2, "취소완료"), row(3)), "발주발송관리_20261108_0900.csv")
    plan = importing.undo_plan(shop, second.upload_id)
    assert plan.together == ()
    importing.undo(shop, plan, now=NOW)
    assert books.contents(shop.store) == before
    assert [entry.undone_at for entry in importing.history(shop)] == [NOW, None]


def test_files_that_share_rows_are_undone_together(shop: OpenShop) -> None:
    first = take(shop, csv(row(1), row(2)))
    second = take(shop, csv(row(2, "취소완료"), row(3)), "발주발송관리_20261108_0900.csv")
    plan = importing.undo_plan(shop, first.upload_id)
    assert [entry.id for entry in plan.together] == [second.upload_id]
    importing.undo(shop, plan, now=NOW)
    assert books.contents(shop.store)["order_line"] == []
    with pytest.raises(LookupError):
        importing.undo_plan(shop, first.upload_id)
    with pytest.raises(LookupError):
        importing.undo_plan(shop, 99)


def test_a_file_nobody_knows_is_refused_and_nothing_is_stored(shop: OpenShop) -> None:
    with pytest.raises(importing.Refused) as caught:
        look(shop, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "photo.csv")
    assert caught.value.name == "photo.csv"
    with pytest.raises(importing.Refused) as caught:
        importing.take(shop, Source("empty.csv", b""), now=NOW)
    assert caught.value.reason is FileReason.EMPTY
    assert importing.history(shop) == []


def test_a_file_without_one_good_row_is_not_listed(shop: OpenShop) -> None:
    receipt = take(shop, csv(row(1).replace("10000", "많이")))
    assert (receipt.upload_id, receipt.tally.refused) == (0, 1)
    assert importing.history(shop) == []


def test_one_pass_takes_the_same_as_a_preview_and_its_acceptance(
    shop: OpenShop, tmp_path: Path
) -> None:
    content = csv(*(row(number) for number in range(300)), "합계,,,,,,,1,,")
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    seen = look(shop, content)
    steps: list[Progress] = []
    receipt = importing.take(shop, Source("orders.csv", path), now=NOW, progress=steps.append)
    assert receipt.saved == seen.draft
    assert receipt.tally == seen.tally
    assert receipt.figures == seen.figures
    assert {step.step for step in steps} == {"reading", "storing", "totals"}
    assert max(step.rows for step in steps) == 300
    assert importing.history(shop)[0].net == seen.net


def test_a_file_of_another_shop_is_noticed(shop: OpenShop) -> None:
    take(shop, csv(*(row(number) for number in range(30))))
    ours = look(shop, csv(*(row(number, product=str(number % 6)) for number in range(40, 60))))
    theirs = look(shop, csv(*(row(number, product=f"77{number}") for number in range(40, 60))))
    few = look(shop, csv(row(70, product="888")))
    assert (ours.other_shop, theirs.other_shop, few.other_shop) == (False, True, False)


def test_coverage_reports_stretches_that_no_file_reaches(shop: OpenShop) -> None:
    assert covering.coverage(shop) is None
    take(shop, csv(*(row(n, day=f"2026-10-{n:02d}") for n in (1, 2, 4, 5))))
    take(shop, csv(*(row(n, day=f"2026-10-{n:02d}") for n in (12, 13, 15))), "b.csv")
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.period == Period(date(2026, 10, 1), date(2026, 10, 15))
    assert covered.gaps == (Period(date(2026, 10, 6), date(2026, 10, 11)),)


def test_days_that_only_a_file_of_cancellations_reaches_are_not_covered(shop: OpenShop) -> None:
    take(shop, csv(*(row(n, day=f"2026-10-{n:02d}") for n in (1, 2, 4, 5))))
    before = today.overview(shop, today=date(2026, 10, 20), now=NOW).last_day
    claims = csv(
        "2026080100000009,2026080100000009,취소,취소완료,2026-08-01 10:00:00,머그컵 1,1",
        "2026100800000009,2026100800000009,취소,취소완료,2026-10-08 10:00:00,머그컵 1,1",
        header="상품주문번호,주문번호,주문상태,취소 처리상태,결제일,상품명,수량",
    )
    take(shop, claims, "취소.csv")
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.period == Period(date(2026, 10, 1), date(2026, 10, 5))
    overview = today.overview(shop, today=date(2026, 10, 20), now=NOW)
    assert overview.last_day == before


def test_a_file_of_cancellations_does_not_close_a_gap(shop: OpenShop) -> None:
    take(shop, csv(*(row(n, day=f"2026-10-{n:02d}") for n in (1, 2, 3))))
    take(shop, csv(*(row(n, day=f"2026-10-{n:02d}") for n in (20, 21))), "b.csv")
    claims = csv(
        *(
            f"2026080100000{n:03d},2026080100000009,취소,취소완료,2026-10-{n:02d} 10:00:00,머그컵,1"
            for n in (1, 10, 21)
        ),
        header="상품주문번호,주문번호,주문상태,취소 처리상태,결제일,상품명,수량",
    )
    take(shop, claims, "취소.csv")
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.gaps == (Period(date(2026, 10, 4), date(2026, 10, 19)),)


def test_a_claim_file_updates_lines_already_stored(shop: OpenShop) -> None:
    take(shop, csv(row(1), row(2)), "발주발송관리_20261101_0900.csv")
    claims = csv(
        "2026100100000001,2026100100000001,취소,취소완료,2026-11-02 10:00:00,머그컵 1,1",
        header="상품주문번호,주문번호,주문상태,취소 처리상태,취소요청일,상품명,수량",
    )
    receipt = take(shop, claims, "스마트스토어_취소관리_20261103_0900.csv")
    assert (receipt.format_id, receipt.saved.changed) == ("smartstore_cancel", 1)
    states = sorted(row[8] for row in books.contents(shop.store)["order_line"])
    assert states == [OrderState.DELIVERED, OrderState.CANCELLED]


def test_a_lost_key_file_is_not_replaced_silently(tmp_path: Path) -> None:
    opening.open_shop(tmp_path).close()
    key = tmp_path / opening.KEY_FILE
    assert key.stat().st_mode & 0o077 == 0
    for content in ("not hexadecimal", "00ff"):
        key.write_text(content, encoding="ascii")
        with pytest.raises(opening.KeyUnusable):
            opening.open_shop(tmp_path)


def test_the_revision_of_a_shop_follows_its_store(shop: OpenShop) -> None:
    before = shop.revision()
    take(shop, csv(row(1)))
    assert shop.revision() != before
    assert NOW + timedelta(0) == NOW


def test_a_file_of_another_mall_is_no_file_of_another_shop(shop: OpenShop) -> None:
    take(shop, csv(*(row(number) for number in range(30))))
    heading = "묶음배송번호,주문번호,옵션ID,주문일,등록상품명,노출상품ID,결제액,구매수(수량)"
    lines = "".join(
        f"1{n},2{n},3{n},2026-11-01 10:00:00,다른 상품 {n},88{n},5000,1\n" for n in range(20)
    )
    assert not look(shop, f"{heading}\n{lines}".encode()).other_shop
