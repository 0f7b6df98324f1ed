"""How cines are opened: with the memory and the frame rate that the user prefers."""

from dataclasses import dataclass
from pathlib import Path

from speckle_viewer.cine import Cine, open_cine
from speckle_viewer.cine.cine import DEFAULT_CACHE_BYTES
from speckle_viewer.cine.types import ASSUMED_RATE


@dataclass(frozen=True)
class Opening:
    """What all cines of a window have in common.

    Attributes
    ----------
    cache_bytes
        Budget of the decoded frames of each.
    assumed_rate
        Frames per second where a file says nothing.
    """

    cache_bytes: int = DEFAULT_CACHE_BYTES
    assumed_rate: float = ASSUMED_RATE

    def open(self, path: Path) -> Cine:
        """Open a file or a folder of stills; raises what `open_cine` does."""
        cine = open_cine(path, cache_bytes=self.cache_bytes)
        cine.assume_rate(self.assumed_rate)
        return cine
