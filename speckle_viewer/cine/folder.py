"""A folder of single frames, pictures or DICOM, as one cine."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.open import DICOM, PICTURES, format_of, open_cine
from speckle_viewer.cine.reading import assumed_timing, reading, value_range_of
from speckle_viewer.cine.stills import picture_shape, read_picture
from speckle_viewer.cine.types import Frame
from speckle_viewer.errors import CineError


@dataclass(frozen=True)
class FolderEntry:
    """A file of a folder that can be opened."""

    path: Path
    format: str
    group: tuple[object, ...] | None
    """Single frames of one format, size and DICOM series are of one group; None for a cine."""
    instance: int = 0
    """InstanceNumber of a DICOM image; 0 for all others."""


def open_folder(path: Path, cache_bytes: int) -> Cine:
    """The single frames of a folder as one cine, in natural order of names (DICOM: of instances).

    The largest group of frames of one size and series makes up the cine; what is left out is said
    in a note. Regions, calibration and header come from the first frame. A folder with one file
    gives the cine of that.

    Raises
    ------
    CineError
        If the folder holds nothing that can be opened, or several cines and no group of frames.
    """
    entries = survey(path)
    if not entries:
        raise CineError(
            f"{path.absolute().name} holds no images that can be opened: choose another folder."
        )
    if len(entries) == 1:
        return open_cine(entries[0].path, cache_bytes=cache_bytes)
    groups = Counter(entry.group for entry in entries if entry.group is not None)
    chosen, size = groups.most_common(1)[0] if groups else (None, 0)
    if size < 2:
        names = ", ".join(entry.path.name for entry in entries[:3])
        raise CineError(
            f"{path.absolute().name} holds {len(entries)} separate cines ({names}, …): "
            "open one of them."
        )
    used = [entry for entry in entries if entry.group == chosen]
    used.sort(key=lambda entry: entry.instance)
    return _cine_of(path, used, _notes(path, used), cache_bytes)


def survey(folder: Path) -> list[FolderEntry]:
    """The files of a folder that can be opened, in order; sub-folders are not looked into."""
    entries = []
    for path in sorted(folder.iterdir(), key=natural_order):
        if path.is_file() and not path.name.startswith("."):
            try:
                entry = _entry(path)
            except (CineError, OSError):
                continue
            if entry is not None:
                entries.append(entry)
    return entries


def natural_order(path: Path) -> list[tuple[float, str]]:
    """Sorting key of a file name that puts frame2 before frame10, and numbers before letters."""
    parts = re.findall(r"\d+|\D+", path.name.lower())
    return [(int(part), "") if part.isdecimal() else (math.inf, part) for part in parts]


def _entry(path: Path) -> FolderEntry | None:
    name = format_of(path)
    if name == DICOM:
        return _dicom_entry(path)
    if name == PICTURES:
        count, shape = picture_shape(path)
        return FolderEntry(path, name, (name, shape) if count == 1 else None)
    return None if name is None else FolderEntry(path, name, None)


def _dicom_entry(path: Path) -> FolderEntry | None:
    from pydicom import dcmread

    wanted = ["Rows", "Columns", "NumberOfFrames", "InstanceNumber", "SeriesInstanceUID"]
    with reading(path):
        header = dcmread(path, stop_before_pixels=True, specific_tags=wanted, force=True)
        rows, columns = header.get("Rows"), header.get("Columns")
        if not rows or not columns:
            return None
        single = int(header.get("NumberOfFrames") or 1) == 1
        group = (DICOM, int(rows), int(columns), str(header.get("SeriesInstanceUID", "")))
        instance = int(header.get("InstanceNumber") or 0)
        return FolderEntry(path, DICOM, group if single else None, instance)


def _notes(path: Path, used: list[FolderEntry]) -> list[str]:
    names = {entry.path.name for entry in used}
    others = [p.name for p in sorted(path.iterdir(), key=natural_order) if p.name not in names]
    others = [name for name in others if not name.startswith(".")]
    if not others:
        return []
    shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
    return [f"{len(others)} of the folder's entries are left out: {shown}."]


def _cine_of(path: Path, used: list[FolderEntry], notes: list[str], cache_bytes: int) -> Cine:
    first = open_cine(used[0].path)
    try:
        source = _Folder(used, first.frame(0))
        value_range = first.value_range
        if used[0].format == PICTURES:  # DICOM states its depth
            value_range = value_range_of(source, first.frame(0), len(used))
        return Cine(
            source,
            name=path.absolute().name,
            path=path,
            frame_count=len(used),
            shape=first.shape,
            timing=assumed_timing(len(used)),
            regions=first.regions,
            header=first.header,
            value_range=value_range,
            window=first.window,
            notes=[*first.notes, *notes],
            cache_bytes=cache_bytes,
        )
    finally:
        first.close()


class _Folder:
    """Decodes single frames from one file each."""

    def __init__(self, entries: list[FolderEntry], first: Frame) -> None:
        self._entries = entries
        self._layout = (first.shape, first.dtype)

    def decode(self, index: int) -> Frame:
        entry = self._entries[index]
        frame = read_picture(entry.path) if entry.format == PICTURES else _dicom_frame(entry.path)
        if (frame.shape[:2], frame.dtype) != (self._layout[0][:2], self._layout[1]):
            raise CineError(
                f"{entry.path.name} has another size or bit depth than the first of its folder: "
                "open it by itself."
            )
        return frame

    def close(self) -> None:
        """Nothing stays open between frames."""


def _dicom_frame(path: Path) -> Frame:
    cine = open_cine(path)
    try:
        return cine.frame(0)
    finally:
        cine.close()
