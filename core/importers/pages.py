"""Tables in web pages, which some seller centres save under the name .xls."""

import re
from typing import Final

import lxml.html

from core.importers.guards import Limits
from core.importers.problems import UnreadableFile
from core.importers.sheet import Row, Sheet
from core.importers.texts import encoding_of
from core.terms import FileReason

_TABLE: Final = re.compile(rb"<table[\s>]", re.IGNORECASE)
_CELLS: Final = re.compile(rb"<t[dh][\s/>]", re.IGNORECASE)
_PEEK: Final = 1 << 16
_DEAR: Final = 8
"""A cell of a page takes so many times as much memory as one of a sheet."""


def is_page(content: bytes) -> bool:
    """Whether bytes are a web page with a table."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and bool(
        _TABLE.search(content[:_PEEK])
    )


def page_sheets(content: bytes, limits: Limits) -> list[Sheet]:
    """The tables of a web page, the longest first.

    Raises:
        UnreadableFile: the page cannot be read, or its tables would not fit into memory.
    """
    cells, most = sum(1 for _ in _CELLS.finditer(content)), limits.cells // _DEAR
    if cells > most or sum(1 for _ in _TABLE.finditer(content)) > limits.members:
        raise UnreadableFile(FileReason.TOO_LARGE, cells=cells, limit=most)
    parser = lxml.html.HTMLParser(
        encoding=encoding_of(content).name, huge_tree=False, no_network=True
    )
    try:
        page = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableFile(FileReason.CORRUPT) from error
    tables = [_rows(table) for table in page.iter("table")]
    return [Sheet("", rows.__iter__) for rows in sorted(tables, key=len, reverse=True) if rows]


def _rows(table: lxml.html.HtmlElement) -> list[Row]:
    return [
        (number, [" ".join(cell.text_content().split(" ")) for cell in row.iter("td", "th")])
        for number, row in enumerate(table.iter("tr"), start=1)
    ]
