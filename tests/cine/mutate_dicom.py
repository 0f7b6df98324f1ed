"""Run by test_dicom_mutations.py: opens and decodes damaged files under limits of the system.

Prints each case's seed before it, so that one that crashes or hangs can be run again.
"""

import faulthandler
import random
import resource
import signal
import sys
import traceback
from pathlib import Path

from speckle_viewer.cine.dicom import open_dicom
from speckle_viewer.errors import SpeckleViewerError

MOST_BYTES = 256 * 2**20
"""What one case may take beyond what the interpreter and its libraries have taken already."""
MOST_SECONDS = 20
"""Processor time, far more than any case takes; a file that takes this long hangs."""


def mutated(data: bytes, rng: random.Random) -> bytes:
    """One of the ways in which files get damaged."""
    at = rng.randrange(len(data))
    size = rng.choice((1, 2, 4, 16, 200))
    way = rng.randrange(7)
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + data[at + size :]
    if way == 2:
        return data[:at] + rng.randbytes(size) + data[at:]
    if way == 3:
        other = rng.randrange(len(data))
        return data[:at] + data[other : other + size] + data[at + size :]
    # Most of a header lies in the first bytes: damage it as often as the pixels.
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 10))):
        at = rng.randrange(min(len(data), 1500) if way < 6 else len(data))
        out[at] = rng.choice((0, 0xFF, rng.randrange(256), out[at] ^ 1 << rng.randrange(8)))
    return bytes(out)


def main(folder: Path, first: int, last: int) -> None:
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)  # says where, then the signal ends us
    sources = [path.read_bytes() for path in sorted(folder.glob("*.dcm"))]
    case = folder / "case.bin"
    for path in sorted(folder.glob("*.dcm")):
        open_dicom(path).frame(0)  # loads every decoder before memory is counted
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MOST_BYTES, resource.RLIM_INFINITY))
    for seed in range(first, last):
        print(f"seed {seed}", flush=True)  # the last one printed is the one that crashed
        rng = random.Random(seed)
        case.write_bytes(mutated(rng.choice(sources), rng))
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            cine = open_dicom(case, cache_bytes=0)
            for index in range(min(len(cine), 8)):
                try:
                    cine.frame(index)
                except SpeckleViewerError as error:
                    check(error)
            cine.close()
        except SpeckleViewerError as error:
            check(error)
        except BaseException:
            traceback.print_exc(file=sys.stdout)
            sys.exit(1)
    print(f"{last - first} done")


def check(error: SpeckleViewerError) -> None:
    """Memory may not run out even where the error of it is caught."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError):
            raise cause
        cause = cause.__cause__


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
