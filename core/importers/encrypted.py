"""Workbooks that ask for a password, opened in memory and never written anywhere."""

import contextlib
import re
import struct
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile

import msoffcrypto
import olefile
from msoffcrypto.exceptions import (
    DecryptionError,
    EncryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)

from core.importers.guards import Limits
from core.importers.problems import UnreadableFile
from core.terms import FileReason

OLE_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of the container of old and of encrypted Office files."""

_SPIN = re.compile(rb'spinCount\s*=\s*["\']\s*(\d+)')

_DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OSError,
    EOFError,
    struct.error,
    OverflowError,
    MemoryError,
    NotImplementedError,
    SyntaxError,
    RecursionError,
    RuntimeError,
    BadZipFile,
    FileFormatError,
    ParseError,
    EncryptionError,
    DecryptionError,
)
"""What the parsers below let through when a container is cut short or made up."""


def plain_workbook(content: bytes, password: str | None, limits: Limits) -> bytes:
    """The workbook inside an OLE container, decrypted where needed.

    Raises:
        UnreadableFile: no password, a wrong one, a container that is damaged or too dear to open.
    """
    with _damage_named():
        _check_rounds(content, limits)
        office = msoffcrypto.OfficeFile(BytesIO(content))
        if not office.is_encrypted():
            return content
        if not password:
            raise UnreadableFile(FileReason.ENCRYPTED)
        return _decrypted(content, unicodedata.normalize("NFC", password))


def _decrypted(content: bytes, password: str) -> bytes:
    plain = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(BytesIO(content))
        if office.format == "ooxml":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(plain)
    except InvalidKeyError as error:
        raise UnreadableFile(FileReason.WRONG_PASSWORD) from error
    return plain.getvalue()


def _check_rounds(content: bytes, limits: Limits) -> None:
    """Refuse a key derivation that would keep the processor busy for minutes."""
    with olefile.OleFileIO(BytesIO(content)) as container:
        if not container.exists("EncryptionInfo"):
            return
        info = container.openstream("EncryptionInfo").read()
    for rounds in _SPIN.findall(info):
        if len(rounds) > len(str(limits.rounds)) or int(rounds) > limits.rounds:
            raise UnreadableFile(FileReason.UNSAFE_ENCRYPTION, limit=limits.rounds)
    if b"<!" in info:
        raise UnreadableFile(FileReason.UNSAFE_XML)


@contextlib.contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableFile(FileReason.CORRUPT) from error
