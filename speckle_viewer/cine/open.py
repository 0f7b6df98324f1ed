"""The one entry for everything that can be opened: a file of any known format, or a folder."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from speckle_viewer.cine.cine import DEFAULT_CACHE_BYTES, Cine
from speckle_viewer.errors import CineError

Opener = Callable[[Path, int], Cine]

_FORMATS = {
    "DICOM": (".dcm", ".dicom", ".ima"),
    "video (MP4, AVI, MOV, MPEG)": (".mp4", ".m4v", ".avi", ".mov", ".mpeg", ".mpg"),
    "pictures (PNG, JPEG, BMP, TIFF, GIF)": (
        *(".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif"),
    ),
    "NumPy arrays (.npy, .npz)": (".npy", ".npz"),
    "MetaImage and NIfTI": (".mha", ".mhd", ".nii", ".nii.gz"),
}
_OPENERS = {
    "DICOM": "dicom.open_dicom",
    "video (MP4, AVI, MOV, MPEG)": "video.open_video",
    "pictures (PNG, JPEG, BMP, TIFF, GIF)": "stills.open_still",
    "NumPy arrays (.npy, .npz)": "arrays.open_array",
    "MetaImage and NIfTI": "volumes.open_volume",
}
DICOM, _VIDEO, PICTURES, _ARRAYS, _VOLUMES = _FORMATS

_MAGIC = (
    (DICOM, 128, b"DICM"),
    (_ARRAYS, 0, b"\x93NUMPY"),
    (_ARRAYS, 0, b"PK\x03\x04"),
    (PICTURES, 0, b"\x89PNG\r\n"),
    (PICTURES, 0, b"\xff\xd8\xff"),
    (PICTURES, 0, b"GIF8"),
    (PICTURES, 0, b"II*\0"),
    (PICTURES, 0, b"MM\0*"),
    (PICTURES, 0, b"II+\0"),
    (PICTURES, 0, b"MM\0+"),
    (_VIDEO, 8, b"AVI "),
    (_VIDEO, 0, b"\0\0\x01\xba"),
    (_VIDEO, 0, b"\0\0\x01\xb3"),
    (_VIDEO, 4, b"ftyp"),
    (_VIDEO, 4, b"moov"),
    (_VIDEO, 4, b"mdat"),
    (_VIDEO, 4, b"wide"),
    (_VOLUMES, 0, b"ObjectType"),
    (_VOLUMES, 344, b"n+1\0"),
    (_VOLUMES, 4, b"n+2\0"),
    (_VOLUMES, 0, b"\x1f\x8b"),
    (PICTURES, 0, b"BM"),
)
"""Format, offset and bytes that tell it, the surest first."""

_DICOMDIR_CLASS = b"1.2.840.10008.1.3.10"
_HEAD = 1024
_DEPTH, _MOST = 4, 500


def open_cine(path: str | os.PathLike[str], *, cache_bytes: int = DEFAULT_CACHE_BYTES) -> Cine:
    """Open a file, or a folder of single frames, as a cine. Frames are decoded when asked for.

    Parameters
    ----------
    path
        DICOM, video, picture, NumPy array, MetaImage, NIfTI, or a folder of stills.
    cache_bytes
        Budget of the cache of decoded frames.

    Raises
    ------
    CineError
        If there is no such file, it is of no known format, or it is damaged.
    """
    path = Path(path)
    try:
        if path.is_dir():
            from speckle_viewer.cine.folder import open_folder

            return open_folder(path, cache_bytes)
        return _opener(path)(path, cache_bytes)
    except OSError as error:
        raise CineError(f"{path.name} cannot be read: {error.strerror or error}.") from None


def supported_suffixes() -> tuple[str, ...]:
    """Suffixes of the files that can be opened, lower case with the dot, for the open dialog."""
    return tuple(suffix for suffixes in _FORMATS.values() for suffix in suffixes)


def cines_in(path: str | os.PathLike[str]) -> list[Path]:
    """What there is to open at ``path``: each entry can be given to `open_cine`.

    A file is itself. In a folder these are the cines, the single frames (the folder as a whole
    where all are of one size and series, and so make up a cine), and what its sub-folders hold,
    four levels deep and 500 entries at most.
    """
    path = Path(path)
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder in _folders(path, _DEPTH):
        found += _cines_of(folder)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _cines_of(folder: Path) -> list[Path]:
    from speckle_viewer.cine.folder import survey

    files = survey(folder)
    stills = [file.group for file in files if file.group is not None]
    if len(stills) < 2 or len(set(stills)) > 1:
        return [file.path for file in files]
    return [folder, *(file.path for file in files if file.group is None)]


def _folders(path: Path, depth: int) -> Iterator[Path]:
    yield path
    if depth > 1:
        for child in sorted(path.iterdir()):
            if child.is_dir() and not child.is_symlink() and not child.name.startswith("."):
                yield from _folders(child, depth - 1)


def format_of(path: Path) -> str | None:
    """Name of the format of a file by its content, or by its suffix where that says nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise CineError(f"{path.name} is empty: copy it again from where it came from.")
    for name, offset, magic in _MAGIC:
        if head.startswith(magic, offset):
            if name == DICOM and _DICOMDIR_CLASS in head:
                raise CineError(
                    f"{path.name} is a DICOMDIR, an index without images: open its folder instead."
                )
            return name
    lower = path.name.lower()
    for name, suffixes in _FORMATS.items():
        if lower.endswith(suffixes):
            return name
    is_dicom = import_module("speckle_viewer.cine.dicom").is_dicom
    return DICOM if is_dicom(path) else None


def _opener(path: Path) -> Opener:
    if not path.exists():
        raise CineError(f"{path.name} does not exist in {path.parent}: check the name.")
    name = format_of(path)
    if name is None:
        raise CineError(f"{path.name} is of no format known here; known are {', '.join(_FORMATS)}.")
    module, function = _OPENERS[name].split(".")
    return cast(Opener, getattr(import_module(f"speckle_viewer.cine.{module}"), function))
