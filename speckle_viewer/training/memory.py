"""Keep the memory of large tensors between steps."""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4  # of glibc's malloc.h


def reuse_large_blocks() -> None:
    """Have the C library reuse freed blocks of any size, where it is glibc.

    By default it returns blocks over 32 MB to the system at once, which then clears every page
    again at the next step: nearly half of a training step on the CPU.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_M_MMAP_MAX, 0)
        library.mallopt(_M_TRIM_THRESHOLD, -1)
