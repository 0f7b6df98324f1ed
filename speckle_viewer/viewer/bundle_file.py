"""The evidence bundle as a file: a zip whose session can be opened again."""

import lzma
import struct
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from speckle_viewer.errors import SessionError

BUNDLE_SUFFIX = ".zip"
SESSION = "session.speckle.json"
"""The session in a bundle."""

MOST_BYTES = 2**28
"""Of a session: more is not read, whatever a file says."""


def is_bundle(file: Path) -> bool:
    """Whether a file is an evidence bundle, by its name."""
    return file.suffix.lower() == BUNDLE_SUFFIX


def session_in(file: Path) -> str:
    """The text of the session in a bundle. Raises `SessionError`, `OSError`."""
    try:
        with ZipFile(file) as bundle, bundle.open(SESSION) as stream:
            content = stream.read(MOST_BYTES + 1)
    except (
        BadZipFile,
        EOFError,
        KeyError,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as error:
        raise SessionError(
            f"{file.name} is no evidence bundle of Speckle Viewer, or is damaged: choose another "
            "file, or unpack it and open what is in it."
        ) from error
    if len(content) > MOST_BYTES:
        raise SessionError(f"{file.name} holds too large a session: choose another file.")
    return content.decode("utf-8")
