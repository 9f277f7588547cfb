"""The shop's own numbers on the page 고객 여정 beside what is to be checked before the payment."""

import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.services import settings
from core.terms import seoul_day
from tests import discount_shops, shops, ways
from tests.pages import opening

PAGE = "pages/diagnose/journey.py"
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    shops.sampled(folder)
    return folder


def said(language: str = "ko") -> str:
    app = opening.opened(PAGE, language=language, tabs=["tactics"])
    assert not app.exception
    return "\n".join(opening.texts(app)).replace("\\", "")


def fell():
    """A shop with as many visits as ever and half the orders."""
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    since = YESTERDAY - timedelta(days=27)
    shops.take(shop, shops.without(shops.steady(500, 12, seed=11, last=YESTERDAY), 0.5, since))
    ways.visits(shop, 500, last=YESTERDAY)
    return shop


def test_reviews_checkout_and_support_stand_in_this_order_with_their_numbers(made_up):
    shutil.copytree(made_up, os.environ["DANGOL_DATA"], dirs_exist_ok=True)
    found = said()
    advice = ["결제 전 옵션이나 과정을 하나 줄여", "밀린 문의에 답하고", "최근 고객에게 부탁해"]
    numbers = [
        r"리뷰 \d+개, \d\.\d점", "결제 전 취소·미입금: 알 수 없어요", r"배송비를 낸 주문 \d+%",
        r"휴대폰 주문 \d+%", r"답을 기다리는 문의 \d+건",
    ]  # fmt: skip
    # The sentences and the numbers below them are read apart from each other.
    for lines in (advice, numbers):
        places = [[one.start() for one in re.finditer(line, found)][-1] for line in lines]
        assert places == sorted(places)
    assert "할인·쿠폰을 쓴 주문" in found


def test_what_no_file_tells_is_named_with_its_file():
    fell().close()
    found = said()
    assert "리뷰: 자료 없음 · “스마트스토어 리뷰 파일”에서 볼 수 있어요" in found
    assert re.search("문의: 자료 없음 · “[^”]+”에서 볼 수 있어요", found)
    assert "결제 전 취소·미입금: 알 수 없어요. 이 기간 주문 파일에는 결제한 주문만 있어요" in found


def test_an_order_below_its_margin_is_told():
    shop = fell()
    rows = [(f"x{n}", n % 20, 6_000) for n in range(60)]
    discount_shops.reduced(shop, rows, last=YESTERDAY)
    assert "설정에 마진율을 적으면 얼마가 남는지 보여 드려요." in said()
    settings.save(shop, replace(settings.read(shop), margin_percent=30))
    shop.close()
    assert re.search(
        r"주문 하나에 6,000원씩 깎아 주는데 마진은 \S+원이에요. 팔 때마다 −\S+원", said()
    )


def test_the_numbers_speak_english():
    fell().close()
    found = said("en")
    assert "Reviews: no data" in found
    assert not re.search("[가-힣]", re.sub(r"(?m)^.*,.*,.*$", "", found))
