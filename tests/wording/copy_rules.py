"""The rules of our Korean, as far as a program can check them.

``faults(text)`` is for one message with its placeholders; ``faults_on_screen(text)`` for text
as it was drawn.
"""

import re

BANNED = re.compile(
    r"습니다|십시오|하시겠|되었|완료되|CVR|CTR|LTV|RFM|NPS|CSAT|퍼널|코호트|세그먼트|리텐션"
    r"|어트리뷰션|인사이트|p-?value|p값|유의|신뢰구간|표준오차|클릭하|할께요"
    r"|(?<![A-Za-z])(?:nan|NaN|None|null|inf)(?![A-Za-z])"
)
POLITE = re.compile(r"(?:요|죠)[.?!]?$")
BRACKET = re.compile(r"\([^()]*\)")
SHORT = {"왜?", "이 숫자는 어디서?", "어디서 받나요?"}
"""Buttons that are allowed to be no sentences."""
SENTENCE = re.compile(r"(?<=[가-힣\w)’}][.?!])\s+")
LONGEST = 60
ICON = re.compile(r":material/\w+: ?")
MOST_SENTENCES = 3

_SPACING = {
    "two blanks": re.compile(r"\S {2,}\S"),
    "a blank before punctuation": re.compile(r"\s[.,?!](?:\s|$)"),
    "two marks": re.compile(r"\?\?|!!|!.*!|\?.*\?"),
    "money run together": re.compile(r"\d(?:만원|억원)"),
    "%포인트": re.compile(r"%\s?포인트"),
    "too many decimals": re.compile(r"\d+\.\d{2,}%"),
    "an empty bracket": re.compile(r"\(\s*\)|‘’"),
    "wrong spelling": re.compile(r"몇일|되요|안되|할수|볼수|알수|이번주|지난 주(?![문제])"),
}


def faults(text: str) -> list[str]:
    """What is wrong with a message."""
    found = [f"banned: {match}" for match in BANNED.findall(text)]
    found += [name for name, pattern in _SPACING.items() if pattern.search(text)]
    sentences = SENTENCE.split(text)
    found += ["too many sentences"] if len(sentences) > MOST_SENTENCES else []
    for sentence in sentences:
        if len(sentence) > LONGEST:
            found.append(f"longer than {LONGEST}: {sentence}")
        said = BRACKET.sub("", sentence)
        ended = said.endswith((".", "?", "!")) and said not in SHORT
        if ended and not POLITE.search(said):
            found.append(f"not 해요체: {sentence}")
    return found


def faults_on_screen(text: str) -> list[str]:
    """What is wrong with a text as the reader sees it; names of icons are drawn as pictures."""
    text = ICON.sub("", text)
    found = [line for part in text.splitlines() for line in faults(part)]
    found += ["a placeholder was left"] if re.search(r"\{\w*\}", text) else []
    found += ["an undecided particle"] if re.search(r"을\(를\)|이\(가\)|은\(는\)", text) else []
    return found
