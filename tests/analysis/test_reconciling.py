"""Each reason is found exactly where it holds, and never explains more than there is."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.reconciling import COLUMNS, OF_GROSS, OF_REFUNDS, Reason, apart, explain

BASE = {
    "orders": 8, "lines": 10, "gross": 200_000, "back": 20_000, "refunded": 20_000, "fee": 9_000,
    "bundles": 8, "seller_discount": 4_000, "discount": 6_500, "payments": 10,
    "told_gross": 200_000, "told_refunds": 20_000, "told_fee": 9_000, "told_discount": 6_500,
    "told_seller_discount": 4_000, "claims_covered": 1, "by_order": 0,
}  # fmt: skip


def days(*changes: dict[str, float | None], count: int = 1) -> pd.DataFrame:
    """Days that agree but for what is said; the changes are of the first ones."""
    rows = [{**BASE, **change} for change in changes]
    rows += [dict(BASE) for _ in range(max(0, count - len(rows)))]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="float64")


def parts(frame: pd.DataFrame, at: int = 0) -> dict[str, int]:
    """What explains a day, without what explains nothing; and the rests."""
    row = explain(frame).iloc[at]
    names = [*(f"gross.{it}" for it in OF_GROSS), *(f"refunds.{it}" for it in OF_REFUNDS),
             "gross_rest", "refunds_rest"]  # fmt: skip
    return {name: int(row[name]) for name in names if row[name]}


def test_days_that_are_alike_need_no_reason():
    frame = days(count=3)

    assert list(apart(frame)["agrees"]) == [True, True, True]
    assert parts(frame) == {}


def test_won_that_come_from_rounding_agree_and_stay_in_the_rest():
    frame = days({"told_gross": 200_010})

    assert apart(frame)["agrees"].all()
    assert parts(frame) == {"gross_rest": 10}
    assert not apart(days({"told_gross": 200_011}))["agrees"].any()


def test_shipping_fees_in_the_statistics_explain_the_gross():
    assert parts(days({"told_gross": 209_000})) == {"gross.shipping": 9_000}
    assert parts(days({"told_gross": 191_000})) == {"gross.shipping": -9_000}


def test_shipping_may_be_off_by_a_won_per_bundle_but_no_more():
    assert parts(days({"told_gross": 209_018})) == {"gross.shipping": 9_000, "gross_rest": 18}
    assert parts(days({"told_gross": 208_982})) == {"gross.shipping": 8_982}
    assert parts(days({"told_gross": 209_019})) == {"gross_rest": 9_019}


def test_the_fees_of_the_statistics_do_where_the_orders_have_none():
    none = {"fee": None, "bundles": None, "told_gross": 209_000}

    assert parts(days(none)) == {"gross.shipping": 9_000}
    assert parts(days({**none, "told_fee": None})) == {"gross_rest": 9_000}


def test_discounts_are_told_by_who_pays_them():
    assert parts(days({"told_gross": 204_000})) == {"gross.seller_discount": 4_000}
    assert parts(days({"told_gross": 202_500})) == {"gross.naver_discount": 2_500}
    assert parts(days({"told_gross": 206_500})) == {"gross.discount": 6_500}
    assert parts(days({"told_gross": 204_100})) == {"gross_rest": 4_100}


def test_shipping_and_discounts_are_found_together():
    assert parts(days({"told_gross": 213_000})) == {
        "gross.shipping": 9_000, "gross.seller_discount": 4_000
    }  # fmt: skip


def test_tax_put_on_or_taken_off_is_found_where_it_is_so_on_most_days():
    off = {"told_gross": round(200_000 / 1.1), "told_refunds": round(20_000 / 1.1)}
    on = {"told_gross": 220_000, "told_refunds": 22_000}

    assert parts(days(on)) == {"gross.vat": 20_000, "refunds.vat": -2_000}
    assert parts(days(off)) == {"gross.vat": -18_182, "refunds.vat": 1_818}
    assert parts(days(on, count=3)) == {"gross_rest": 20_000, "refunds_rest": -2_000}


def test_tax_may_be_half_a_per_cent_off_and_what_is_off_is_left():
    assert parts(days({"told_gross": 220_900})) == {"gross.vat": 20_000, "gross_rest": 900}
    assert parts(days({"told_gross": 222_000})) == {"gross_rest": 22_000}


def test_payments_without_an_order_explain_what_they_may_be_worth():
    one = {"payments": 11, "told_gross": 225_000}
    dear = {"payments": 11, "told_gross": 400_000}

    assert parts(days(one)) == {"gross.missing_orders": 25_000}
    assert list(explain(days(one))["missing_lines"]) == [1]
    most = round(3 * 400_000 / 11)
    assert parts(days(dear)) == {"gross.missing_orders": most, "gross_rest": 200_000 - most}


def test_missing_payments_explain_no_won_too_few():
    fewer = days({"payments": 11, "told_gross": 190_000})

    assert parts(fewer) == {"gross_rest": -10_000}
    assert list(explain(fewer)["missing_lines"]) == [1]
    assert not apart(fewer)["agrees"].any()


def test_orders_the_statistics_do_not_have_stay_unexplained():
    assert parts(days({"payments": 9, "told_gross": 180_000})) == {"gross_rest": -20_000}


def test_what_is_a_habit_is_taken_off_before_missing_payments_are_valued():
    ship = {"told_gross": 209_000}
    both = {"payments": 11, "told_gross": 234_000}

    assert parts(days(both, ship, ship)) == {
        "gross.shipping": 9_000, "gross.missing_orders": 25_000
    }  # fmt: skip
    assert parts(days(both, {}, {})) == {"gross.missing_orders": 34_000}


def test_what_is_a_habit_explains_its_part_of_days_with_more_to_it():
    ship = {"told_gross": 209_000}
    lower = {"told_gross": 191_000}

    assert parts(days({"told_gross": 209_777}, ship, ship)) == {
        "gross.shipping": 9_000, "gross_rest": 777
    }  # fmt: skip
    assert parts(days({"told_gross": 203_777}, ship, ship)) == {"gross_rest": 3_777}
    assert parts(days({"told_gross": 190_223}, ship, ship)) == {"gross_rest": -9_777}
    assert parts(days({"payments": 11, "told_gross": 234_000}, lower, lower)) == {
        "gross.missing_orders": 34_000
    }  # fmt: skip


def test_statistics_that_count_orders_need_not_have_as_many_payments_as_lines():
    assert apart(days({"payments": 8, "by_order": 1}))["agrees"].all()
    assert not apart(days({"payments": 7, "by_order": 1}))["agrees"].any()
    assert not apart(days({"payments": 8, "by_order": 0}))["agrees"].any()


def test_refunds_put_on_the_day_of_the_refund_are_found():
    moved = {"refunded": 50_000, "told_refunds": 50_000}

    assert parts(days(moved)) == {"refunds.refund_dating": -30_000}
    assert parts(days({**moved, "told_refunds": 50_500})) == {"refunds_rest": -30_500}


def test_statistics_that_put_refunds_on_the_day_of_payment_agree():
    assert apart(days({"refunded": 50_000}))["agrees"].all()


def test_a_habit_of_dating_explains_its_part_of_days_with_more_to_it():
    moved = {"refunded": 50_000, "told_refunds": 50_000}
    more = {"refunded": 50_000, "told_refunds": 56_000, "claims_covered": 0}

    assert parts(days(more, moved)) == {
        "refunds.refund_dating": -30_000, "refunds.missing_claims": -6_000
    }  # fmt: skip


def test_refunds_nobody_took_in_are_found_where_no_file_of_claims_covers_the_day():
    lacking = {"told_refunds": 35_000, "claims_covered": 0}

    assert parts(days(lacking)) == {"refunds.missing_claims": -15_000}
    assert parts(days({**lacking, "claims_covered": 1})) == {"refunds_rest": -15_000}
    assert parts(days({**lacking, "told_gross": 300_100})) == {
        "gross_rest": 100_100, "refunds_rest": -15_000
    }  # fmt: skip
    assert parts(days({**lacking, "told_refunds": 5_000})) == {"refunds_rest": 15_000}


def test_what_is_unknown_is_neither_alike_nor_apart():
    frame = days({"gross": None, "back": None, "refunded": None})
    found = explain(frame)

    assert found["agrees"].all()
    assert found[["gross_apart", "refunds_apart", "gross_rest", "refunds_rest"]].isna().all().all()
    assert [found[f"gross.{it}"].sum() for it in OF_GROSS] == [0] * len(OF_GROSS)


WON = st.one_of(st.none(), st.integers(0, 3_000_000))
ROW = st.fixed_dictionaries(
    dict.fromkeys(COLUMNS, WON)
    | {name: st.integers(0, 30) for name in ("orders", "lines", "bundles")}
    | {name: st.one_of(st.none(), st.integers(0, 30)) for name in ("payments",)}
    | {name: st.integers(0, 1) for name in ("claims_covered", "by_order")}
)
RELATED = st.fixed_dictionaries(
    {
        "told_gross": st.sampled_from(
            [200_000, 209_000, 204_000, 202_500, 206_500, 213_000, 220_000, 181_818, 150_000]
        ),
        "told_refunds": st.sampled_from([0, 20_000, 22_000, 50_000, 61_000, 9_000]),
        "refunded": st.sampled_from([0, 20_000, 50_000, 9_000]),
        "payments": st.sampled_from([9, 10, 10, 10, 12]),
        "claims_covered": st.integers(0, 1),
    }
).map(lambda change: {**BASE, **change})


@given(st.lists(st.one_of(ROW, RELATED), max_size=12))
def test_parts_and_rest_are_the_difference_and_no_part_is_more_than_there_is(rows):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="float64")
    found = explain(frame)

    for kind, reasons in (("gross", OF_GROSS), ("refunds", OF_REFUNDS)):
        columns = found[[f"{kind}.{reason}" for reason in reasons]]
        whole, rest = found[f"{kind}_apart"], found[f"{kind}_rest"]
        known = whole.notna().to_numpy()
        assert ((columns.sum(axis=1) + rest)[known] == whole[known]).all()
        assert (columns.abs().sum(axis=1)[known] <= whole.abs()[known]).all()
        assert (columns[~known] == 0).all().all()
        assert (np.sign(columns[known]).mul(np.sign(whole[known]), axis=0) >= 0).all().all()
        assert (columns == columns.round()).all().all()


def test_all_reasons_belong_to_a_difference():
    assert {*OF_GROSS, *OF_REFUNDS} == set(Reason)
