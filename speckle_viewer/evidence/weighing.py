"""What predicted kernels, altered in one of four ways, make of the frames that they weigh."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from speckle_viewer.evidence.kernel_field import KernelField
from speckle_viewer.evidence.smoothing import REACH, spread
from speckle_viewer.ops import upsample_kernels
from speckle_viewer.ops.dynamic_filter import grow
from speckle_viewer.ops.strided_kernels import weigh

Check = Callable[[], None]

Form = tuple[bool, bool]
"""Whether the kernels are without negatives, and whether they are symmetric."""

_SPREAD = ("laplace", "difference", "cross")

NAMES = ("frame", *_SPREAD, "ones")
"""What kernels weigh: the frame, what `smoothing.spread` makes of it, and ones for their sum."""


class Weighing:
    """The images that kernels of each size make of each frame, kept; of one form at a time.

    Attributes
    ----------
    images
        (H, W), float32, by name, place of the kernel size, and place of the frame in the burst.
    """

    def __init__(self, field: KernelField) -> None:
        self._field = field
        self._form: Form = (False, False)
        self._spread: dict[int, dict[str, Tensor]] = {}
        self.images: dict[tuple[str, int, int], Tensor] = {}

    def use(self, form: Form) -> None:
        """Weigh with kernels of this form from now on.

        Images of the last one are dropped: those of all four take gigabytes with large bursts.
        """
        if form != self._form:
            self._form, self.images = form, {}

    def apart(self) -> "Weighing":
        """Another one of the same field, so that this one's images are kept."""
        other = Weighing(self._field)
        other._spread = self._spread
        return other

    def weigh(self, names: Iterable[str], place: int, frame: int, check: Check) -> None:
        """Have the images of one kernel size and frame that are missing, in one pass over the taps.

        ``check`` is called every few taps, and may raise to stop.
        """
        names = [name for name in names if (name, place, frame) not in self.images]
        field, size = self._field, self._field.sizes[place]
        taps = field.taps[place][frame : frame + 1]
        no_negatives, symmetric = self._form
        if "ones" in names and not no_negatives and not field.separable:
            names = [name for name in names if name != "ones"]
            shape = (field.frames.shape[-2], field.frames.shape[-1])
            sums = upsample_kernels(_summed(taps), field.stride, shape)
            self.images["ones", place, frame] = sums[0, 0]
        if not names:
            return
        weighed = weigh(
            torch.stack([self._padded(name, frame, size // 2) for name in names])[None],
            taps,
            size=size,
            stride=field.stride,
            separable=field.separable,
            no_negatives=no_negatives,
            symmetric=symmetric,
            check=check,
        )
        for name, image in zip(names, weighed[0], strict=True):
            self.images[name, place, frame] = image

    def _padded(self, name: str, frame: int, margin: int) -> Tensor:
        """What is weighed (H + 2 · margin, W + 2 · margin), beyond the frame's repeated edge."""
        image = self._field.frames[frame].float()
        if name == "ones":
            image = torch.ones_like(image)
        if name not in _SPREAD:
            return grow(image, (margin,) * 4)
        largest = max(self._field.sizes) // 2
        if frame not in self._spread:
            spreads = spread(grow(image, (largest + REACH,) * 4))
            self._spread[frame] = dict(zip(_SPREAD, spreads, strict=True))
        whole, cut = self._spread[frame][name], largest - margin
        return whole[cut : whole.shape[-2] - cut, cut : whole.shape[-1] - cut]


def _summed(taps: Tensor) -> Tensor:
    """The sum of the taps (N, T, h, w) of each kernel (N, 1, h, w), float32."""
    total = torch.zeros_like(taps[:, :1], dtype=torch.float32)
    for plane in taps.split(1, 1):  # type: ignore[no-untyped-call]
        total += plane  # ten times as fast as a sum over that dimension at once
    return total
