"""Orders, people and settlements of two malls are kept apart, whatever numbers they share."""

from core.services.opening import OpenShop
from core.terms import Mall
from tests.attacks.taking import csv, rows, take

ESM = (
    "판매아이디,주문번호,장바구니번호(결제번호),주문상태,결제일,수량,판매금액,상품번호,상품명,"
    "구매자ID,구매자명"
)
NAVER = (
    "상품주문번호,주문번호,주문상태,결제일,수량,최종 상품별 총 주문금액,상품번호,상품명,구매자ID"
)
LINES = "SELECT mall, line_no, amount FROM order_line ORDER BY mall"


def esm(seller: str, won: int, state: str = "배송중") -> str:
    return f"{seller},4111222333,5111,{state},2026-05-01 10:00,1,{won},77,컵,kim,김철수"


def test_one_number_in_gmarket_and_auction_is_two_orders(books: OpenShop) -> None:
    take(books, "발송.csv", csv(ESM, esm("지마켓(shop)", 1000), esm("옥션(shop)", 2000)))
    take(books, "발송2.csv", csv(ESM, esm("옥션(shop)", 2000, "배송완료")))
    told = [(mall, "4111222333", won) for mall, won in ((Mall.GMARKET, 1000), (Mall.AUCTION, 2000))]
    assert rows(books, LINES) == sorted(told)
    assert rows(books, "SELECT sum(orders), sum(net), count(*) FROM day_total") == [(2, 3000, 2)]
    assert rows(books, "SELECT count(*), count(DISTINCT key) FROM product") == [(2, 2)]


def test_one_account_and_one_number_in_two_malls_are_two_people_and_two_orders(
    books: OpenShop,
) -> None:
    take(books, "n.csv", csv(NAVER, "4111222333,5111,배송중,2026-05-01 10:00:00,1,500,77,컵,kim"))
    take(books, "발송.csv", csv(ESM, esm("지마켓(shop)", 1000)))
    assert [row[2] for row in rows(books, LINES)] == [500, 1000]
    assert rows(books, "SELECT orders, net FROM buyer ORDER BY net") == [(1, 500), (1, 1000)]
    assert rows(books, "SELECT count(*) FROM product") == [(2,)]


def test_lines_of_a_shopify_order_share_what_stands_on_the_first_one(books: OpenShop) -> None:
    headings = (
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Created at,"
        "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at"
    )
    paid = "paid,2026-05-01 10:00:00 +0900,KRW"
    made = "2026-05-01 09:00:00 +0900"
    content = csv(
        headings,
        f"#1,kim@example.org,{paid},27000,3000,{made},2,Mug,10000,M,",
        "#1,kim@example.org,,,,,,,1,Cup,10000,C,",
        f"#2,kim@example.org,refunded,2026-05-01 11:00:00 +0900,KRW,5000,0,{made},1,Cup,5000,C,",
    )
    take(books, "orders_export.csv", content)
    take(books, "orders_export (1).csv", content + b"\r\n")
    assert rows(books, "SELECT amount FROM order_line ORDER BY line_no") == [
        (9000,),
        (18000,),
        (5000,),
    ]
    assert rows(books, "SELECT orders, lines, units, net, gross FROM day_total") == [
        (1, 2, 3, 27_000, 32_000)
    ]
    assert rows(books, "SELECT orders, net FROM buyer") == [(1, 27_000)]
