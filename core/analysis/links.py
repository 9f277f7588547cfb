"""Links that say where a visit comes from: rules of their codes, and codes nobody knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

LONGEST_CODE: Final = 40
LONGEST_ADDRESS: Final = 1000
NEAR: Final = 0.6
"""How alike two codes are at least for one to be a slip of the other, 0 to 1."""

SOURCES: Final = (
    "instagram", "facebook", "threads", "youtube", "tiktok", "x", "pinterest", "naver",
    "naver_blog", "naver_cafe", "naver_post", "google", "daum", "kakao", "kakaotalk",
    "kakaostory", "talktalk", "band", "karrot", "own_site", "newsletter", "email", "sms",
    "package", "leaflet", "offline", "friend", "influencer",
)  # fmt: skip
MEDIUMS: Final = (
    "social", "blog", "video", "cafe", "search", "cpc", "display", "sns_ads", "message", "email",
    "sms", "banner", "link", "qr", "live", "referral", "affiliate", "event",
)  # fmt: skip


class Style(StrEnum):
    """In whose words a link speaks."""

    NT = "nt"
    UTM = "utm"


PARAMETERS: Final = {
    Style.NT: ("nt_source", "nt_medium", "nt_detail", "nt_keyword"),
    Style.UTM: ("utm_source", "utm_medium", "utm_campaign", "utm_term"),
}


class Fault(StrEnum):
    """What is wrong with a code or an address."""

    EMPTY = "empty"
    HANGUL = "hangul"
    BLANK = "blank"
    CAPITALS = "capitals"
    SYMBOL = "symbol"
    TOO_LONG = "too_long"
    NO_ADDRESS = "no_address"


def fault(code: str) -> Fault | None:
    """What is wrong with a source or a medium; None if nothing is."""
    checks = (
        (Fault.EMPTY, not code),
        (Fault.HANGUL, bool(re.search(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]", code))),
        (Fault.BLANK, bool(re.search(r"\s", code))),
        (Fault.CAPITALS, code != code.lower()),
        (Fault.SYMBOL, not re.fullmatch(r"[a-z0-9_.\-]*", code, re.ASCII)),
        (Fault.TOO_LONG, len(code) > LONGEST_CODE),
    )
    return next((found for found, is_so in checks if is_so), None)


def mended(code: str) -> str | None:
    """The code as it would be right; None where that cannot be told, as of Hangul."""
    told = re.sub(r"[\s\-/]+", "_", code.strip().lower())
    return told if fault(told) is None else None


def address_fault(address: str) -> Fault | None:
    """What is wrong with the address of a page; None if nothing is."""
    checks = (
        (Fault.EMPTY, not address),
        (Fault.TOO_LONG, len(address) > LONGEST_ADDRESS),
        (Fault.BLANK, bool(re.search(r"[\s\x00-\x1f<>\"]", address))),
        (Fault.NO_ADDRESS, not _is_web(address)),
    )
    return next((found for found, is_so in checks if is_so), None)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


@dataclass(frozen=True, slots=True)
class Codes:
    """What a link says: source and medium always, the other two if they are not empty."""

    source: str
    medium: str
    detail: str = ""
    keyword: str = ""


def link(address: str, codes: Codes, style: Style) -> str:
    """The address with the codes in it; those it had before are replaced, the rest stays.

    Raises:
        ValueError: the address or a code is not allowed.
    """
    wrong = [fault(codes.source), fault(codes.medium), address_fault(address)]
    if any(wrong):
        msg = f"no link can be made of {address!r} and {codes}"
        raise ValueError(msg)
    parts = urlsplit(address)
    old = {name for names in PARAMETERS.values() for name in names}
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in old
    ]
    values = (codes.source, codes.medium, codes.detail.strip(), codes.keyword.strip())
    said = [(name, value) for name, value in zip(PARAMETERS[style], values, strict=True) if value]
    return urlunsplit(parts._replace(query=urlencode(kept + said, quote_via=quote)))


def nearest(code: str, known: Iterable[str]) -> str | None:
    """The known code that an unknown one is most likely a slip of; None if none is alike."""
    found = get_close_matches(code.strip().lower(), list(known), n=1, cutoff=NEAR)
    return found[0] if found else None
