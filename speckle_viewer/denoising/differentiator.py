"""What derivatives say of a method at one frame of a cine: kernels, net bias, Jacobian."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.burst import gather
from speckle_viewer.denoising.device import choose_device
from speckle_viewer.denoising.runner import checked_noise
from speckle_viewer.denoising.types import NoisePaint
from speckle_viewer.evidence import PixelKernel, equivalent
from speckle_viewer.evidence.equivalent import REACH, PixelColumn
from speckle_viewer.evidence.jacobian import Array, Part, jacobian
from speckle_viewer.methods import card, load_method
from speckle_viewer.methods.differentiable import ImageFunction, differentiable, has_derivatives
from speckle_viewer.methods.filter_method import FilterMethod
from speckle_viewer.methods.method import Check, Method

QUICK = {"MWCNN": 96, "MWCNNStudy": 128}
"""Pixels to each side that networks need, by class, where `REACH` would miss much: their wavelets
lay weights far away. They still answer as quickly (docs/performance.md)."""

FARTHEST, WHOLE_FRAME = 160, 256
"""Pixels to each side that are looked at at most: by methods that see only so far, and by those in
which every pixel depends on every other. Of these, frames that are no larger than that around their
middle are looked at as a whole. More would take seconds, and gigabytes."""


@dataclass(frozen=True, eq=False)
class Linearised:
    """A method at one frame of a cine: around that it is f(y) = A y + b.

    Attributes
    ----------
    title
        Of the method.
    function
        From the burst (N, 1, H, W) to the image (H, W), in float32 and not clipped.
    burst
        The whole frames (N, 1, H, W) in [0, 1] that the method sees.
    indices
        Their numbers in the cine; the frame that is denoised stands in the middle.
    overlap, multiple
        The method's, with the settings that it has.
    quick
        Pixels to each side that hold nearly all of its kernels.
    differentiates
        Whether there are derivatives. Otherwise columns, net bias and Jacobians are worked out by
        differences of one grey level, and there is no kernel.
    """

    title: str
    function: ImageFunction
    burst: Tensor
    indices: tuple[int, ...]
    overlap: int
    multiple: int
    quick: int = REACH
    differentiates: bool = True

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the frame."""
        return self.burst.shape[-2], self.burst.shape[-1]

    @property
    def sees_everything(self) -> bool:
        """Whether every pixel depends on every other one."""
        return self.overlap >= 1_000_000

    def reaches(self, of_column: bool = False) -> tuple[int, ...]:
        """How far to look: quickly at first where that is worth it, then as exactly as one can."""
        if self.sees_everything:
            largest = max(self.shape)
            return (largest if largest <= 2 * WHOLE_FRAME else WHOLE_FRAME,)
        most = min(self._needed(of_column), FARTHEST)
        return (self.quick, most) if most > self.quick else (most,)

    def is_exact(self, row: int, column: int, reach: int, of_column: bool = False) -> bool:
        """Whether a kernel, or a column, with this reach is that of the whole frame."""
        crop = equivalent.crop_around(row, column, reach, self.multiple, self.shape)
        whole = all(c.stop - c.start == n for c, n in zip(crop, self.shape, strict=True))
        return whole or reach >= self._needed(of_column)

    def _needed(self, of_column: bool) -> int:
        """How far an exact answer looks: the pixels that one goes to look as far again."""
        return 2 * self.overlap if of_column else self.overlap

    def kernel(self, row: int, column: int, reach: int | None = None) -> PixelKernel:
        """The equivalent kernel of a pixel; as exact as can be, or with this reach."""
        reach = self.reaches()[-1] if reach is None else reach
        return equivalent.equivalent_kernel(
            self.function, self.burst, row, column, reach=reach, multiple=self.multiple
        )

    def column(self, row: int, column: int, reach: int | None = None) -> PixelColumn:
        """Where a pixel of the frame goes; as exact as can be, or with this reach."""
        reach = self.reaches(of_column=True)[-1] if reach is None else reach
        return equivalent.equivalent_column(
            self.function,
            self.burst,
            row,
            column,
            reach=reach,
            multiple=self.multiple,
            push=self._push,
        )

    def weighed(self) -> tuple[Tensor, Tensor]:
        """The image (H, W), and what the weights make of it without net bias; on the CPU."""
        image, weighed = equivalent.weighed_map(self.function, self.burst, self._push)
        return image.cpu(), weighed.cpu()

    def net_bias(self) -> Tensor:
        """The net bias (H, W) of the frame, on the CPU."""
        image, weighed = self.weighed()
        return image - weighed

    def jacobian(
        self,
        part: Part,
        check: Callable[[], None] = lambda: None,
        progress: Callable[[float], None] = lambda done: None,
    ) -> Array:
        """The Jacobian on a part of the frame; see `speckle_viewer.evidence.jacobian`."""
        return jacobian(
            self.function,
            self.burst,
            part,
            multiple=self.multiple,
            by_differences=not self.differentiates,
            check=check,
            progress=progress,
        )

    @property
    def _push(self) -> equivalent.Push:
        return equivalent.push_forward if self.differentiates else equivalent.differences


