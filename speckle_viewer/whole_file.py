"""Writing files whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the complete new one.

    Folders on the way are made. Raises `OSError`. Whatever ends it, nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, for others may be writing the same file. Not by `tempfile`, whose files
    # only their owner may read.
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
