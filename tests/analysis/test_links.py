"""Links with codes keep the rules, and slips are led back to the code that was meant."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import links
from core.analysis.links import MEDIUMS, SOURCES, Codes, Fault, Style

PAGE = "https://smartstore.naver.com/dangol/products/1?a=1&nt_source=old&utm_term=x#detail"


def test_a_link_of_smartstore_has_its_four_codes_and_keeps_the_rest():
    made = links.link(PAGE, Codes("instagram", "social", "가을 신상", "소이캔들"), Style.NT)
    told = parse_qs(urlsplit(made).query)

    assert told == {
        "a": ["1"],
        "nt_source": ["instagram"],
        "nt_medium": ["social"],
        "nt_detail": ["가을 신상"],
        "nt_keyword": ["소이캔들"],
    }
    assert made.endswith("#detail")
    assert made.isascii()
    assert "+" not in made


def test_a_link_of_an_own_shop_speaks_utm_and_leaves_out_what_is_empty():
    made = links.link("https://shop.example.com/", Codes("naver_blog", "blog"), Style.UTM)

    assert made == "https://shop.example.com/?utm_source=naver_blog&utm_medium=blog"


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("", Fault.EMPTY), ("인스타", Fault.HANGUL), ("ㅋ", Fault.HANGUL),
        ("insta gram", Fault.BLANK),
        ("Instagram", Fault.CAPITALS), ("insta&gram", Fault.SYMBOL), ("a" * 41, Fault.TOO_LONG),
        ("naver_blog.2-b", None),
    ],
)  # fmt: skip
def test_codes_keep_the_rules(code, wrong):
    assert links.fault(code) is wrong


@pytest.mark.parametrize("code", [*SOURCES, *MEDIUMS])
def test_every_code_of_the_list_keeps_the_rules(code):
    assert links.fault(code) is None


def test_no_code_stands_in_a_list_twice():
    assert len(set(SOURCES)) == len(SOURCES)
    assert len(set(MEDIUMS)) == len(MEDIUMS)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [("Insta Gram", "insta_gram"), (" SNS-Ads ", "sns_ads"), ("인스타", None), ("", None)],
)
def test_what_can_be_mended_is_mended(typed, mended):
    assert links.mended(typed) == mended


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("", Fault.EMPTY), ("smartstore.naver.com/x", Fault.NO_ADDRESS),
        ("javascript:alert(1)", Fault.NO_ADDRESS), ("https://x y.com", Fault.BLANK),
        ("http://[bad", Fault.NO_ADDRESS), ("https://localhost/a", Fault.NO_ADDRESS),
        ("https://a.kr/" + "x" * 1000, Fault.TOO_LONG), ("https://a.kr/상품", None),
    ],
)  # fmt: skip
def test_only_addresses_of_pages_are_taken(address, wrong):
    assert links.address_fault(address) is wrong


@pytest.mark.parametrize(
    ("address", "codes"),
    [("nothing", Codes("a", "b")), ("https://a.kr", Codes("A", "b")),
     ("https://a.kr", Codes("a", "비"))],
)  # fmt: skip
def test_no_link_is_made_of_what_is_not_allowed(address, codes):
    with pytest.raises(ValueError, match="no link"):
        links.link(address, codes, Style.NT)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_as_detail_comes_back_as_it_was(detail, keyword):
    try:
        made = links.link("https://a.kr/", Codes("x", "qr", detail, keyword), Style.NT)
    except UnicodeEncodeError:  # half a letter cannot be written anywhere
        return
    told = parse_qs(urlsplit(made).query, keep_blank_values=True)
    assert told.get("nt_detail", [""]) == [detail.strip()]
    assert told.get("nt_keyword", [""]) == [keyword.strip()]


@pytest.mark.parametrize(
    ("code", "meant"),
    [("instagran", "instagram"), ("Instagram", "instagram"), ("naverblog", "naver_blog"),
     ("zzzz", None)],
)  # fmt: skip
def test_a_slip_is_led_back_to_the_code_that_was_meant(code, meant):
    assert links.nearest(code, SOURCES) == meant
