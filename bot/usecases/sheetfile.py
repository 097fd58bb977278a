"""The bytes of an uploaded table as rows of cells: xlsx, or csv in UTF-8 or GB18030."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from bot.usecases import words

LARGEST = 200 * 1024 * 1024
_OLD_XLS = bytes.fromhex("d0cf11e0a1b11ae1")
_XLSX = b"PK\x03\x04"
_SNIFFED = 64 * 1024
_PIECE = 1024 * 1024
_LARGEST_UNPACKED = 4 * 1024 * 1024 * 1024

Row = Sequence[object]


class Unreadable(Exception):
    """The file is no table we can read; ``text`` tells the clerk what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_rows(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet, one by one, blank ones too, so that counting them gives the spreadsheet's lines.

    Raises ``Unreadable``. The name of the file is not asked: its beginning tells what it is.
    """
    if not content.strip():
        raise Unreadable(words.SHEET_EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(words.SHEET_TOO_LARGE.format(limit=LARGEST // 1024 // 1024))
    if content.startswith(_OLD_XLS):
        raise Unreadable(words.SHEET_OLD_XLS)
    if content.startswith(_XLSX):
        return _xlsx_rows(content)
    return _csv_rows(content)


def _xlsx_rows(content: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise Unreadable(words.SHEET_TOO_LARGE.format(limit=LARGEST // 1024 // 1024))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(words.SHEET_UNREADABLE) from error
    # Blank lines at the top come along, so counting rows gives the spreadsheet's line numbers.
    return next((sheet.iter_rows() for sheet in sheets if sheet.height), iter(()))


def _csv_rows(content: bytes) -> Iterator[Row]:
    encoding = _encoding(content)
    with io.TextIOWrapper(io.BytesIO(content), encoding) as start:
        beginning = start.read(_SNIFFED)
    # A stray NUL means bytes that are no text at all.
    if "\x00" in beginning:
        raise Unreadable(words.SHEET_UNREADABLE)
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    return _parsed(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""), delimiter)


def _parsed(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row]:
    # A cell may hold line breaks; the spreadsheet counts that as one line, and so does the csv reader.
    with text:
        try:
            yield from csv.reader(text, delimiter=delimiter)
        except csv.Error as error:
            raise Unreadable(words.SHEET_UNREADABLE) from error


def _encoding(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with its mark, else GB18030, in which bureaus' older programs write."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            # Piece by piece: a file of a million rows would be hundreds of megabytes as one text.
            for start in range(0, len(content), _PIECE):
                decoder.decode(content[start : start + _PIECE])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable(words.SHEET_UNREADABLE)
