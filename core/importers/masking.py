"""Cells of tables that nobody knows yet, shown so that nobody is told by them."""

import re
from typing import Final

from core.importers.cells import squeezed
from core.importers.identity import masked_name
from core.importers.problems import redacted

LONGEST: Final = 40
"""So many characters of a cell are shown."""

_READ: Final = 400
_SHORT: Final = 2
_THING: Final = re.compile(
    r"상품|제품|옵션|품목|캠페인|채널|키워드|검색|광고|그룹|쇼핑몰|판매처|택배|카테고리|브랜드"
    r"|금액|수량|개수|횟수|건수|일시|날짜|item|product|campaign|keyword|option|sku",
    re.IGNORECASE,
)
"""What a heading is about if it is not about a person."""
_PERSON: Final = re.compile(
    r"이름|성함|성명|구매자|주문자|주문한분|주문한사람|수취인|수령인|수하인|받는|받으실|보내는|고객|회원|입금자|예금주"
    r"|손님|연락처|전화|휴대폰|핸드폰|휴대전화|메일|주소|배송지|우편번호|아이디|생년월일|주민|통관|계좌|비밀번호"
    r"|메시지|메세지|요청사항|(?:^|[^a-z])id$|name|phone|mobile|tel|mail|address|buyer|customer|recipient|receiver",
    re.IGNORECASE,
)  # fmt: skip
"""What a heading about a person has in it."""
_NAME: Final = re.compile(
    r"이름|성함|성명|자$|인$|자명$|인명$|고객명|분$|예금주|name", re.IGNORECASE
)
_SURNAMES: Final = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
_LIKE_A_NAME: Final = re.compile(rf"[{_SURNAMES}][가-힣]{{2}}")
_LIKE_AN_ADDRESS: Final = re.compile(
    r"[가-힣]+(?:시|도|구|군)\s+[가-힣0-9]+(?:시|구|군|읍|면|동|로|길)(?:\s|$)"
)
_RESIDENT: Final = re.compile(r"(?<!\d)\d{6}-[0-9*]{7}(?!\d)")


def is_personal(heading: str) -> bool:
    """Whether the cells under a heading are about a person."""
    said = squeezed(heading)
    return bool(_PERSON.search(said)) and not _THING.search(said)


def shown(heading: str, cell: str, *, is_known: bool) -> str:
    """A cell as it may be shown: no telephone number, no mail address, nobody's name.

    Args:
        heading: under which it stands.
        cell: what it says.
        is_known: whether the heading is known to be about a thing, so that a word of three
            letters is no name.
    """
    said = " ".join(cell[:_READ].split())
    if is_personal(heading):
        said = said[:LONGEST]
        is_name = _NAME.search(squeezed(heading)) and not any(map(str.isdecimal, said))
        return (masked_name(said) or "") if is_name and " " not in said else _middle_masked(said)
    # A number is masked before the cell is cut, lest half of it be no number any more.
    said = _RESIDENT.sub("***", redacted(said))[:LONGEST]
    unsure = not is_known and (_LIKE_A_NAME.fullmatch(said) or _LIKE_AN_ADDRESS.search(said))
    return _middle_masked(said) if unsure else said


def _middle_masked(said: str) -> str:
    if len(said) <= _SHORT:
        return said[:1] + "*"
    ends = 1 if len(said) < 9 else 2  # noqa: PLR2004  (of a long text a little more tells it apart)
    return f"{said[:ends].strip()}***{said[-ends:].strip()}"
