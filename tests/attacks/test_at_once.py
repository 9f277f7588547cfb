"""Four people take files in at once: nothing is lost, nothing counts twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.services.opening import OpenShop, open_shop
from tests.attacks.taking import back, csv, rows, take

HEADINGS = "상품을 본 날,상품 이름,결제된 건수,결제된 금액"
DAYS = range(1, 21)
PEOPLE = 4
FILES = 3
ALL = PEOPLE * FILES
CURRENT = "SELECT upload_id, gross FROM statistic s JOIN product p ON p.id = product_id"


def file(person: int, number: int) -> tuple[str, bytes]:
    """A product that all people tell of, each with other numbers, and one that is in no other."""
    won = 1000 * person + number
    lines = [f"2026-05-{day:02},모두,1,{won}" for day in DAYS]
    return f"{won}.csv", csv(HEADINGS, *lines, f"2026-05-01,컵 {won},1,{won}")


def work(folder: Path, url: str | None, person: int) -> dict[int, int]:
    """Take the files of a person in: the won that each upload tells."""
    shop = open_shop(folder, url)
    files = [file(person, number) for number in range(FILES)]
    done = {take(shop, *one).upload_id: int(one[0].removesuffix(".csv")) for one in files}
    shop.close()
    return done


def test_of_four_people_the_last_file_counts_and_none_is_lost(
    books: OpenShop, tmp_path: Path, monkeypatch
) -> None:
    # What a preview says may be out of date when the file is taken.
    monkeypatch.setattr("tests.attacks.taking.IS_ALONE", False)
    url = books.store.engine.url.render_as_string(hide_password=False)
    address = url if books.store.path is None else None
    with ThreadPoolExecutor(PEOPLE) as pool:
        jobs = [pool.submit(work, tmp_path, address, person) for person in range(PEOPLE)]
        done = {number: won for job in jobs for number, won in job.result().items()}
    assert sorted(done) == list(range(1, ALL + 1))
    assert rows(books, "SELECT count(*) FROM statistic") == [(ALL * (len(DAYS) + 1),)]
    assert rows(books, "SELECT count(*), count(DISTINCT key) FROM product") == [(ALL + 1, ALL + 1)]
    own = rows(books, f"{CURRENT} WHERE current = 1 AND name <> '모두'")
    assert sorted(own) == sorted(done.items())
    shared = rows(books, f"{CURRENT} WHERE current = 1 AND name = '모두'")
    assert shared == [(ALL, done[ALL])] * len(DAYS)
    back(books, ALL)
    shared = rows(books, f"{CURRENT} WHERE current = 1 AND name = '모두'")
    assert shared == [(ALL - 1, done[ALL - 1])] * len(DAYS)


def test_of_four_people_each_order_is_there_once(
    books: OpenShop, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("tests.attacks.taking.IS_ALONE", False)
    headings = "상품주문번호,주문번호,주문상태,결제일,수량,최종 상품별 총 주문금액,상품명,구매자ID"

    def orders(person: int) -> None:
        shop = open_shop(tmp_path, address)
        lines = [
            f"20260501{number:08},20260501{number:08},결제완료,2026-05-01 10:00:00,1,1000,컵,"
            f"b{number}"
            for number in range(person * 50, person * 50 + 100)
        ]
        take(shop, f"주문 {person}.csv", csv(headings, *lines))
        shop.close()

    url = books.store.engine.url.render_as_string(hide_password=False)
    address = url if books.store.path is None else None
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(orders, range(PEOPLE)))
    there = 50 * PEOPLE + 50
    assert rows(books, "SELECT count(*), count(DISTINCT buyer_id) FROM order_line") == [
        (there, there)
    ]
    assert rows(books, "SELECT orders, lines, net FROM day_total") == [(there, there, 1000 * there)]
    assert rows(books, "SELECT sum(orders), sum(net) FROM buyer") == [(there, 1000 * there)]
