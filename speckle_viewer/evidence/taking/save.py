"""Saving what is shown to a file, whole or not at all."""

import errno
from collections.abc import Callable
from pathlib import Path

from speckle_viewer.errors import ExportError
from speckle_viewer.evidence.shown import Shown
from speckle_viewer.evidence.taking.arrays import to_npz
from speckle_viewer.evidence.taking.figure import to_png, to_svg
from speckle_viewer.evidence.taking.text import as_csv, as_text
from speckle_viewer.whole_file import write_whole

FORMATS: dict[str, Callable[[Shown], bytes]] = {
    ".npz": to_npz,
    ".svg": to_svg,
    ".png": to_png,
    ".tsv": lambda shown: as_text(shown).encode(),
    ".csv": lambda shown: as_csv(shown).encode(),
}
"""What is written, by the end of the file's name."""


def save(shown: Shown, path: str | Path) -> Path:
    """Write numbers (``.npz``, ``.tsv``; tables as ``.csv`` too) or a figure (``.svg``, ``.png``).

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ExportError
        If the name ends in none of these, or the file cannot be written. The file is then what
        it was before.
    """
    path = Path(path)
    made = FORMATS.get(path.suffix.lower())
    if made is None:
        raise ExportError(
            f"{path.name} does not say what to write: let the name end in {', '.join(FORMATS)}."
        )
    content = made(shown)
    try:
        write_whole(path, content)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ExportError(
                f"{path} was not written, as the disk is full: free space or choose another place."
            ) from error
        raise ExportError(
            f"{path} cannot be written ({error.strerror}): choose another place."
        ) from error
    return path
