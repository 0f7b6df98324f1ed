"""The headers of JPEG, JPEG-LS and JPEG 2000 streams, read before a decoder sets memory aside."""

import struct
from dataclasses import dataclass

from speckle_viewer.errors import CineError

JPEG_LS = 0xF7
LOSSLESS = 0xC3
_FRAME_HEADERS = {*range(0xC0, 0xD0), JPEG_LS} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_HUFFMAN, _END = 0xC4, 0xD9
_RESTARTS = range(0xD0, 0xD8)
_APPLICATION, _QUANTISATION, _RESTART_INTERVAL, _COMMENT = range(0xE0, 0xF0), 0xDB, 0xDD, 0xFE
_JPEG_START, _J2K_START = b"\xff\xd8", b"\xff\x4f\xff\x51"
_SCAN, _TILE, _CODING = 0xDA, 0xFF90, 0xFF52
_KNOWN = {0xC1, LOSSLESS, _HUFFMAN, _SCAN, _QUANTISATION, _RESTART_INTERVAL, _COMMENT}
_KNOWN |= set(_APPLICATION)


@dataclass(frozen=True)
class StreamHeader:
    """What a codestream says of itself. ``process`` is the JPEG frame marker, 0 for JPEG 2000."""

    process: int
    rows: int
    columns: int
    components: int
    precision: int
    labelled_colours: bool = False
    """JPEG: a JFIF or Adobe marker says which colours these are."""
    subsampled: bool = False
    """JPEG: the components differ in size, so they cannot be red, green and blue."""
    transformed: bool = False
    """JPEG 2000: the stream's own colour transform gives red, green and blue back."""


def jpeg_header(data: bytes) -> StreamHeader:
    """The frame header of a JPEG or JPEG-LS stream.

    Raises
    ------
    CineError
        If ``data`` is no such stream or ends before its frame header.
    """
    position, labelled = data.find(_JPEG_START, 0, 64) + 2, False
    while position >= 2 and position + 4 <= len(data):
        fill, marker, length = struct.unpack_from(">BBH", data, position)
        if fill != 0xFF or marker == _SCAN:
            break
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            position += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAME_HEADERS:
            return _jpeg_frame(marker, data[position + 4 : position + 2 + length], labelled)
        segment = data[position + 4 : position + 9]
        labelled |= segment == b"JFIF\0" or (marker == 0xEE and segment == b"Adobe")
        position += 2 + length
    raise CineError("the compressed image has no JPEG header")


def _jpeg_frame(marker: int, body: bytes, labelled: bool) -> StreamHeader:
    if len(body) < 6 or len(body) < 6 + 3 * body[5]:
        raise CineError("the compressed image has a damaged JPEG header")
    precision, rows, columns, components = struct.unpack_from(">BHHB", body)
    sampling = {body[7 + 3 * component] for component in range(components)}
    return StreamHeader(
        marker,
        rows,
        columns,
        components,
        precision,
        labelled_colours=labelled,
        subsampled=len(sampling) > 1,
    )


def check_jpeg(data: bytes) -> None:
    """Refuse a stream with damaged segments: GDCM ends the whole program on some of them.

    Raises
    ------
    CineError
        If the segments do not follow one another from the start to the end of image marker with
        one frame header, one scan, well-formed Huffman tables and nothing unknown.
    """
    position, seen, tables = data.find(_JPEG_START, 0, 64) + 2, [], set()
    while position + 4 <= len(data):
        fill, marker, length = struct.unpack_from(">BBH", data, position)
        body = data[position + 4 : position + 2 + length]
        if fill != 0xFF or marker not in _KNOWN or len(body) != length - 2:
            break
        if marker == _HUFFMAN:
            tables |= _huffman_tables(body)
        seen.append(marker)
        position += 2 + length
        if marker == _SCAN:
            used = {selector for at in range(body[0]) for selector in _tables_of(body, at, seen)}
            headers = [marker for marker in seen if marker in _FRAME_HEADERS]
            if used <= tables and len(headers) == 1 and _is_whole_scan(data, position):
                return
            break
    raise CineError("its compressed data are damaged")


def _tables_of(scan: bytes, component: int, seen: list[int]) -> set[int]:
    """Huffman tables of a component: DC alone in lossless JPEG, else DC and AC."""
    selectors = scan[2 + 2 * component] if len(scan) >= 3 + 2 * component else 0xFF
    return {selectors >> 4} if LOSSLESS in seen else {selectors >> 4, 0x10 | selectors & 0x0F}


def _huffman_tables(body: bytes) -> set[int]:
    """Class and number of each well-formed table of a segment."""
    found, position = set(), 0
    while position + 17 <= len(body):
        counts = body[position + 1 : position + 17]
        room = sum(count << (16 - bits) for bits, count in enumerate(counts, start=1))
        end = position + 17 + sum(counts)
        if room > 2**16 or sum(counts) > 256 or end > len(body):
            return set()
        found.add(body[position])
        position = end
    return found if position == len(body) else set()


def _is_whole_scan(data: bytes, position: int) -> bool:
    """Whether only restart markers come before the end of the image."""
    while 0 <= (position := data.find(b"\xff", position)) < len(data) - 1:
        marker = data[position + 1]
        if marker == _END:
            return True
        if marker != 0 and marker not in _RESTARTS:
            return False
        position += 2
    return False


def j2k_header(data: bytes) -> StreamHeader:
    """The main header of a JPEG 2000 codestream, bare or in a JP2 file.

    Raises
    ------
    CineError
        If ``data`` is no such stream or ends before its image size.
    """
    start = data.find(_J2K_START, 0, 4096)
    if start < 0 or len(data) < start + 43:
        raise CineError("the compressed image has no JPEG 2000 header")
    right, bottom, left, top = struct.unpack_from(">4I", data, start + 8)
    components, depth = struct.unpack_from(">HB", data, start + 40)
    return StreamHeader(
        0,
        bottom - top,
        right - left,
        components,
        (depth & 0x7F) + 1,
        transformed=_transformed(data, start + 2),
    )


def _transformed(data: bytes, position: int) -> bool:
    while position + 4 <= len(data):
        marker, length = struct.unpack_from(">HH", data, position)
        if marker == _TILE or length < 2:
            return False
        if marker == _CODING:
            return position + 8 < len(data) and data[position + 8] == 1
        position += 2 + length
    return False
