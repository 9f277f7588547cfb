"""What the tab 다시 사기 tells, out of a real store."""

from core.services import customer_book, customers_again
from core.services.customers_again import Finding
from core.services.opening import OpenShop
from tests import shops


def test_a_shop_of_a_year_is_told_of_second_purchases(shop: OpenShop):
    shops.take(shop, shops.steady(420, 3, seed=3, back=0.3))
    book = customer_book.read(shop)
    assert book is not None
    told = customers_again.view(book)
    assert told is not None
    assert told.left_out
    assert told.unsure in {3, 4}
    assert told.triangle.sizes.sum() == len(book.customers)
    assert told.triangle.partial[:, 0].sum() == 1
    assert told.compared.finding is not Finding.EARLY
    assert [one.days for one in told.within] == [30, 60, 90, 180, 365]
    shares = [one.share for one in told.within if one.share is not None]
    assert shares == sorted(shares)
    assert told.curve[-1].day <= 365
    assert told.waits.pairs == (book.customers["visits"] - 1).sum()


def test_a_shop_of_a_few_customers_is_told_nothing(shop: OpenShop):
    shops.take(shop, shops.steady(6, 3))
    book = customer_book.read(shop)
    assert book is not None
    assert len(book.customers) < customers_again.LEAST_BUYERS
    assert customers_again.view(book) is None
