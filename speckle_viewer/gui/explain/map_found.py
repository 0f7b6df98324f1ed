"""Maps that were found, and what is said of them in words."""

from dataclasses import dataclass
from math import prod, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request
from speckle_viewer.gui.explain.map_histogram import between
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.equivalent import KernelKind
from speckle_viewer.viewer.panes import main_region

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.kernel_maps import KernelMap, KernelMaps

_FULL = 95  # per cent of kernels that are rounder than those whose orientation is shown fully


@dataclass(frozen=True, eq=False)
class Found:
    """The maps of a frame.

    Attributes
    ----------
    request
        What they are of; ``title`` is that of the method.
    burst
        The frames that the method saw.
    kind
        Which kernels they are of.
    on_grid
        Whether these were worked out one by one, as far apart as the user said.
    share
        How many of them were, 0 to 1: less than 1 where that was stopped.
    """

    request: Request
    title: str
    burst: tuple[int, ...]
    kind: KernelKind
    on_grid: bool
    maps: "KernelMaps"
    share: float = 1.0

    def belongs_to(self, scene: Scene) -> bool:
        """Whether it is of the method that is explained; the frame may be another one."""
        return self.cine is scene.cine and self.request.method == scene.wants.explained

    @property
    def cine(self) -> Cine:
        """The cine that they are of."""
        return self.request.cine

    @property
    def frame(self) -> int:
        """The frame that they are of."""
        return self.request.frame

    def facts(self, spacing: int) -> dict[str, str]:
        """What one must know beside a map."""
        return {
            "Method": self.title,
            "Frame": f"{self.frame + 1} of {len(self.cine)}",
            "Kernels": f"{self.kind}, one every {spacing} px{self._stopped}",
        }

    @property
    def _stopped(self) -> str:
        return "" if self.share == 1 else f", stopped at {100 * self.share:.0f} %"

    @property
    def classes(self) -> tuple[str, ...]:
        """What the frames of the burst are called."""
        offsets = (i - self.frame for i in self.burst)
        return tuple(f"{o:+d}".replace("-", "−") if o else "this" for o in offsets)


def weights(shown: "KernelMap") -> NDArray[np.float32] | None:
    """How opaque an orientation is: it says little where kernels are nearly round."""
    if shown.anisotropy is None:
        return None
    share: NDArray[np.float32] = shown.anisotropy / np.float32(_full(shown) or 1.0)
    return share.clip(0.0, 1.0)


def _full(shown: "KernelMap") -> float:
    """The anisotropy from which on an orientation is fully opaque."""
    assert shown.anisotropy is not None
    there = shown.anisotropy[np.isfinite(shown.anisotropy)]
    return float(np.percentile(there, _FULL)) if there.size else 0.0


def said(shown: "KernelMap", value: float, found: Found) -> str:
    """A value with its unit; a length in mm too where the image is calibrated."""
    quantity = shown.quantity
    if quantity.colours == "classes":
        return _frame(found.classes[int(value)])
    if quantity.unit == "°":
        return f"{value:.0f}°"
    text = f"{value:.3g} {quantity.unit}".rstrip()
    region = main_region(found.cine)
    if quantity.unit != "px" or region is None or region.mm_per_px is None:
        return text
    return f"{text} ({value * sqrt(prod(region.mm_per_px)):.2g} mm)"


def selection(shown: "KernelMap", low: float, high: float, found: Found) -> str:
    """Which values were selected, in words; infinite limits are none."""
    what = tr(shown.quantity.title).lower()
    if shown.quantity.colours == "classes":
        first = max(0, int(np.ceil(low)) if np.isfinite(low) else 0)
        last = int(np.floor(high)) if np.isfinite(high) else len(found.classes) - 1
        names = dict.fromkeys(_frame(found.classes[i]) for i in (first, last))
        return f"{what}: {' – '.join(names)}"
    return between(what, low, high, shown.quantity.unit)


def summary(shown: "KernelMap", found: Found) -> str:
    """What all values are like, in one line."""
    there = shown.values[np.isfinite(shown.values)]
    if not there.size:
        return tr("No tissue in this frame.")
    if shown.quantity.colours == "classes":
        counts = np.bincount(there.astype(np.intp))
        most = int(counts.argmax())
        share = 100 * counts[most] / there.size
        return tr("Most often {}: {:.0f} %").format(_frame(found.classes[most]), share)
    if shown.anisotropy is not None:
        return tr("Opaque from an anisotropy of {:.2f} on").format(_full(shown))
    low, middle, high = (float(v) for v in np.percentile(there, (5, 50, 95)))
    return tr("Median {}; 5 to 95 %: {:.3g} to {}").format(
        said(shown, middle, found), low, f"{high:.3g} {shown.quantity.unit}".rstrip()
    )


def _frame(name: str) -> str:
    return tr("this frame") if name == "this" else tr("frame {}").format(name)