class Differentiator:
    """Holds methods in float32, apart from the engine's. Used by one thread at a time.

    Parameters
    ----------
    device
        By default the one that the engine would choose.
    """

    def __init__(self, device: torch.device | None = None) -> None:
        self._device = device or choose_device()
        self._methods: dict[str, tuple[str, Method, bool]] = {}
        self._seen: tuple[tuple[Cine, int, int], Tensor, tuple[int, ...]] | None = None
        if self._device.type == "cuda":
            torch.backends.cudnn.allow_tf32 = False  # ten bits of mantissa are no float32

    def at(
        self,
        cine: Cine,
        method: str,
        frame: int,
        *,
        controls: Mapping[str, float] | None = None,
        noise: NoisePaint | None = None,
        check: Check | None = None,
    ) -> Linearised:
        """A method at one frame; ``check`` is called between layers, and raises to stop.

        ``noise`` is a noise map given by hand, for a method that takes one.

        Raises
        ------
        CineError
            If the frame cannot be decoded.
        MethodError
            If there is no such method, or it takes no such noise map. What is asked of the answer
            raises it where the method cannot be differentiated.
        """
        (loaded, differentiates), given = self._loaded(method), controls or {}
        burst, indices = self._burst(cine, frame, loaded.card.burst)
        overlap = loaded.overlap
        if isinstance(loaded, FilterMethod):
            overlap = loaded.overlap_at(given)
        painted = None
        if noise is not None:
            painted = checked_noise(loaded.card, noise.levels, cine.shape).to(self._device)
        return Linearised(
            title=loaded.card.title,
            function=differentiable(loaded, given, check, painted),
            burst=burst,
            indices=indices,
            overlap=overlap,
            multiple=loaded.multiple,
            quick=QUICK.get(loaded.card.network.get("class", ""), REACH),
            differentiates=differentiates,
        )

    def _loaded(self, method: str) -> tuple[Method, bool]:
        """Loaded once, and again where an id has other weights; and if it has derivatives."""
        sha256 = card(method).sha256
        known = self._methods.get(method)
        if known is None or known[0] != sha256:
            loaded = load_method(method)
            differentiates = has_derivatives(loaded)
            known = sha256, loaded.to(self._device), differentiates
            self._methods[method] = known
        return known[1:]

    def _burst(self, cine: Cine, frame: int, length: int) -> tuple[Tensor, tuple[int, ...]]:
        """The frames that the engine would choose; kept for the next pixel."""
        key = cine, frame, length
        if self._seen is None or self._seen[0] != key:
            everywhere = slice(None), slice(None)
            frames = gather(cine, frame, length, everywhere, cine.tissue(frame))
            burst = torch.from_numpy(frames.brightness[:, None]).to(self._device)
            self._seen = key, burst, frames.indices
        return self._seen[1:]


def equivalent_kernel(
    cine: Cine,
    method: str,
    frame: int,
    *,
    row: int,
    column: int,
    controls: Mapping[str, float] | None = None,
) -> PixelKernel:
    """The equivalent kernel behind one pixel of a denoised frame, whatever the method.

    Parameters
    ----------
    cine
        From `open_cine`.
    method
        Its id, such as "unet".
    frame, row, column
        The pixel.
    controls
        Values of the method's controls by name; the others keep the defaults of its card.

    Returns
    -------
    PixelKernel
        Σ taps · patches + bias = output, with the net bias.

    Raises
    ------
    IndexError
        If there is no such pixel.
    CineError
        If the frame cannot be decoded.
    MethodError
        If there is no such method, or it cannot be differentiated.
    """
    return Differentiator().at(cine, method, frame, controls=controls).kernel(row, column)
