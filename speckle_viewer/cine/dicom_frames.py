"""The bytes of single frames, sought in a DICOM file without loading its pixel data (PS3.5 A.4)."""

import io
import math
import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from speckle_viewer.cine.dicom_file import DicomFile
from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.errors import CineError

_ITEM, _END = 0xFFFEE000, 0xFFFEE0DD
_MOST_FRAGMENTS = 2**20
_STARTS = (b"\xff\xd8\xff", b"\xff\x4f\xff", b"\xff\x0a", b"\0\0\0\x0c")
"""JPEG and JPEG-LS, JPEG 2000, JPEG XL, and the boxes around the last two."""


class FrameBytes(Protocol):
    """The encoded bytes of each complete frame."""

    def __len__(self) -> int:
        """How many frames are complete."""

    def read(self, index: int) -> bytes:
        """All bytes of one frame."""


class RawFrames:
    """Uncompressed frames, one after the other."""

    def __init__(self, file: DicomFile, layout: Layout, declared: int) -> None:
        self._stream = file.stream
        self._offset = file.offset
        self._frame_bytes = _raw_frame_bytes(file, layout, declared)
        # Big-endian OW swaps the bytes of each word even where a sample is one byte (PS3.5 8.1.1).
        self._swap = not layout.little_endian and layout.allocated == 8 and file.vr == "OW"
        available = max(0, min(file.length, file.size - file.offset))
        self._count = min(declared, available // self._frame_bytes)

    def __len__(self) -> int:
        return self._count

    def read(self, index: int) -> bytes:
        start = index * self._frame_bytes
        if not self._swap:
            self._stream.seek(self._offset + start)
            return self._stream.read(self._frame_bytes)
        lead = start % 2
        self._stream.seek(self._offset + start - lead)
        words = self._stream.read((lead + self._frame_bytes + 1) // 2 * 2)
        swapped = bytearray(words)
        swapped[::2], swapped[1::2] = words[1::2], words[::2]
        return bytes(swapped[lead : lead + self._frame_bytes])


def _raw_frame_bytes(file: DicomFile, layout: Layout, declared: int) -> int:
    """Some scanners declare 4:2:2 and write all colours: believe the length."""
    if not layout.subsampled:
        return layout.frame_bytes
    halved = layout.pixels * 2
    return halved if file.length < declared * layout.frame_bytes else layout.frame_bytes


@dataclass(frozen=True)
class Fragment:
    """One item of encapsulated pixel data.

    ``start`` counts from the first item after the offset table to this item's tag, as offset
    tables do; ``offset`` counts from the begin of the file to its ``length`` bytes.
    """

    start: int
    offset: int
    length: int
    begins_frame: bool


@dataclass(frozen=True)
class Fragments:
    """All complete items, the basic offset table, and where the file breaks off (inf: nowhere)."""

    items: list[Fragment]
    table: tuple[int, ...]
    broken_at: float


def read_fragments(file: DicomFile) -> Fragments:
    """Walk over the items of encapsulated pixel data; reads 12 bytes of each.

    Raises
    ------
    CineError
        If there is no offset table item, or there are more items than can be meant.
    """
    stream, position = file.stream, file.offset
    tag, length, _ = _item_at(stream, position)
    if tag != _ITEM or position + 8 + length > file.size:
        raise CineError(
            f"{file.name} has damaged pixel data (they begin with no item); export it again."
        )
    stream.seek(position + 8)
    table = struct.unpack(f"<{length // 4}I", stream.read(length // 4 * 4))
    first = position = position + 8 + length
    found: list[Fragment] = []
    while True:
        tag, length, peek = _item_at(stream, position)
        if tag == _END:
            return Fragments(found, table, math.inf)
        if tag != _ITEM or position + 8 + length > file.size:
            return Fragments(found, table, position - first)
        begins = peek.startswith(_STARTS)
        found.append(Fragment(position - first, position + 8, length, begins))
        if len(found) > _MOST_FRAGMENTS:
            raise CineError(f"{file.name} has damaged pixel data (endless items); export it again.")
        position += 8 + length


def _item_at(stream: BinaryIO, position: int) -> tuple[int, int, bytes]:
    stream.seek(position)
    head = stream.read(12)
    if len(head) < 8:
        return 0, 0, b""
    group, element, length = struct.unpack("<HHI", head[:8])
    return group << 16 | element, length, head[8:]


class EncapsulatedFrames:
    """Compressed frames, each in one or several fragments.

    Parameters
    ----------
    file
        The file.
    declared
        Number of frames in the header.
    extended_table
        Offsets from the extended offset table (7FE0,0001), empty where there is none.
    most_bytes
        Frames longer than this are damaged and not read.
    """

    def __init__(
        self, file: DicomFile, declared: int, extended_table: Sequence[int], most_bytes: int
    ) -> None:
        self._name = file.name
        self._stream = file.stream
        self._most_bytes = most_bytes
        self._frames = group_fragments(read_fragments(file), declared, extended_table)

    def __len__(self) -> int:
        return len(self._frames)

    def read(self, index: int) -> bytes:
        fragments = self._frames[index]
        if sum(fragment.length for fragment in fragments) > self._most_bytes:
            raise CineError(
                f"{self._name}: frame {index + 1} is longer than any image of its size; "
                "the file is damaged, export it again."
            )
        return b"".join(read_fragment(self._stream, fragment) for fragment in fragments)


def read_fragment(stream: BinaryIO, fragment: Fragment) -> bytes:
    """The bytes of one item."""
    stream.seek(fragment.offset)
    return stream.read(fragment.length)


def group_fragments(
    fragments: Fragments, declared: int, extended_table: Sequence[int]
) -> list[list[Fragment]]:
    """The fragments of each complete frame: by an offset table that fits, else by their look."""
    for table in (extended_table, fragments.table):
        if len(table) == declared and (frames := _by_table(fragments, table)) is not None:
            return frames
    items = fragments.items
    if declared == 1:
        return [items] if items and fragments.broken_at == math.inf else []
    begins = [at for at, item in enumerate(items) if item.begins_frame]
    if len(items) == declared or len(begins) in (0, len(items)):
        return [[item] for item in items[:declared]]
    return _cut(fragments, begins, fragments.broken_at != math.inf)[:declared]


def _by_table(fragments: Fragments, table: Sequence[int]) -> list[list[Fragment]] | None:
    position = {item.start: at for at, item in enumerate(fragments.items)}
    kept = [start for start in table if start < fragments.broken_at]
    if any(start not in position for start in kept) or list(table) != sorted(set(table)):
        return None
    following = table[len(kept)] if len(kept) < len(table) else math.inf
    cuts = [position[start] for start in kept]
    return _cut(fragments, cuts, following > fragments.broken_at)


def _cut(fragments: Fragments, cuts: list[int], last_is_broken: bool) -> list[list[Fragment]]:
    ends = [*cuts[1:], len(fragments.items)]
    frames = [fragments.items[cut:end] for cut, end in zip(cuts, ends, strict=False)]
    return frames[:-1] if last_is_broken else frames


class FragmentStream(io.RawIOBase):
    """All fragments as one seekable file, for video, whose frames are not separate items."""

    def __init__(self, stream: BinaryIO, fragments: Sequence[Fragment]) -> None:
        self._stream = stream
        self._fragments = fragments
        self._starts: list[int] = []
        self._size = 0
        for fragment in fragments:
            self._starts.append(self._size)
            self._size += fragment.length
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        super().close()
        self._stream.close()

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        end = self._size if size < 0 else min(self._size, self._position + size)
        parts = []
        at = max(0, bisect_right(self._starts, self._position) - 1)
        while self._position < end:
            start, fragment = self._starts[at], self._fragments[at]
            wanted = min(end, start + fragment.length) - self._position
            self._stream.seek(fragment.offset + self._position - start)
            parts.append(self._stream.read(wanted))
            self._position += wanted
            at += 1
        return b"".join(parts)
