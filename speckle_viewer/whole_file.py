"""Writing files whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to be written in place of ``path``, which it takes when all went well.

    So there is either the old file or the complete new one. Folders on the way are made. Raises
    `OSError`. Whatever ends it, nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, for others may be writing the same file. Not by `tempfile`, whose files
    # only their owner may read. The ending stays: writers go by it.
    temporary = path.with_name(f".{uuid4().hex}.part{path.suffix}")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the complete new one: see `replacing`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
