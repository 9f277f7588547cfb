"""Tables in text files: which encoding, which separator, which rows."""

import codecs
import contextlib
import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Final

from core.importers.guards import Limits
from core.importers.problems import CellError, UnreadableFile
from core.importers.sheet import Mark, Row, Sheet
from core.terms import FileReason, FileWarning, RowReason

RAW: Final = "latin-1"
"""Rows are split on bytes, one letter each; only cells that are kept are decoded.

Neither UTF-8 nor CP949 uses the bytes of a comma, tab, quote or line break inside a letter.
"""

SEPARATORS: Final = ",\t;|"

_BOM: Final = codecs.BOM_UTF8
_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
SAMPLE: Final = 2_000
"""So many lines tell whether a file is far from UTF-8."""

_MISTAKES: Final = (
    ("latin-1", "cp949"),
    ("latin-1", "utf-8"),
    ("cp949", "utf-8"),
    ("utf-8", "cp949"),
)
SEPARATORS_OF_A_LINE: Final = 4
"""So many times as a cell has letters a line may have separators, those in texts included."""

_CHUNK: Final = 1 << 22
_FEW_BAD_LINES: Final = 0.05
_LEAST_TEXT: Final = 0.9
_PEEK: Final = 40


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become letters, and whether that was a guess."""

    name: str
    guessed: bool = False


def text_sheet(content: bytes | Path, limits: Limits) -> Sheet:
    """The table in a text file.

    Raises:
        UnreadableFile: it is no text, or no encoding fits.
    """
    content, early = _without_utf16(content)
    encoding = early or encoding_of(content)
    separator = _separator(content)
    decoder = codecs.getdecoder(encoding.name)

    def decoded(cell: str) -> str:
        if cell.isascii():
            return cell
        try:
            return decoder(cell.encode(RAW), "strict")[0]
        except UnicodeDecodeError as error:
            raise CellError(RowReason.BAD_BYTES) from error

    warnings = (FileWarning.ENCODING_GUESSED,) if encoding.guessed else ()
    marks: dict[int, Mark] = {}
    return Sheet(
        name="",
        rows=lambda: _rows(content, separator, limits, marks),
        decoded=decoded,
        ragged=True,
        warnings=warnings,
        marks=marks,
    )


def opened(content: bytes | Path) -> IO[bytes]:
    """The bytes as a stream."""
    return content.open("rb") if isinstance(content, Path) else BytesIO(content)


def encoding_of(content: bytes | Path) -> Encoding:
    """UTF-8 or CP949, decided on the whole file; ASCII is both.

    Raises:
        UnreadableFile: it is neither, or one half is one and the other half the other.
    """
    if _is_all(content, "utf-8"):
        return Encoding("utf-8")
    first, _ = _bad_lines(content, SAMPLE)
    if first.bad > first.letters // 2 and _is_all(content, "cp949"):
        return Encoding("cp949")
    return Encoding(_nearest(*_bad_lines(content, None)))


def _nearest(utf8: "_Count", cp949: "_Count") -> str:
    """The encoding of a file that is neither through and through."""
    if utf8.bad <= max(1, utf8.letters * _FEW_BAD_LINES) and utf8.bad < utf8.letters:
        return "utf-8"
    if cp949.bad <= max(1, cp949.letters * _FEW_BAD_LINES):
        return "cp949"
    unknown = utf8.both_bad > 0
    raise UnreadableFile(FileReason.ENCODING_UNKNOWN if unknown else FileReason.MIXED_ENCODING)


@dataclass(slots=True)
class _Count:
    letters: int = 0
    bad: int = 0
    both_bad: int = 0


def _bad_lines(content: bytes | Path, most: int | None) -> tuple[_Count, _Count]:
    """Of the lines with letters beyond ASCII, how many are no UTF-8, and how many no CP949."""
    utf8, cp949 = _Count(), _Count()
    with opened(content) as stream:
        for line in itertools.islice(stream, most):
            if line.isascii():
                continue
            wrong = [not _decodes(line, name) for name in ("utf-8", "cp949")]
            for count, bad in zip((utf8, cp949), wrong, strict=True):
                count.letters += 1
                count.bad += bad
                count.both_bad += all(wrong)
    return utf8, cp949


def _is_all(content: bytes | Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with opened(content) as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _without_utf16(content: bytes | Path) -> tuple[bytes | Path, Encoding | None]:
    """UTF-16 made UTF-8, since its letters hold the bytes of separators."""
    with opened(content) as stream:
        head = stream.read(4096)
    name = next((name for bom, name in _UTF16.items() if head.startswith(bom)), None)
    guessed = name is None and _looks_like_utf16(head)
    if guessed:
        name = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    if name is None:
        if head.count(0) > len(head) * (1 - _LEAST_TEXT):
            raise UnreadableFile(FileReason.NOT_TABULAR)
        return content, None
    whole = content.read_bytes() if isinstance(content, Path) else content
    try:
        letters = whole[: len(whole) // 2 * 2].decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(FileReason.ENCODING_UNKNOWN) from error
    return letters.lstrip("\ufeff").encode(), Encoding("utf-8", guessed)


def _looks_like_utf16(head: bytes) -> bool:
    return len(head) >= _PEEK and max(head[1::2].count(0), head[::2].count(0)) > len(head) // 5


def _separator(content: bytes | Path) -> str:
    """The sign that splits most of the first lines into the same number of cells."""
    with opened(content) as stream:
        head = [line.decode(RAW) for line in itertools.islice(stream, _PEEK)]
    for line in head[:3]:
        if found := re.match(r'^(?:\xef\xbb\xbf)*"?sep=(.)', line):
            return found.group(1)

    def fields(sign: str) -> int:
        return max((line.count(sign) for line in head), default=0)

    return max(SEPARATORS, key=fields)


def _rows(
    content: bytes | Path, separator: str, limits: Limits, marks: dict[int, Mark]
) -> Iterator[Row]:
    """Rows with the physical line they begin on.

    Raises:
        UnreadableFile: a quote is never closed.
    """
    csv.field_size_limit(limits.field * 64)
    odd = _is_odd(content, limits)
    with opened(content) as stream, TextIOWrapper(stream, RAW, newline="") as text:
        stream.seek(_boms(content))
        lines = _odd_lines(content, separator, limits, marks) if odd else text
        reader = csv.reader(lines, delimiter=separator, skipinitialspace=separator != "\t")
        before = start = 0
        try:
            for cells in reader:
                start, before = before, reader.line_num
                yield start + 1, cells
        except csv.Error as error:
            raise UnreadableFile(FileReason.UNCLOSED_QUOTE, line=before + 1) from error
    if before - start > 1 and _quotes(content) % 2:
        raise UnreadableFile(FileReason.UNCLOSED_QUOTE, line=start + 1)


def _boms(content: bytes | Path) -> int:
    """How many bytes at the beginning only say that it is UTF-8."""
    with opened(content) as stream:
        head = stream.read(len(_BOM) * 8)
    return (len(head) - len(head.lstrip(_BOM))) // len(_BOM) * len(_BOM)


def _quotes(content: bytes | Path) -> int:
    with opened(content) as stream:
        return sum(chunk.count(b'"') for chunk in iter(lambda: stream.read(_CHUNK), b""))


def _is_odd(content: bytes | Path, limits: Limits) -> bool:
    """Whether some line holds a NUL or is longer than a cell may be."""
    with opened(content) as stream:
        while chunk := stream.read(_CHUNK):
            if b"\0" in chunk:
                return True
            at = 0
            while at + limits.field < len(chunk):
                end = chunk.rfind(b"\n", at, at + limits.field)
                if end < 0:
                    return True
                at = end + 1
    return False


def _odd_lines(
    content: bytes | Path, separator: str, limits: Limits, marks: dict[int, Mark]
) -> Iterator[str]:
    """The lines as letters of one byte each; odd ones are marked by their number.

    Raises:
        UnreadableFile: a line has more separators than any row or text of a cell.
    """
    with opened(content) as stream:
        for number, line in enumerate(_split(stream), start=1):
            text = line.decode(RAW)
            if "\0" in text:
                marks[number] = RowReason.NUL_BYTE
            if len(text) > limits.field:
                if text.count(separator) > limits.field * SEPARATORS_OF_A_LINE:
                    raise UnreadableFile(FileReason.TOO_MANY_COLUMNS, limit=limits.columns)
                marks[number] = FileWarning.FIELD_CUT
            yield text if number > 1 else _strip_boms(text)


def _split(stream: Iterable[bytes]) -> Iterator[bytes]:
    for line in stream:
        # old Macintosh files end their lines with a carriage return alone
        if b"\r" in line[:-2]:
            yield from line.splitlines(keepends=True)
        else:
            yield line


def _strip_boms(text: str) -> str:
    mark = _BOM.decode(RAW)
    while text.startswith(mark):
        text = text[len(mark) :]
    return text


def unmangled(text: str) -> Iterator[str]:
    """What a text may have been before somebody read it in the wrong encoding."""
    for wrong, right in _MISTAKES:
        with contextlib.suppress(UnicodeError):
            yield text.encode(wrong).decode(right)
