"""What 오늘 says is lacking while it shows no orders."""

from core import i18n
from core.terms import DataSet
from core.ui.today_first import lacking


def test_orders_of_another_mall_are_not_named_beside_the_order_file_that_is_lacking():
    with i18n.speaking("ko"):
        some = lacking({DataSet.ORDERS: None, DataSet.TRAFFIC: None})
        alone, nothing = lacking({DataSet.ORDERS: None}), lacking({})
    assert some == "유입과 채널 자료는 들어와 있어요. 주문 파일도 올리면 결론을 볼 수 있어요."
    assert alone == nothing == "주문 파일 하나면 돼요."
