"""The parts of a DICOM file: its header as a data set, and where its pixel data lie."""

import io
import os
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag

from speckle_viewer.cine.dicom_values import text
from speckle_viewer.errors import CineError

_PREAMBLE = 128
_PIXEL_DATA = 0x7FE00010
_LAST_BEFORE_PIXELS = 0x7FE00002
"""Lengths of the extended offset table."""
_LARGEST_VALUE = 2**18
"""Longer values (raw data of the makers) are skipped, not read into memory."""
_MOST_READS = 2**16
"""An element takes two or three: no header has so many."""
_LARGEST_INFLATED = 4 * 2**30
_CHUNK = 2**20
_LONG_FORM = (b"OB", b"OW", b"UN", b"OF", b"OD", b"OL", b"OV")
UNDEFINED_LENGTH = 0xFFFFFFFF


@dataclass(frozen=True)
class DicomFile:
    """An open DICOM file of which only the header was read.

    ``offset``, ``length`` and ``vr`` are those of the pixel data's value; ``length`` may exceed
    what the file holds. ``size`` is the length of ``stream``.
    """

    name: str
    stream: BinaryIO
    size: int
    meta: Dataset
    dataset: Dataset
    transfer_syntax: str
    little_endian: bool
    offset: int
    length: int
    vr: str

    @property
    def encapsulated(self) -> bool:
        return self.length == UNDEFINED_LENGTH


class BoundedReader(io.BufferedReader):
    """A file that a damaged header cannot lure into much memory or endless reading.

    ``read`` never sets aside more memory than the file has bytes left, and fails when the header
    has taken more than ``header_reads`` reads; None, once it is read, for no such limit.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__(raw)
        self.size = os.fstat(raw.fileno()).st_size
        self.header_reads: int | None = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        if self.header_reads is not None:
            self.header_reads -= 1
            if self.header_reads < 0:
                raise ValueError("endless header")
        left = max(0, self.size - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left))


def looks_like_dicom(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (132 bytes) is DICOM, with or without preamble."""
    if head[_PREAMBLE : _PREAMBLE + 4] == b"DICM":
        return True
    group, element = head[:2], head[2:4]
    return group in (b"\x02\0", b"\x08\0") and element in (b"\0\0", b"\1\0", b"\5\0", b"\x08\0")


def read_file(path: Path) -> DicomFile:
    """Read the header of a DICOM file and leave it open.

    Raises
    ------
    CineError
        If it is no DICOM file or holds no pixel data.
    OSError
        If the file cannot be read.
    """
    stream = BoundedReader(io.FileIO(path))
    try:
        return _read(path.name, stream)
    except BaseException:
        stream.close()
        raise


def _read(name: str, stream: BoundedReader) -> DicomFile:
    head = stream.read(_PREAMBLE + 4)
    if not looks_like_dicom(head):
        raise CineError(f"{name} is not a DICOM file; open the file that the scanner exported.")
    stream.seek(_PREAMBLE + 4 if head[_PREAMBLE:] == b"DICM" else 0)
    meta = read_dataset(stream, False, True, stop_when=_after_meta)
    syntax = text(meta, "TransferSyntaxUID")
    body = stream
    if syntax == uid.DeflatedExplicitVRLittleEndian:
        stream.header_reads = None
        body = _inflated(name, stream)
    try:
        return _with_header(name, body, meta, syntax)
    except BaseException:
        body.close()
        raise


def _with_header(name: str, body: BoundedReader, meta: Dataset, syntax: str) -> DicomFile:
    little_endian = syntax != uid.ExplicitVRBigEndian
    dataset = read_dataset(
        body,
        syntax in (uid.ImplicitVRLittleEndian, ""),
        little_endian,
        stop_when=_at_pixels,
        defer_size=_LARGEST_VALUE,
    )
    body.header_reads = None
    vr, length = _pixel_element(name, body, bool(dataset.original_encoding[0]), little_endian)
    return DicomFile(
        name, body, body.size, meta, dataset, syntax, little_endian, body.tell(), length, vr
    )


def _after_meta(tag: BaseTag, vr: str | None, length: int) -> bool:
    return tag.group != 2


def _at_pixels(tag: BaseTag, vr: str | None, length: int) -> bool:
    return int(tag) > _LAST_BEFORE_PIXELS


def _pixel_element(
    name: str, stream: BinaryIO, implicit: bool, little_endian: bool
) -> tuple[str, int]:
    """VR and length of the pixel data; leaves ``stream`` at their first byte."""
    order = "little" if little_endian else "big"
    head = stream.read(8)
    group, element = (int.from_bytes(head[at : at + 2], order) for at in (0, 2))  # type: ignore[arg-type]
    if (group << 16 | element) != _PIXEL_DATA or len(head) < 8:
        raise CineError(
            f"{name} holds no pixel data (7FE0,0010), or is cut off before them; "
            "choose an image, or export it again."
        )
    vr, length = "OW", head[4:8]
    if not implicit and head[4:6] in _LONG_FORM:
        vr, length = head[4:6].decode("ascii"), stream.read(4)
    return vr, int.from_bytes(length, order)  # type: ignore[arg-type]


def _inflated(name: str, stream: BinaryIO) -> BoundedReader:
    """The rest of ``stream`` inflated into a file without a name, gone when it is closed."""
    raw = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (the caller closes it)
    with stream:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while not inflater.eof:
                packed = inflater.unconsumed_tail or stream.read(_CHUNK)
                # Asked for again, without input, where the last of it left output held back.
                inflated = inflater.decompress(packed, _CHUNK)
                if not packed and not inflated:
                    break  # the file is cut off
                raw.write(inflated)
                if raw.tell() > _LARGEST_INFLATED:
                    raise CineError(f"{name} inflates to more than 4 GiB; export it uncompressed.")
            raw.write(inflater.flush())
        except zlib.error as error:
            # What came before the damage stays usable, like any other truncated file.
            if not raw.tell():
                raise CineError(
                    f"{name} is damaged (its deflated data set cannot be inflated); "
                    "export it again."
                ) from error
    raw.seek(0)
    return BoundedReader(raw)
