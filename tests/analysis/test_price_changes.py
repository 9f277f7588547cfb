"""A new price is told from options that happen to be sold one after the other."""

from datetime import date, timedelta

import numpy as np

from core.analysis.price_changes import PriceChange, Priced, changes

START = date(2026, 11, 1)


def day(number):
    return START + timedelta(days=number)


def seen(product, *prices):
    return [
        Priced(product, price, days, day(first), day(last)) for price, days, first, last in prices
    ]


def of_sales(product, sales):
    """From (day, price) pairs to prices."""
    found = []
    for price in sorted({price for _, price in sales}):
        days = sorted({number for number, other in sales if other == price})
        found.append(Priced(product, price, len(days), day(days[0]), day(days[-1])))
    return found


def test_a_price_that_is_never_paid_again_has_changed():
    found = changes(seen(7, (10_000, 12, 0, 13), (12_000, 11, 14, 27)))
    assert found == {7: PriceChange(7, day(14), 10_000, 12_000)}


def test_the_price_of_each_option_may_change():
    prices = [(10_000, 9, 0, 12), (15_000, 6, 1, 13), (11_000, 9, 15, 27), (16_000, 4, 14, 27)]
    assert changes(seen(7, *prices))[7] == PriceChange(7, day(14), 10_000, 11_000)


def test_options_sold_on_the_same_days_are_no_change():
    assert changes(seen(7, (10_000, 12, 0, 20), (12_000, 11, 14, 27))) == {}
    assert changes(seen(7, (10_000, 28, 0, 27))) == {}
    assert changes([]) == {}


def test_few_sales_one_after_the_other_may_be_chance():
    assert changes(seen(7, (10_000, 2, 0, 5), (12_000, 2, 9, 20))) == {}


def test_options_sold_at_random_hardly_ever_seem_to_be_a_change():
    """Of 300 shops with 40 products of two or three options at most a twentieth is misled."""
    draw = np.random.default_rng(5)
    wrong = 0
    for _ in range(300):
        shop = []
        for product in range(40):
            options = [10_000 + 1_000 * number for number in range(int(draw.integers(2, 4)))]
            sales = [
                (int(draw.integers(28)), options[int(draw.integers(len(options)))])
                for _ in range(int(draw.integers(12)))
            ]
            shop += of_sales(product, sales)
        wrong += bool(changes(shop))
    assert wrong <= 15
