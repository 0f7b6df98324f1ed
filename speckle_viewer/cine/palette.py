"""Colour tables of PALETTE COLOR images, plain and segmented (PS3.3 C.7.6.3.1.5, C.7.9.2)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_values import numbers, raw_bytes
from speckle_viewer.errors import CineError

_COLOURS = ("Red", "Green", "Blue")
_MOST_ENTRIES = 2**16
_DISCRETE, _LINEAR, _INDIRECT = 0, 1, 2


@dataclass(frozen=True)
class Palette:
    """Colours (entries, 3), uint8, of the pixel values from ``first`` on."""

    colours: NDArray[np.uint8]
    first: int

    def apply(self, values: NDArray[np.integer]) -> NDArray[np.uint8]:
        """Colours of pixel values; those outside the table take its nearest end."""
        index = values.astype(np.int32) - self.first if self.first else values
        return self.colours.take(index, axis=0, mode="clip")


def read_palette(name: str, dataset: Dataset, little_endian: bool) -> Palette:
    """The palette of an image.

    Raises
    ------
    CineError
        If there is none or it is damaged.
    """
    descriptor = numbers(dataset, "RedPaletteColorLookupTableDescriptor")
    if len(descriptor) != 3:
        raise CineError(f"{name} has palette colours without a palette; export it as RGB.")
    entries = int(descriptor[0]) & 0xFFFF or _MOST_ENTRIES
    tables = [_table(name, dataset, colour, entries, little_endian) for colour in _COLOURS]
    length = min(map(len, tables))
    table = np.stack([values[:length] for values in tables], axis=1)
    return Palette(_to_bytes(table), int(descriptor[1]))


def _to_bytes(table: NDArray[np.integer]) -> NDArray[np.uint8]:
    """The high byte of 16-bit colours, unless it is empty: then the colours are in the low one.

    That happens where 8-bit colours are stored in 16 bits, and where a 16-bit table was stored in
    the byte order that the file does not have.
    """
    if table.dtype == np.uint8:
        return table.astype(np.uint8)
    high = table >> 8
    return (high if high.any() else table & 0xFF).astype(np.uint8)


def _table(
    name: str, dataset: Dataset, colour: str, entries: int, little_endian: bool
) -> NDArray[np.integer]:
    order = "<" if little_endian else ">"
    plain = raw_bytes(dataset, f"{colour}PaletteColorLookupTableData")
    if len(plain) >= 2 * entries:
        return np.frombuffer(plain, f"{order}u2", entries)
    if len(plain) >= entries:
        # Two 8-bit entries to a word, the first in its low byte.
        words = np.frombuffer(plain, f"{order}u2", len(plain) // 2).astype("<u2")
        return (
            words.view(np.uint8)[:entries] if entries % 2 == 0 else np.frombuffer(plain, np.uint8)
        )
    packed = raw_bytes(dataset, f"Segmented{colour}PaletteColorLookupTableData")
    words = np.frombuffer(packed, f"{order}u2", len(packed) // 2)
    values = _expanded(words.tolist(), entries)
    if not values:
        raise CineError(f"{name} has a damaged palette ({colour.lower()}); export it as RGB.")
    return np.array(values, np.uint16)


def _expanded(words: list[int], entries: int) -> list[int]:
    """Discrete, linear and indirect segments written out, at most ``entries`` values."""
    values: list[int] = []
    position = 0
    while position + 2 < len(words) and len(values) < entries:
        kind, length = words[position : position + 2]
        if kind == _INDIRECT:
            # Repeats ``length`` segments from a byte offset of 32 bits.
            if position + 3 >= len(words):
                break
            start = (words[position + 2] | words[position + 3] << 16) // 2
            _repeat(words, start, length, entries, values)
            position += 4
        else:
            position = _segment(words, position, entries, values)
    return values


def _repeat(words: list[int], start: int, count: int, entries: int, values: list[int]) -> None:
    for _ in range(count):
        if start + 2 >= len(words) or words[start] == _INDIRECT or len(values) >= entries:
            return
        start = _segment(words, start, entries, values)


def _segment(words: list[int], position: int, entries: int, values: list[int]) -> int:
    """Append one discrete or linear segment; returns where the next one begins."""
    kind, length = words[position : position + 2]
    room = entries - len(values)
    if kind == _DISCRETE:
        values += words[position + 2 : position + 2 + min(length, room)]
        return position + 2 + length
    if kind != _LINEAR or not values:
        return len(words)
    steps = np.linspace(values[-1], words[position + 2], length + 1)[1 : room + 1]
    values += np.rint(steps).astype(int).tolist()
    return position + 3
