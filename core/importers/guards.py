"""What a file may cost before anything is parsed."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final, Protocol

from core.importers.problems import UnreadableFile
from core.terms import FileReason

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of an upload; ``texts`` are the bytes of all cells of a workbook together."""

    size: int = 50 * MEGABYTE
    unpacked: int = 1024 * MEGABYTE
    members: int = 1_000
    columns: int = 1_000
    field: int = 32_767
    rounds: int = 1_000_000
    cells: int = 12_000_000
    texts: int = 1024 * MEGABYTE


LIMITS = Limits()
"""What is allowed unless the caller says otherwise."""

_CHUNK = 1 << 18
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOCTYPE_16 = tuple("<!DOCTYPE".encode(name) for name in ("utf-16-le", "utf-16-be"))
_DRIVE = re.compile(r"^[A-Za-z]:")


UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises on a damaged archive."""


def checked_size(size: int, limits: Limits) -> None:
    """Refuse a file that is empty or larger than allowed."""
    if size == 0:
        raise UnreadableFile(FileReason.EMPTY)
    if size > limits.size:
        raise UnreadableFile(FileReason.TOO_LARGE, size=size, limit=limits.size)


class Watcher(Protocol):
    """Somebody who looks at a member while it is unpacked."""

    def add(self, chunk: bytes) -> None:
        """Look at its next piece."""

    def finish(self) -> None:
        """That was all of it."""


def _nobody(_name: str) -> Watcher | None:
    return None


def checked_archive(
    content: bytes, limits: Limits, watching: Callable[[str], Watcher | None] = _nobody
) -> zipfile.ZipFile:
    """The archive, once every member has been unpacked and found harmless.

    The sizes an archive declares are not believed: the members are unpacked and counted.

    Args:
        content: its bytes.
        limits: what it may cost.
        watching: who looks at a member on the way, by its name.

    Raises:
        UnreadableFile: it is damaged, locked, too large or dangerous.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
    except UNPACKING_ERRORS as error:
        raise UnreadableFile(FileReason.CORRUPT) from error
    if len(members) > limits.members:
        raise UnreadableFile(FileReason.ZIP_BOMB, members=len(members), limit=limits.members)
    _check_names([member.filename for member in members])
    room = limits.unpacked
    for member in members:
        room -= _checked_member(archive, member, room, watching(member.filename))
    return archive


def _check_names(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise UnreadableFile(FileReason.UNSAFE_ARCHIVE, member="")
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name):
            raise UnreadableFile(FileReason.UNSAFE_ARCHIVE, member=name[:80])


def _checked_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, watcher: Watcher | None
) -> int:
    """The true size of a member."""
    if member.flag_bits & 1:
        raise UnreadableFile(FileReason.ENCRYPTED)
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    for chunk in member_chunks(archive, member):
        size += len(chunk)
        if size > room:
            raise UnreadableFile(FileReason.ZIP_BOMB, member=member.filename[:80])
        if is_xml:
            tail = _checked_xml(tail + chunk)
        if watcher is not None:
            watcher.add(chunk)
    if watcher is not None:
        watcher.finish()
    return size


def _checked_xml(text: bytes) -> bytes:
    # One letter is found much sooner than two.
    if b"!" in text and b"<!" in text and _DOCTYPE.search(text):
        raise UnreadableFile(FileReason.UNSAFE_XML)
    if b"\0" in text and any(word in text for word in _DOCTYPE_16):
        raise UnreadableFile(FileReason.UNSAFE_XML)
    return text[-32:]


def member_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str) -> Iterator[bytes]:
    """A member piece by piece; damage is a reason of ours."""
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except UNPACKING_ERRORS as error:
        raise UnreadableFile(FileReason.CORRUPT) from error


def checked_text(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """A member that is a text file, refused as soon as it is larger than a file may be."""
    pieces, size = [], 0
    for chunk in member_chunks(archive, name):
        size += len(chunk)
        checked_size(size, limits)
        pieces.append(chunk)
    checked_size(size, limits)
    return b"".join(pieces)


def member_stream(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A member as a stream, for small parts only."""
    return BytesIO(b"".join(member_chunks(archive, name)))
